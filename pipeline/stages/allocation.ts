import { modelNamed } from "../../src/catalog/catalog.ts";
import { FINDING_COLUMNS, findingsSelect } from "../../src/catalog/findings.ts";
import { materializeModel, materializeModels, runAudits } from "../../src/catalog/materialize.ts";
import { attachOrEmpty } from "../../src/engine/attach.ts";
import { RELEASED_CONTACT_COLUMNS } from "../../src/state/release-store.ts";
import { sqlText } from "../../src/engine/engine.ts";
import type { RunContext } from "../context.ts";
import { fillTurn } from "../parameters.ts";

/** What no campaign's turn changes. */
const BEFORE_TURNS: readonly string[] = ["allocation.free_options", "allocation.held_out", "allocation.contacts"];

/** What each campaign finds when its turn comes. */
export const IN_TURN: readonly string[] = [
  "allocation.turn",
  "allocation.reserved_contacts",
  "allocation.cap_contacts",
  "allocation.crowded_contacts",
  "allocation.cap_breaches",
];

const SELECTED_COLUMNS = FINDING_COLUMNS.slice(0, 3);

const SELECTION = `select turn.campaign_id, turn.person_id, turn.contact_key
  from allocation.turn
  left join (select findings.campaign_id, findings.person_id from allocation.findings group by findings.campaign_id, findings.person_id) as lost
    on lost.campaign_id = turn.campaign_id and lost.person_id = turn.person_id
  where lost.person_id is null`;

/**
 * Gives each campaign in order what the ones before it left, but for whoever is held out: one contact for each contact point,
 * within the frequency caps and the budget. Then decides about every candidate.
 */
export async function allocation(context: RunContext): Promise<void> {
  const { engine, catalog, campaigns, releases } = context;
  await attachOrEmpty(engine, "state.released_contacts", RELEASED_CONTACT_COLUMNS, releases.contactFiles());
  await engine.fill("allocation.findings", FINDING_COLUMNS, []);
  await engine.fill("allocation.selected", SELECTED_COLUMNS, []);
  await materializeModels(
    engine,
    BEFORE_TURNS.map((name) => modelNamed(catalog, name)),
  );
  await engine.materialize("gate.campaign_values", campaignValues(context), "view");
  for (const { campaign } of campaigns) await takeTurn(context, campaign.id);
  await materializeModel(engine, modelNamed(catalog, "allocation.decisions"));
  await runAudits(engine, catalog, "allocation");
}

async function takeTurn({ engine, catalog }: RunContext, campaignId: string): Promise<void> {
  await fillTurn(engine, campaignId);
  await materializeModels(
    engine,
    IN_TURN.map((name) => modelNamed(catalog, name)),
  );
  for (const gate of catalog.gates) {
    if (gate.class === "allocation") await engine.append("allocation.findings", findingsSelect(gate));
  }
  await engine.append("allocation.selected", SELECTION);
}

/** What budgets order people by. A release takes from staged lists, which no budget cuts a second time: nothing is asked there. */
function campaignValues({ campaigns, staged }: RunContext): string {
  const none = `select cast(null as varchar) as campaign_id, cast(null as varchar) as person_id, cast(null as decimal(38, 4)) as value
    from run.parameters where 1 = 0`;
  const selects = campaigns.flatMap(({ campaign: { id, budget } }) =>
    budget?.by === undefined || staged !== null
      ? []
      : [
          `select ${sqlText(id)} as campaign_id, audience_people.person_id, cast(audience_people.${budget.by} as decimal(38, 4)) as value
    from gate.audience_people`,
        ],
  );
  return [...selects, none].join("\nunion all\n");
}
