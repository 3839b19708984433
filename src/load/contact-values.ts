import { rename } from "node:fs/promises";
import { join } from "node:path";

import type { Column, Engine, Engines, SqlRow, SqlValue } from "../engine/engine.ts";
import { anyContactKey } from "../identity/any-contact.ts";
import { contactKey, type ContactKind } from "../identity/contact-key.ts";
import type { ContactKey } from "../identity/exact-key.ts";
import { domainScopeKey, prefixScopeKey } from "../identity/scope-key.ts";
import type { InputCache } from "./input-cache.ts";
import { sha256Text } from "../io/sha256.ts";

/** The columns of `identity.contact_values`: what is known of each distinct contact value. */
export const CONTACT_VALUE_COLUMNS: readonly Column[] = [
  { name: "kind", type: "varchar" },
  { name: "country", type: "varchar" },
  { name: "value", type: "varchar" },
  { name: "contact_key", type: "varchar" },
  { name: "contact_text", type: "varchar" },
  { name: "is_valid", type: "boolean" },
  { name: "countries", type: "varchar" },
  { name: "is_ambiguous", type: "boolean" },
];

/** Values normalised and written together: enough to be quick, few enough to stay small in memory. */
const BATCH = 200_000;

/**
 * Finds the contact keys of `identity.unseen_values` and keeps them in the cache, so that each distinct value is parsed
 * once in the life of the project.
 */
export async function learnContactValues(
  { engine, local }: Engines,
  cache: InputCache,
  temporaryFolder: string,
): Promise<void> {
  const order = "order by unseen_values.kind, unseen_values.country, unseen_values.value";
  let batch: SqlValue[][] = [];
  for await (const block of engine.stream(`select * from identity.unseen_values ${order}`)) {
    for (const row of block) batch.push(normalised(row));
    if (batch.length >= BATCH) {
      await keep(local, cache, temporaryFolder, batch);
      batch = [];
    }
  }
  if (batch.length > 0) await keep(local, cache, temporaryFolder, batch);
}

function normalised(row: SqlRow): SqlValue[] {
  const [kind, country, value] = [String(row["kind"]), String(row["country"]), String(row["value"])];
  const { key, is_valid: isValid, countries, is_ambiguous: isAmbiguous = false } = keyOf(kind, value, country);
  const text = isValid && key !== null ? key.slice(key.indexOf(":") + 1) : value;
  return [kind, country, value, key, text, isValid, countries.length === 0 ? null : countries.join("|"), isAmbiguous];
}

function keyOf(kind: string, value: string, country: string): ContactKey {
  switch (kind) {
    case "any":
      return anyContactKey(value, country);
    case "domain":
      return domainScopeKey(value);
    case "prefix":
      return prefixScopeKey(value);
    default:
      return contactKey(kind as ContactKind, value, country);
  }
}

async function keep(
  local: Engine,
  cache: InputCache,
  temporaryFolder: string,
  rows: readonly SqlValue[][],
): Promise<void> {
  const name = sha256Text(rows.map((row) => row.slice(0, 3).join("\u0000")).join("\u0001")).slice(0, 32);
  const temporary = join(temporaryFolder, `contact-values-${name}.parquet`);
  await local.fill("identity.new_contact_values", CONTACT_VALUE_COLUMNS, rows);
  await local.writeParquet("select * from identity.new_contact_values", temporary, ["kind", "country", "value"]);
  await local.drop("identity.new_contact_values");
  await rename(temporary, await cache.contactValuePath(name));
}
