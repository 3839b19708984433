import { modelNamed, modelsOf } from "../../src/catalog/catalog.ts";
import { fillReasons, findRefusals } from "../../src/catalog/findings.ts";
import { materializeModel, materializeModels, runAudits } from "../../src/catalog/materialize.ts";
import { audienceSelect } from "../../src/expression/audience-select.ts";
import type { RunContext } from "../context.ts";

/** Who can be asked for: what `gate.audience` is chosen from. */
const AUDIENCE_PEOPLE = "gate.audience_people";

/** Asks every gate about every candidate of every campaign. */
export async function gate(context: RunContext): Promise<void> {
  const { engine, catalog, staged } = context;
  // A release asks about the people of a staged list: nobody else is looked for.
  if (staged === null) await materializeModel(engine, modelNamed(catalog, AUDIENCE_PEOPLE));
  await engine.materialize("gate.audience", audienceOf(context), "view");
  const others = modelsOf(catalog, "gate").filter(({ name }) => name !== AUDIENCE_PEOPLE);
  await materializeModels(engine, others);
  await fillReasons(engine, catalog);
  await findRefusals(engine, catalog);
  await runAudits(engine, catalog, "gate");
}

/** Who the campaigns ask for; in a release the staged list, which nobody can join any more. */
function audienceOf({ campaigns, project, dialect, staged }: RunContext): string {
  if (staged !== null) return "select staged_options.campaign_id, staged_options.person_id from run.staged_options";
  const conditions = campaigns.map(({ campaign }) => ({ id: campaign.id, audience: campaign.audience }));
  return audienceSelect(conditions, project.extraColumns, dialect);
}
