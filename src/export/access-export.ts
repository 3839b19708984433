import type { CanonicalValue } from "../domain/canonical-value.ts";
import { INPUT_TABLE_NAMES } from "../domain/input-tables.ts";
import { type Engines, type SqlRow, sqlText } from "../engine/engine.ts";
import type { NamedFile } from "../state/named-files.ts";

/** Who it is about, and where the state names them. */
export interface AskingPerson {
  readonly customerIds: readonly string[];
  readonly files: readonly NamedFile[];
  readonly isErased: boolean;
}

/** Everything held on a person. */
export interface HeldOnPerson {
  readonly has_tombstone: boolean;
  readonly customer_ids: readonly string[];
  /** The records of the last load by table, each with its file and its number in it. */
  readonly records: Readonly<Record<string, readonly CanonicalValue[]>>;
  /** Every refusal that is kept, whatever files say today. */
  readonly refusals: readonly CanonicalValue[];
  /** What runs and releases keep: decisions, lists, segments, by file. */
  readonly state: Readonly<Record<string, readonly CanonicalValue[]>>;
}

/**
 * Everything that is held on a person as JSON, in a total order. Of somebody erased, of whom nothing came in again, it is that there is
 * a tombstone and nothing else: not even the ids asked for. Source: GDPR Art. 15, PIPL Art. 45.
 */
export async function heldOn(
  engines: Engines,
  inputs: readonly { readonly file: string; readonly fileId: string }[],
  person: AskingPerson,
): Promise<HeldOnPerson> {
  const records = await recordsOf(engines, inputs, person);
  const refusals = await refusalsOf(engines, person);
  const state = await stateOf(engines, person);
  const isNothing = [records, state].every((part) => Object.keys(part).length === 0) && refusals.length === 0;
  const customerIds = person.isErased && isNothing ? [] : person.customerIds;
  return { has_tombstone: person.isErased, customer_ids: customerIds, records, refusals, state };
}

async function recordsOf(
  { engine }: Engines,
  inputs: readonly { readonly file: string; readonly fileId: string }[],
  { customerIds }: AskingPerson,
): Promise<HeldOnPerson["records"]> {
  const ids = customerIds.map(sqlText).join(", ");
  const records: Record<string, CanonicalValue[]> = {};
  for (const table of INPUT_TABLE_NAMES) {
    const columns = (await engine.describe(`select * from raw.${table}`)).map(({ name }) => name);
    const people = columns.filter((name) => /(?:^|_)customer_id$/u.test(name)).map((name) => `${name} in (${ids})`);
    if (table === "suppressions") people.push(`(match = 'person' and value in (${ids}))`);
    if (people.length === 0) continue;
    const rows = await engine.query(
      `select * from raw.${table} where ${people.join(" or ")} order by file_id, record_index`,
    );
    if (rows.length === 0) continue;
    records[table] = rows.map(({ file_id: fileId, record_index: index, ...row }) => ({
      ...plain(row),
      file: inputs.find((input) => input.fileId === fileId)?.file ?? null,
      record: Number(index) + 1,
    }));
  }
  return records;
}

async function refusalsOf({ engine }: Engines, { customerIds }: AskingPerson): Promise<CanonicalValue[]> {
  const rows = await engine.query(
    `select * from consent.denials where denials.customer_id in (${customerIds.map(sqlText).join(", ")})
       and denials.kind <> 'tombstone' order by denials.denial_id`,
  );
  return rows.map(plain);
}

async function stateOf({ local }: Engines, { files }: AskingPerson): Promise<HeldOnPerson["state"]> {
  const state: Record<string, CanonicalValue[]> = {};
  for (const { name, path, isNamed } of files) {
    // What the cache keeps are the records of the inputs once more.
    if (name.startsWith("cache/")) continue;
    await local.attach("erasure.named_file", [path]);
    const rows = await local.query(`select * from erasure.named_file where ${isNamed} order by all`);
    state[name] = rows.map(plain);
  }
  return state;
}

function plain(row: SqlRow): Record<string, CanonicalValue> {
  const cells = Object.entries(row).filter(([, value]) => value !== null);
  return Object.fromEntries(cells.map(([name, value]) => [name, typeof value === "bigint" ? Number(value) : value]));
}
