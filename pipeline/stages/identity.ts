import { modelNamed } from "../../src/catalog/catalog.ts";
import { materialize, materializeModel } from "../../src/catalog/materialize.ts";
import { attachOrEmpty } from "../../src/engine/attach.ts";
import { CONTACT_VALUE_COLUMNS, learnContactValues } from "../../src/load/contact-values.ts";
import type { RunContext } from "../context.ts";

const CLUSTER_COLUMNS = [
  { name: "customer_id", type: "varchar" },
  { name: "person_id", type: "varchar" },
];

/** Finds out who each customer is, and the contact key of every telephone number, e-mail and address. */
export async function identity(context: RunContext): Promise<void> {
  const { engine, catalog, cache } = context;
  await engine.fill("identity.clusters", CLUSTER_COLUMNS, []);
  await attachContactValues(context);
  await materializeModel(engine, modelNamed(catalog, "identity.unseen_values"));
  await learnContactValues(engine, cache, context.temporaryFolder);
  await attachContactValues(context);
  for (const schema of ["identity", "personal", "sensitive"]) await materialize(engine, catalog, schema);
}

async function attachContactValues({ engine, cache }: RunContext): Promise<void> {
  await attachOrEmpty(engine, "identity.contact_values", CONTACT_VALUE_COLUMNS, await cache.contactValueFiles());
}
