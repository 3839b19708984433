import { join } from "node:path";

import type { Campaign, CampaignList } from "../domain/campaign.ts";
import { type Engine, sqlText } from "../engine/engine.ts";
import { makePrivateFolder } from "../io/atomic-write.ts";

/** What says why a person is on a list or not: one row for each person. */
export const TABLE_OF_LIST: Readonly<Record<CampaignList, string>> = {
  churn: "segment.purchase_status",
  should_have_bought: "segment.purchase_status",
  due_to_buy: "segment.due_to_buy",
  funnel_target: "gate.customer_funnel",
};

/** The file of a table of a run, by the run's private folder. */
export function privateTable(folder: string, table: string): string {
  return join(folder, "tables", ...table.split(".")) + ".parquet";
}

/**
 * Writes who was on the lists that the run's campaigns start from, and the facts that decided it, each in a total order.
 * Everything is private, and nothing is written for campaigns that start from no list.
 */
export async function writeListTables(engine: Engine, campaigns: readonly Campaign[], folder: string): Promise<void> {
  const lists = [...new Set(campaigns.flatMap(({ list }) => (list === undefined ? [] : [list])))].toSorted();
  if (lists.length === 0) return;
  for (const schema of ["segment", "gate"]) await makePrivateFolder(join(folder, "tables", schema));
  for (const table of new Set(lists.map((list) => TABLE_OF_LIST[list])))
    await engine.writeParquet(`select * from ${table}`, privateTable(folder, table), ["person_id"]);
  await engine.writeParquet(
    `select list_people.list, list_people.person_id from gate.list_people
     where list_people.list in (${lists.map(sqlText).join(", ")})`,
    privateTable(folder, "gate.list_people"),
    ["list", "person_id"],
  );
}
