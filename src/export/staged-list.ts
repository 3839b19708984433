import { createHmac } from "node:crypto";

import { present } from "../assert.ts";
import type { Campaign } from "../domain/campaign.ts";
import type { Secret } from "../domain/secret.ts";
import { placesByValueAtRisk } from "./value-at-risk.ts";
import { sqlText, type Column, type Engine, type Engines, type SqlRow, type SqlValue } from "../engine/engine.ts";

/** A person on a staged list. */
export interface StagedPerson {
  readonly campaignId: string;
  readonly personId: string;
  readonly contactKey: string;
  readonly reference: string;
}

/** What a staged list keeps of each person beside the campaign's own columns; it never leaves `private/`. */
const PRIVATE_COLUMNS = ["reference", "person_id", "contact_key"] as const;

/** The place of a person on a churn list by value at risk: whoever has to choose begins with the first. */
const PLACE_COLUMN = "value_at_risk_place";

/** People handed to the engine at once. */
const BATCH = 20_000;

/** The column names of a staged list: private ones first, then the campaign's, prefixed so that none can be taken for another. */
function stagedColumns(campaign: Campaign): string[] {
  const place = campaign.list === "churn" ? [PLACE_COLUMN] : [];
  return [...PRIVATE_COLUMNS, ...place, ...campaign.columns.map(stagedName)];
}

/** A campaign column inside a staged list. */
export function stagedName(column: string): string {
  return `list_${column}`;
}

/**
 * Fills the local `export.staged` with the list of one campaign: exactly its columns, and the private ones that release needs.
 * Returns the number of people. The reference is opaque and the same every time: HMAC-SHA-256 of campaign, person and
 * contact key under the project's reference key, its first 128 bits in hexadecimal. Source: contracts.md §6.
 */
export async function stageList({ engine, local }: Engines, campaign: Campaign, key: Secret): Promise<number> {
  const columns: Column[] = stagedColumns(campaign).map((name) => ({ name, type: "varchar" }));
  await local.fill("export.staged", columns, []);
  const extras = await attributesOf(engine, campaign);
  const places = campaign.list === "churn" ? await placesByValueAtRisk(engine, campaign) : null;
  let people = 0;
  let batch: SqlValue[][] = [];
  const flush = async () => {
    await local.fill("export.staged_batch", columns, batch);
    await local.append(
      "export.staged",
      `select ${columns.map(({ name }) => `staged_batch.${name}`).join(", ")} from export.staged_batch`,
    );
    batch = [];
  };
  const listed = `select * from export.listed_people where listed_people.campaign_id = ${sqlText(campaign.id)} order by listed_people.person_id`;
  for await (const block of engine.stream(listed)) {
    for (const row of block) batch.push(stagedRow(campaign, row, { extras, places, key }));
    people += block.length;
    if (batch.length >= BATCH) await flush();
  }
  if (batch.length > 0) await flush();
  return people;
}

type Attributes = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The extra attributes that the campaign's columns name, by person. */
async function attributesOf(engine: Engine, campaign: Campaign): Promise<Attributes> {
  const attributes = new Map<string, Map<string, string>>();
  const extras = campaign.columns.filter((column) => !isBuiltIn(column));
  if (extras.length === 0) return attributes;
  const select = `select * from export.listed_attributes where listed_attributes.campaign_id = ${sqlText(campaign.id)}
    and listed_attributes.attribute in (${extras.map(sqlText).join(", ")})`;
  for await (const block of engine.stream(select)) {
    for (const row of block) {
      const person = String(row["person_id"]);
      const own = attributes.get(person) ?? new Map<string, string>();
      attributes.set(person, own.set(String(row["attribute"]), String(row["value"])));
    }
  }
  return attributes;
}

const CONTACT_COLUMNS: ReadonlySet<string> = new Set(["phone", "email", "address"]);
const PERSON_COLUMNS: ReadonlySet<string> = new Set([
  "full_name",
  "language",
  "time_zone",
  "household_id",
  "contact_hours",
]);

function isBuiltIn(column: string): boolean {
  return CONTACT_COLUMNS.has(column) || PERSON_COLUMNS.has(column);
}

interface Staging {
  readonly extras: Attributes;
  readonly places: ReadonlyMap<string, number> | null;
  readonly key: Secret;
}

function stagedRow(campaign: Campaign, row: SqlRow, { extras, places, key }: Staging): SqlValue[] {
  const [personId, contactKey] = [String(row["person_id"]), String(row["contact_key"])];
  const values = campaign.columns.map((column) => {
    if (CONTACT_COLUMNS.has(column)) return row["contact_text"] ?? null;
    if (PERSON_COLUMNS.has(column)) return row[column] ?? null;
    return extras.get(personId)?.get(column) ?? null;
  });
  const place =
    places === null ? [] : [String(present(places.get(personId), "whoever is on a churn list has a place"))];
  return [reference(key, campaign.id, personId, contactKey), personId, contactKey, ...place, ...values];
}

function reference(key: Secret, campaignId: string, personId: string, contactKey: string): string {
  const text = [campaignId, personId, contactKey].join("\u0000");
  return createHmac("sha256", key.reveal()).update(text).digest("hex").slice(0, 32);
}
