import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";

import type { Campaign } from "../domain/campaign.ts";
import type { Secret } from "../domain/secret.ts";
import { placesByValueAtRisk } from "./value-at-risk.ts";
import { type Column, type Engines, sqlText } from "../engine/engine.ts";

/** A person on a staged list. */
export interface StagedPerson {
  readonly campaignId: string;
  readonly personId: string;
  readonly contactKey: string;
  readonly reference: string;
  /** The hours that the list tells of them; absent where it tells none. */
  readonly contactHours?: string;
}

/** The place of a person on a churn list by value at risk: whoever has to choose begins with the first. */
const PLACE_COLUMN = "value_at_risk_place";

/** A campaign column inside a staged list. */
export function stagedName(column: string): string {
  return `list_${column}`;
}

/** What a list is staged with. */
export interface Staging {
  /** The project's reference key. */
  readonly key: Secret;
  /** Where listed people may lie while they come from a cluster. */
  readonly temporaryFolder: string;
}

/**
 * Fills the local `export.staged` with the list of one campaign: exactly its columns, and the private ones that release needs.
 * Returns the number of people. The reference is opaque and the same every time: HMAC-SHA-256 of campaign, person and
 * contact key under the project's reference key, its first 128 bits in hexadecimal. Source: contracts.md §6.
 */
export async function stageList(engines: Engines, campaign: Campaign, staging: Staging): Promise<number> {
  const { engine, local } = engines;
  const places = campaign.list === "churn" ? await placesByValueAtRisk(engine, campaign) : [];
  await local.fill("export.places", PLACE_COLUMNS, places);
  await local.fill("export.reference_key", KEY_COLUMNS, [padsOf(staging.key)]);
  const file = await bringHome(engines, campaign, join(staging.temporaryFolder, `listed-${campaign.id}.parquet`));
  await local.materialize("export.staged", stagedSelect(campaign), "table");
  for (const table of ["export.reference_key", "export.places", HOME]) await local.drop(table);
  if (file !== null) await rm(file, { force: true });
  const [row] = await local.query("select count(*) as people from export.staged");
  return Number(row?.["people"]);
}

/** The people of the list, where references are made: the reference key never leaves this machine. */
const HOME = "export.listed_here";

const PLACE_COLUMNS: readonly Column[] = [
  { name: "person_id", type: "varchar" },
  { name: "place", type: "varchar" },
];

const KEY_COLUMNS: readonly Column[] = [
  { name: "inner_pad", type: "varchar" },
  { name: "outer_pad", type: "varchar" },
];

/** Names the listed people in the local engine as `export.listed_here`; returns the file that they came in, if in one. */
async function bringHome({ engine, local }: Engines, campaign: Campaign, path: string): Promise<string | null> {
  const select = listedSelect(campaign);
  if (engine === local) {
    await local.materialize(HOME, select, "view");
    return null;
  }
  await engine.writeParquet(select, path, ["person_id"]);
  await local.attach(HOME, [path]);
  return path;
}

const CONTACT_COLUMNS: ReadonlySet<string> = new Set(["phone", "email", "address"]);
const PERSON_COLUMNS: ReadonlySet<string> = new Set([
  "full_name",
  "language",
  "time_zone",
  "household_id",
  "contact_hours",
]);

/** Who is on the list of a campaign, with its columns: those of the contact, of the person, and extra attributes by their names. */
function listedSelect(campaign: Campaign): string {
  const columns = campaign.columns.map((column, index) => {
    if (CONTACT_COLUMNS.has(column)) return `listed_people.contact_text as ${stagedName(column)}`;
    if (PERSON_COLUMNS.has(column)) return `listed_people.${column} as ${stagedName(column)}`;
    return `attribute_${index}.value as ${stagedName(column)}`;
  });
  const attributes = campaign.columns.flatMap((column, index) =>
    CONTACT_COLUMNS.has(column) || PERSON_COLUMNS.has(column)
      ? []
      : [
          `left join export.listed_attributes as attribute_${index}
  on attribute_${index}.campaign_id = listed_people.campaign_id
  and attribute_${index}.person_id = listed_people.person_id
  and attribute_${index}.attribute = ${sqlText(column)}`,
        ],
  );
  return `select ${["listed_people.person_id", "listed_people.contact_key", ...columns].join(", ")}
from export.listed_people
${attributes.join("\n")}
where listed_people.campaign_id = ${sqlText(campaign.id)}`;
}

/** The staged list from who came home. HMAC is written out (RFC 2104): a hash of the outer pad and of the hash of inner pad and text. */
function stagedSelect(campaign: Campaign): string {
  const text = [sqlText(campaign.id), "listed_here.person_id", "listed_here.contact_key"]
    .map((part) => `encode(${part})`)
    .join(" || '\\x00'::blob || ");
  const inner = `sha256(unhex(reference_key.inner_pad) || ${text})`;
  const place = campaign.list === "churn" ? [`places.place as ${PLACE_COLUMN}`] : [];
  const columns = campaign.columns.map((column) => `listed_here.${stagedName(column)}`);
  return `select
  left(sha256(unhex(reference_key.outer_pad) || unhex(${inner})), 32) as reference,
  ${["listed_here.person_id", "listed_here.contact_key", ...place, ...columns].join(", ")}
from ${HOME}
cross join export.reference_key
left join export.places on places.person_id = listed_here.person_id`;
}

const BLOCK = 64;

/** The key of an HMAC-SHA-256 as its two pads, in hexadecimal. Source: RFC 2104 §2. */
function padsOf(key: Secret): readonly string[] {
  const bytes = Buffer.from(key.reveal(), "utf8");
  const block = Buffer.alloc(BLOCK);
  (bytes.length > BLOCK ? createHash("sha256").update(bytes).digest() : bytes).copy(block);
  return [0x36, 0x5c].map((pad) => Buffer.from(block.map((byte) => byte ^ pad)).toString("hex"));
}
