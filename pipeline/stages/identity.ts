import { modelNamed, modelsOf } from "../../src/catalog/catalog.ts";
import { materialize, materializeModel, materializeModels, runAudits } from "../../src/catalog/materialize.ts";
import { attachOrEmpty } from "../../src/engine/attach.ts";
import { fillClusters } from "../../src/identity/fill-clusters.ts";
import { CONTACT_VALUE_COLUMNS, learnContactValues } from "../../src/load/contact-values.ts";
import { MERGE_COLUMNS } from "../../src/state/stop-columns.ts";
import type { RunContext } from "../context.ts";

/** What the clusters are made of; the other models of the stage read the clusters. */
const FINDING_MERGES: readonly string[] = ["identity.loaded_merges", "identity.new_merges", "identity.merge_spans"];

/** Finds out who each customer is, and the contact key of every telephone number, e-mail and address. */
export async function identity(context: RunContext): Promise<void> {
  const { engine, catalog, cache } = context;
  await findClusters(context);
  await attachContactValues(context);
  await materializeModel(engine, modelNamed(catalog, "identity.unseen_values"));
  await learnContactValues(context, cache, context.temporaryFolder);
  await attachContactValues(context);
  const others = modelsOf(catalog, "identity").filter(({ name }) => !FINDING_MERGES.includes(name));
  await materializeModels(engine, others);
  await runAudits(engine, catalog, "identity");
  for (const schema of ["personal", "sensitive"]) await materialize(engine, catalog, schema);
}

async function findClusters({ engine, catalog, stops }: RunContext): Promise<void> {
  await attachOrEmpty(engine, "state.merges", MERGE_COLUMNS, stops.mergeFiles);
  for (const name of FINDING_MERGES) await materializeModel(engine, modelNamed(catalog, name));
  await fillClusters(engine);
}

async function attachContactValues({ engine, cache }: RunContext): Promise<void> {
  await attachOrEmpty(engine, "identity.contact_values", CONTACT_VALUE_COLUMNS, await cache.contactValueFiles());
}
