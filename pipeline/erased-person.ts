import { INPUT_TABLE_NAMES } from "../src/domain/input-tables.ts";
import { type Engine, sqlText } from "../src/engine/engine.ts";
import { looseContactKey } from "../src/identity/loose-key.ts";
import { readJournal } from "../src/journal/read-journal.ts";
import { contactKeysIn, findNamedFiles, type NamedFile } from "../src/state/named-files.ts";
import { TOMBSTONE_COLUMNS, type ErasedPerson, erasureIdOf, keyedHash } from "../src/state/tombstones.ts";
import { attachOrEmpty } from "../src/engine/attach.ts";
import type { RunContext } from "./context.ts";
import { unfinishedErasures } from "./unfinished-erasures.ts";

/** A person who is to be erased, and where the project names them. */
export interface FoundPerson extends ErasedPerson {
  /** Files of the state that name the person. */
  readonly files: readonly NamedFile[];
  /** The company's own input files that name the person, as the configuration calls them, and in how many records. */
  readonly inputs: readonly { readonly file: string; readonly records: number }[];
  /** Other customers of today with one of the contact points: the tombstone binds them as well. */
  readonly others: readonly string[];
  /** Whether the stops store names the person. */
  readonly isInStops: boolean;
  /** Whether a tombstone of the customer is there already. */
  readonly isErased: boolean;
  /** Whether an erasure of the person was begun and not finished. */
  readonly isBegun: boolean;
}

/** Finds a customer's person, every contact point that is known of them, and every file that names them. Reads only. */
export async function findPerson(context: RunContext, customerId: string): Promise<FoundPerson> {
  const { engine, local, directories } = context;
  const customerIds = await membersOf(engine, customerId);
  const stated = await statedKeys(engine, customerIds);
  const named = await findNamedFiles(local, directories, { customerIds, contactKeys: [] });
  const exact = [...new Set([...stated, ...(await contactKeysIn(local, named))])];
  const contactKeys = [...new Set(exact.flatMap((key) => [key, looseContactKey(key)]))].toSorted();
  const files = await findNamedFiles(local, directories, { customerIds, contactKeys });
  return {
    customerIds,
    contactKeys,
    files,
    inputs: await inputsNaming(context, customerIds),
    others: await othersWith(engine, customerIds, contactKeys),
    isInStops: await isInStops(engine, customerIds),
    isErased: await isErased(context, customerId),
    isBegun: await isBegun(context, customerIds),
  };
}

/** The customers who are one person with this one today. */
async function membersOf(engine: Engine, customerId: string): Promise<string[]> {
  const rows = await engine.query(
    `select members.customer_id from identity.clusters as own
     inner join identity.clusters as members on members.person_id = own.person_id
     where own.customer_id = ${sqlText(customerId)}`,
  );
  return [...new Set([customerId, ...rows.map((row) => String(row["customer_id"]))])].toSorted();
}

/** The contact keys of what inputs and the stops store say of them. */
async function statedKeys(engine: Engine, customerIds: readonly string[]): Promise<string[]> {
  const ids = customerIds.map(sqlText).join(", ");
  const rows = await engine.query(
    `select contact_points.contact_key from identity.contact_points where contact_points.customer_id in (${ids})
     union all select holders.contact_key from state.holders where holders.customer_id in (${ids})
     union all select denials.contact_key from consent.denials where denials.customer_id in (${ids})
     union all select stated_contacts.contact_key from consent.stated_contacts
       inner join staging.consent_events on consent_events.file_id = stated_contacts.file_id
         and consent_events.record_index = stated_contacts.record_index
       where consent_events.customer_id in (${ids})
     union all select stated_contacts.contact_key from consent.stated_contacts
       inner join staging.contact_history on contact_history.file_id = stated_contacts.file_id
         and contact_history.record_index = stated_contacts.record_index
       where contact_history.customer_id in (${ids})`,
  );
  return rows.flatMap(({ contact_key: key }) => (key === null ? [] : [String(key)]));
}

async function othersWith(
  engine: Engine,
  customerIds: readonly string[],
  contactKeys: readonly string[],
): Promise<string[]> {
  if (contactKeys.length === 0) return [];
  const rows = await engine.query(
    `select contact_points.customer_id from identity.contact_points
     where contact_points.contact_key in (${contactKeys.map(sqlText).join(", ")})
       and contact_points.customer_id not in (${customerIds.map(sqlText).join(", ")})
     group by contact_points.customer_id order by contact_points.customer_id`,
  );
  return rows.map((row) => String(row["customer_id"]));
}

async function inputsNaming(
  { engine, results }: RunContext,
  customerIds: readonly string[],
): Promise<FoundPerson["inputs"]> {
  const ids = customerIds.map(sqlText).join(", ");
  const found = new Map<string, number>();
  for (const table of INPUT_TABLE_NAMES) {
    const columns = (await engine.describe(`select * from raw.${table}`)).map(({ name }) => name);
    const people = columns.filter((name) => /(?:^|_)customer_id$/u.test(name)).map((name) => `${name} in (${ids})`);
    if (table === "suppressions") people.push(`(match = 'person' and value in (${ids}))`);
    if (people.length === 0) continue;
    const rows = await engine.query(
      `select file_id, count(*) as records from raw.${table} where ${people.join(" or ")} group by file_id order by file_id`,
    );
    for (const row of rows) {
      const input = results.inputs.find(({ loaded }) => loaded.fileId === row["file_id"]);
      if (input !== undefined) found.set(input.file, (found.get(input.file) ?? 0) + Number(row["records"]));
    }
  }
  return [...found].map(([file, records]) => ({ file, records }));
}

async function isInStops(engine: Engine, customerIds: readonly string[]): Promise<boolean> {
  const ids = customerIds.map(sqlText).join(", ");
  const rows = await engine.query(
    `select 'stop' as place from state.stops where stops.customer_id in (${ids})
     union all select 'holder' as place from state.holders where holders.customer_id in (${ids})
     union all select 'merge' as place from state.merges where merges.from_customer_id in (${ids}) or merges.into_customer_id in (${ids})
     limit 1`,
  );
  return rows.length > 0;
}

async function isErased({ local, stops, project }: RunContext, customerId: string): Promise<boolean> {
  await attachOrEmpty(local, "erasure.known", TOMBSTONE_COLUMNS, stops.tombstoneFiles);
  const hashes = project.keys.erasure.map((key) => sqlText(keyedHash(key, "customer", customerId)));
  const rows = await local.query(
    `select known.tombstone_id from erasure.known where known.keyed_hash in (${hashes.join(", ")}) limit 1`,
  );
  return rows.length > 0;
}

async function isBegun({ directories, project }: RunContext, customerIds: readonly string[]): Promise<boolean> {
  const hashes = project.keys.erasure.flatMap((key) => customerIds.map((id) => keyedHash(key, "customer", id)));
  const ids = project.keys.erasure.map((key) => erasureIdOf(key, customerIds));
  return unfinishedErasures(await readJournal(directories.journal)).some(
    ({ erasureId, customers }) => ids.includes(erasureId) || customers.some((hash) => hashes.includes(hash)),
  );
}
