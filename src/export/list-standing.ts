import { existsSync } from "node:fs";
import { join } from "node:path";

import { CAMPAIGN_LISTS, type CampaignList } from "../domain/campaign.ts";
import { type Engine, type SqlRow, sqlText } from "../engine/engine.ts";
import type { FinishedRun } from "../state/run-store.ts";
import { privateTable, TABLE_OF_LIST } from "./list-tables.ts";

/** Whether a person was on the list that a campaign starts from, and what decided it. */
export interface ListStanding {
  readonly list: CampaignList;
  readonly is_on_list: boolean;
  /** By column of the list's table; empty for somebody the table does not have, such as one who never bought. */
  readonly facts: Readonly<Record<string, string>>;
}

/** How a person stood with the list of a campaign in a run; null for a campaign that starts from none, or when prune took the tables. */
export async function listStanding(
  engine: Engine,
  { manifest, folder }: FinishedRun,
  campaignId: string,
  personId: string,
): Promise<ListStanding | null> {
  const name = manifest.campaigns.find(({ campaign_id: id }) => id === campaignId)?.list;
  const list = CAMPAIGN_LISTS.find((known) => known === name);
  const members = privateTable(join(folder, "private"), "gate.list_people");
  if (list === undefined || !existsSync(members)) return null;
  await engine.attach("explained.list_people", [members]);
  await engine.attach("explained.list_facts", [privateTable(join(folder, "private"), TABLE_OF_LIST[list])]);
  const person = sqlText(personId);
  const found = await engine.query(
    `select list_people.person_id from explained.list_people where list_people.list = ${sqlText(list)} and list_people.person_id = ${person}`,
  );
  const [facts] = await engine.query(`select * from explained.list_facts where list_facts.person_id = ${person}`);
  return { list, is_on_list: found.length > 0, facts: facts === undefined ? {} : factsOf(facts) };
}

function factsOf(row: SqlRow): Readonly<Record<string, string>> {
  const known = Object.entries(row).filter(([name, value]) => name !== "person_id" && value !== null);
  return Object.fromEntries(known.map(([name, value]) => [name, String(value)]));
}
