import { readFileSync } from "node:fs";

import { type Project, projectOf, readJson } from "./project.ts";

/** Six customers each: who bought again, who did not, and who bought for the first time between the two moments. */
const HISTORIES: Readonly<Record<string, readonly string[]>> = {
  back: ["2026-01-05", "2026-10-20"],
  quiet: ["2026-07-20"],
  fresh: ["2026-09-01"],
};

/** Every group of the shop's customers. */
export const EVERY_GROUP = Object.keys(HISTORIES);

/** A moment between the first orders and the last. */
export const BEFORE = "2026-08-01";

/** A shop of eighteen customers whose segments move, with one report of that id. */
export function tinsShop(id: string, report: string): Project {
  return projectOf({
    "gatekeeper.yaml": CONFIGURATION,
    [`reports/${id}.yaml`]: report,
    "input/orders.csv": ordersOf(EVERY_GROUP),
    "keys/reference.key": "PUBLIC-TEST-KEY-of-an-invented-shop-never-use-it-for-real-people\n",
  });
}

/** The orders file of these groups alone. */
export function ordersOf(groups: readonly string[]): string {
  const lines = groups.flatMap((group) =>
    Array.from({ length: 6 }, (_, index) => `${group}${index}`).flatMap((customer) =>
      (HISTORIES[group] ?? []).map((day) => `${customer}-${day},${customer},${day}T10:00:00+08:00,2`),
    ),
  );
  return `${["order,customer,at,amount", ...lines].join("\n")}\n`;
}

/** The lines of a table of a run's report, without the header. */
export function reportLines(project: Project, runId: string, report: string, table = 1): string[] {
  const file = project.path(".gatekeeper", "runs", runId, "public", "reports", report, `table-${table}.csv`);
  return readFileSync(file, "utf8").trim().split(/\r?\n/u).slice(1);
}

/** The manifest of a run. */
export function manifestOf(project: Project, runId: string): Record<string, unknown> {
  return readJson(project.path(".gatekeeper", "runs", runId, "private", "manifest.json")) as Record<string, unknown>;
}

/** The shop's gatekeeper.yaml. */
export const CONFIGURATION = `version: 1
project: { id: tins, controller: Tins, time_zone: Asia/Shanghai, currency: CNY, default_country: CN }
inputs:
  transactions:
    - source: shop
      files: input/orders.csv
      columns: { transaction_id: order, customer_id: customer, ordered_at: at, amount: amount }
disclosure: { minimum_units: 3 }
keys: { reference: "\${file:keys/reference.key}" }
`;
