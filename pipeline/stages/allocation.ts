import { modelNamed } from "../../src/catalog/catalog.ts";
import { FINDING_COLUMNS, findingsSelect } from "../../src/catalog/findings.ts";
import { materializeModel, runAudits } from "../../src/catalog/materialize.ts";
import { attachOrEmpty } from "../../src/engine/attach.ts";
import { RELEASED_CONTACT_COLUMNS } from "../../src/state/release-store.ts";
import type { RunContext } from "../context.ts";
import { fillTurn } from "../parameters.ts";

const SELECTED_COLUMNS = FINDING_COLUMNS.slice(0, 3);

const SELECTION = `select turn.campaign_id, turn.person_id, turn.contact_key
  from allocation.turn
  left join (select findings.campaign_id, findings.person_id from allocation.findings group by findings.campaign_id, findings.person_id) as lost
    on lost.campaign_id = turn.campaign_id and lost.person_id = turn.person_id
  where lost.person_id is null`;

/**
 * Gives each campaign in order what the ones before it left: one contact for each contact point, within the frequency
 * caps. Then decides about every candidate.
 */
export async function allocation(context: RunContext): Promise<void> {
  const { engine, catalog, campaigns, releases } = context;
  await attachOrEmpty(engine, "state.released_contacts", RELEASED_CONTACT_COLUMNS, releases.contactFiles());
  await engine.fill("allocation.findings", FINDING_COLUMNS, []);
  await engine.fill("allocation.selected", SELECTED_COLUMNS, []);
  await materializeModel(engine, modelNamed(catalog, "allocation.free_options"));
  for (const { campaign } of campaigns) await takeTurn(context, campaign.id);
  await materializeModel(engine, modelNamed(catalog, "allocation.decisions"));
  await runAudits(engine, catalog, "allocation");
}

async function takeTurn({ engine, catalog }: RunContext, campaignId: string): Promise<void> {
  await fillTurn(engine, campaignId);
  await materializeModel(engine, modelNamed(catalog, "allocation.turn"));
  await materializeModel(engine, modelNamed(catalog, "allocation.contacts"));
  for (const gate of catalog.gates) {
    if (gate.class === "allocation") await engine.append("allocation.findings", findingsSelect(gate));
  }
  await engine.append("allocation.selected", SELECTION);
}
