import { demandedModels, modelNamed, modelsOf } from "../../src/catalog/catalog.ts";
import { fillReasons, findRefusals } from "../../src/catalog/findings.ts";
import { materializeModel, materializeModels, runAudits } from "../../src/catalog/materialize.ts";
import { CONTACT_QUESTION } from "../../src/domain/contactable.ts";
import { factsAskedFor } from "../../src/domain/facts-asked-for.ts";
import type { Project } from "../../src/domain/project.ts";
import { audienceSelect } from "../../src/expression/audience-select.ts";
import type { Dialect } from "../../src/expression/dialect.ts";
import { checkRuleCoverage } from "../check-rule-coverage.ts";
import { fillContactHours } from "../contact-hours.ts";
import type { RunContext } from "../context.ts";

/** Who can be asked for: what `gate.audience` is chosen from, in order. */
const AUDIENCE_PEOPLE = "gate.audience_people";
const LISTS: readonly string[] = ["gate.customer_funnel", "gate.list_people"];

/** Asks every gate about every candidate of every campaign. */
export async function gate(context: RunContext): Promise<void> {
  const { engine, catalog, staged } = context;
  // A release asks about the people of a staged list: nobody else is looked for.
  if (staged === null) await findAudiencePeople(context);
  await engine.materialize("gate.audience", audienceOf(context), "view");
  const others = modelsOf(catalog, "gate").filter(({ name }) => name !== AUDIENCE_PEOPLE && !LISTS.includes(name));
  await materializeModels(engine, others);
  if (staged === null) await checkRuleCoverage(context);
  await fillContactHours(engine, context);
  await fillReasons(engine, catalog);
  await findRefusals(engine, catalog);
  await runAudits(engine, catalog, "gate");
}

/** Everybody a condition may ask for, how far they are in the funnel, and the lists that campaigns may start from. */
async function findAudiencePeople(context: RunContext): Promise<void> {
  const { engine, catalog, project, campaigns } = context;
  const asked = factsAskedFor({
    project,
    isComparing: context.comparison !== null,
    campaigns: campaigns.map(({ campaign }) => campaign),
  });
  await materializeModel(engine, modelNamed(catalog, AUDIENCE_PEOPLE));
  await engine.materialize("gate.funnel_conditions", funnelConditions(project, engine.capabilities.dialect), "view");
  const lists = LISTS.map((name) => modelNamed(catalog, name));
  await materializeModels(engine, lists, demandedModels(catalog, asked));
}

function funnelConditions({ funnel, extraColumns }: Project, dialect: Dialect): string {
  const conditions =
    funnel === undefined
      ? []
      : [
          { id: "target_market", audience: funnel.targetMarket },
          { id: "strong", audience: funnel.strongPower },
          { id: "weak", audience: funnel.weakPower },
        ];
  return audienceSelect(conditions, extraColumns, dialect, "condition_name");
}

/** Who the campaigns and the reports ask for; of a list that is there whoever is on it, and nobody can join any more. */
function audienceOf({ engine, campaigns, contactQuestions, project, staged }: RunContext): string {
  if (staged !== null)
    return `select staged_options.campaign_id, staged_options.person_id from run.staged_options
      group by staged_options.campaign_id, staged_options.person_id`;
  const conditions = campaigns.map(({ campaign }) => ({
    id: campaign.id,
    audience: campaign.audience,
    list: campaign.list,
  }));
  const questions = contactQuestions.map(({ id }) => ({ id, audience: CONTACT_QUESTION.audience }));
  return audienceSelect([...conditions, ...questions], project.extraColumns, engine.capabilities.dialect);
}
