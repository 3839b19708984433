import { present } from "../assert.ts";
import type { CampaignList } from "../domain/campaign.ts";
import { ATTRIBUTE_TABLES, audienceColumns, type ExtraColumn } from "../domain/audience-columns.ts";
import type { ExpressionText } from "../domain/project.ts";
import { checkExpression } from "./check.ts";
import type { Dialect } from "./dialect.ts";
import { parseExpression } from "./parse.ts";
import { printExpression } from "./print.ts";
import type { TypedExpression } from "./typed-expression.ts";

/** The condition of a campaign, a report's question or the funnel, checked by the configuration already. */
export interface AudienceCondition {
  readonly id: string;
  readonly audience: Pick<ExpressionText, "text" | "names">;
  /** The list that whoever meets the condition must be on, too. */
  readonly list?: CampaignList | undefined;
}

/**
 * The SELECT of `gate.audience`, each campaign with the people for whom its condition is true, and of `gate.funnel_conditions`,
 * where `idColumn` is `condition_name` instead. Ids are `[a-z0-9-]`,
 * those of reports' questions with `:` and `_` too, and everything else is printed from parsed conditions; extra columns are read from their attribute tables by name.
 */
export function audienceSelect(
  conditions: readonly AudienceCondition[],
  extraColumns: readonly ExtraColumn[],
  dialect: Dialect,
  idColumn: "campaign_id" | "condition_name" = "campaign_id",
): string {
  const none = `select cast(null as varchar) as ${idColumn}, cast(null as varchar) as person_id from run.parameters where 1 = 0`;
  const selects = conditions.map(
    (condition) => `select '${condition.id}' as ${idColumn}, ${peopleMeeting(condition, extraColumns, dialect)}`,
  );
  return [...selects, none].join("\nunion all\n");
}

function peopleMeeting(
  { audience, list }: AudienceCondition,
  extraColumns: readonly ExtraColumn[],
  dialect: Dialect,
): string {
  const used = extraColumns.filter(({ name }) => audience.names.includes(name));
  const alias = (name: string) => `attribute_${used.findIndex((column) => column.name === name) + 1}`;
  const isExtra = (name: string) => used.some((column) => column.name === name);
  const condition = printExpression(typedCondition(audience, extraColumns), dialect, (name) =>
    isExtra(name) ? `${alias(name)}.value` : `audience_people.${name}`,
  );
  const joins = used.map(
    ({ name, dataClass }) => `left join ${ATTRIBUTE_TABLES[dataClass]} as ${alias(name)}
  on ${alias(name)}.customer_id = audience_people.person_id and ${alias(name)}.attribute = '${name}'`,
  );
  return [
    "audience_people.person_id",
    "from gate.audience_people",
    ...(list === undefined
      ? []
      : [
          `inner join gate.list_people
  on list_people.person_id = audience_people.person_id and list_people.list = '${list}'`,
        ]),
    ...joins,
    `where ${condition}`,
  ].join("\n");
}

function typedCondition(
  { text }: AudienceCondition["audience"],
  extraColumns: readonly ExtraColumn[],
): TypedExpression {
  const scope = new Map(audienceColumns(extraColumns).map(({ name, type }) => [name, type]));
  const parsed = parseExpression(text);
  const checked = parsed.ok ? checkExpression(parsed.expression, scope, "boolean") : null;
  return present(checked !== null && checked.ok ? checked.typed : null, "the configuration checked every audience");
}
