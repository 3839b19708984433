import { createHmac } from "node:crypto";

import { dimensionsOf, type Report, type ReportDimension } from "../domain/report.ts";
import type { Secret } from "../domain/secret.ts";
import { type Engines, sqlText } from "../engine/engine.ts";
import { valueOf } from "./report-atoms.ts";

/** Where the customers of the new release are, in the embedded engine. */
export const RELEASED_CUSTOMERS = "export.released_customers";

/** The hash of every customer id that is one of several of a customer, `id_hash`, with that of the customer's name now, `customer_hash`. */
export const CUSTOMER_NAMES = "export.customer_names";

/**
 * Makes the table of everybody whom the tables of the run count, with the values of their dimensions and what they add to sums; a customer is a keyed
 * hash there. In the embedded engine, whichever made the report. Throws what an engine throws.
 *
 * Source: disclosure.md §5, members as keyed hashes with their contributions.
 */
export async function makeReleasedCustomers(
  { engine, local }: Engines,
  reports: readonly Report[],
  key: Secret,
  temporaryFile: string,
): Promise<void> {
  const dimensions = dimensionsAsked(reports);
  const values = dimensions.map((name) => `${valueOf(name)} as ${name}`);
  const columns = ["report_units.person_id", "report_units.is_gone", ...values];
  const amounts = [
    "cast(report_units.orders as bigint) as orders",
    "cast(report_units.revenue as decimal(38, 4)) as revenue",
  ];
  await engine.writeParquet(
    `select ${[...columns, ...amounts].join(", ")} from disclosure.report_units`,
    temporaryFile,
    [],
  );
  await local.attach("export.counted_customers", [temporaryFile]);
  const hashed = `${hashOf(key, "counted_customers.person_id")} as customer_hash`;
  const others = ["is_gone", ...dimensions, "orders", "revenue"].map((name) => `counted_customers.${name}`);
  await local.materialize(
    RELEASED_CUSTOMERS,
    `select ${[hashed, ...others].join(", ")} from export.counted_customers`,
    "table",
  );
  await local.drop("export.counted_customers");
  await makeCustomerNames({ engine, local }, key, temporaryFile);
}

/** A merge may give a customer another name: under any of their ids they are the same. */
async function makeCustomerNames({ engine, local }: Engines, key: Secret, temporaryFile: string): Promise<void> {
  const members = "select clusters.customer_id, clusters.person_id from identity.clusters";
  await engine.writeParquet(members, temporaryFile, []);
  await local.attach("export.cluster_members", [temporaryFile]);
  const hashes = `${hashOf(key, "cluster_members.customer_id")} as id_hash, ${hashOf(key, "cluster_members.person_id")} as customer_hash`;
  await local.materialize(CUSTOMER_NAMES, `select ${hashes} from export.cluster_members`, "table");
  await local.drop("export.cluster_members");
}

/** SQL for the keyed hash of an id. */
function hashOf(key: Secret, id: string): string {
  return `left(sha256(concat(${sqlText(derivedKey(key))}, ${id})), 32)`;
}

/** Every dimension of any table but the moment, which is the same for all. */
function dimensionsAsked(reports: readonly Report[]): ReportDimension[] {
  const all = reports.flatMap(({ tables }) => tables.flatMap(dimensionsOf));
  return [...new Set(all)].filter((name) => name !== "as_of").toSorted();
}

/** A key for this alone; of a fixed length, so that a hash of it and a text is as good as an HMAC. */
function derivedKey(key: Secret): string {
  return createHmac("sha256", key.reveal()).update("released customers").digest("hex");
}
