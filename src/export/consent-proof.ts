import type { ProvedEffect } from "../artefacts/proof.ts";
import { type Catalog, modelNamed } from "../catalog/catalog.ts";
import { type Engine, type SqlRow, sqlText } from "../engine/engine.ts";

/** Where a record lies: the file as it was loaded, and the record's index in it. */
export interface RecordPlace {
  readonly fileId: string;
  readonly recordIndex: number;
}

/** A statement as its source wrote it. */
export interface StatedEvent extends RecordPlace {
  readonly row: Readonly<Record<string, string | null>>;
}

/** What is told of a statement, as its source wrote it. */
const EVENT_COLUMNS = [
  "event_id",
  "customer_id",
  "contact_point",
  "purpose",
  "channel",
  "action",
  "effective_at",
  "recorded_at",
  "expires_at",
  "legal_basis",
  "authority",
  "notice_id",
  "notice_version",
  "method",
  "proof_ref",
] as const;

/** Every statement of an id in a table of consent events, in the order of file and record; columns it lacks are null. */
export async function statedEvents(engine: Engine, table: string, eventId: string): Promise<StatedEvent[]> {
  const known = new Set((await engine.describe(`select * from ${table}`)).map(({ name }) => name));
  if (!known.has("event_id")) return [];
  const columns = EVENT_COLUMNS.filter((name) => known.has(name));
  const loaded = known.has("load_status") ? " and events.load_status = 'loaded'" : "";
  const rows = await engine.query(
    `select ${columns.map((name) => `cast(events.${name} as varchar) as ${name}`).join(", ")}, events.file_id, events.record_index
     from ${table} as events where events.event_id = ${sqlText(eventId)}${loaded} order by events.file_id, events.record_index`,
  );
  return rows.map((row) => ({
    fileId: String(row["file_id"]),
    recordIndex: Number(row["record_index"]),
    row: Object.fromEntries(EVENT_COLUMNS.map((name) => [name, textOrNull(row[name])])),
  }));
}

/** Where the number of a record, as people count, follows from its index. */
export type RecordNumber = (fileId: string, recordIndex: number) => number;

/**
 * What a statement of the load does, asked of the tables of the stages consent and gate: which denials this very grant lifts and
 * where it alone would be a basis, by the rules of the models themselves; and which denials cover what it is about.
 */
export async function effectOf(
  engine: Engine,
  catalog: Catalog,
  event: StatedEvent,
  recordNumber: RecordNumber,
): Promise<ProvedEffect> {
  const denials = await denialsSaidIn(engine, event);
  if (denials.length > 0) return effectOfDenial(engine, denials, recordNumber);
  const grants = await engine.query(
    `select grants.person_id, grants.purpose, grants.channel, grants.topic from consent.grants inner join run.files
       on files.file_number = grants.file_number
     where files.file_id = ${sqlText(event.fileId)} and grants.record_index = ${event.recordIndex}`,
  );
  const [grant] = grants;
  const isGrant = ["give", "renew"].includes((event.row["action"] ?? "").toLowerCase());
  if (grant === undefined) return { ...NOTHING, kind: isGrant ? "grant" : "neither" };
  const person = String(grant["person_id"]);
  const topic = grant["topic"] === null ? "*" : String(grant["topic"]);
  const covers = `denial_people.person_id = ${sqlText(person)}
    and denial_people.purpose in ('*', ${sqlText(String(grant["purpose"]))})
    and (denial_people.channel = '*' or ${grant["channel"] === null ? "true" : `denial_people.channel = ${sqlText(String(grant["channel"]))}`})
    and (denial_people.topic is null or ${sqlText(topic)} in ('*', denial_people.topic))`;
  return {
    kind: "grant",
    is_valid: true,
    people: [person],
    lifts: await denialsOf(engine, await liftedBy(engine, catalog, event), recordNumber, person),
    against: await denialsOf(engine, await idsOf(engine, covers), recordNumber, person),
    allows: await allowedBy(engine, catalog, event),
  };
}

const NOTHING: Omit<ProvedEffect, "kind"> = { is_valid: false, people: [], lifts: [], against: [], allows: [] };

async function denialsSaidIn(engine: Engine, { fileId, recordIndex, row }: StatedEvent): Promise<string[]> {
  // One statement in several files is one denial, which keeps the place it was first seen at.
  const said = await engine.query(
    `select denials.denial_id from consent.denials
     where denials.kind = 'event' and denials.source_key = ${sqlText(row["event_id"] ?? "")}
       or denials.file_id = ${sqlText(fileId)} and denials.record_index = ${recordIndex}
     order by denials.denial_id`,
  );
  const isDenial = !["give", "renew", "request", "defer"].includes((row["action"] ?? "").toLowerCase());
  return isDenial ? said.map((denial) => String(denial["denial_id"])) : [];
}

async function effectOfDenial(
  engine: Engine,
  denials: readonly string[],
  recordNumber: RecordNumber,
): Promise<ProvedEffect> {
  const people = await engine.query(
    `select denial_people.person_id from consent.denial_people
     where denial_people.denial_id in (${denials.map(sqlText).join(", ")})
     group by denial_people.person_id order by denial_people.person_id`,
  );
  return {
    ...NOTHING,
    kind: "denial",
    is_valid: true,
    people: people.map((row) => String(row["person_id"])),
    against: await denialsOf(engine, denials, recordNumber, null),
  };
}

async function idsOf(engine: Engine, condition: string): Promise<string[]> {
  const rows = await engine.query(
    `select denial_people.denial_id from consent.denial_people where ${condition}
     group by denial_people.denial_id order by denial_people.denial_id`,
  );
  return rows.map((row) => String(row["denial_id"]));
}

async function denialsOf(
  engine: Engine,
  ids: readonly string[],
  recordNumber: RecordNumber,
  person: string | null,
): Promise<ProvedEffect["against"]> {
  if (ids.length === 0) return [];
  const wanted = ids.map(sqlText).join(", ");
  const rows = await engine.query(
    `select denials.denial_id, denials.word, denials.source_key, denials.source_id, denials.file_id, denials.record_index,
       denials.purpose, denials.channel, cast(denials.start_at as varchar) as start_at
     from consent.denials where denials.denial_id in (${wanted}) order by denials.denial_id`,
  );
  const standing = await engine.query(
    `select unlifted_denials.denial_id, unlifted_denials.campaign_id from consent.unlifted_denials
     where unlifted_denials.denial_id in (${wanted})
       ${person === null ? "" : `and unlifted_denials.person_id = ${sqlText(person)}`}
     group by unlifted_denials.denial_id, unlifted_denials.campaign_id
     order by unlifted_denials.denial_id, unlifted_denials.campaign_id`,
  );
  return rows.map((row) => ({
    denial_id: String(row["denial_id"]),
    word: String(row["word"]),
    source_key: textOrNull(row["source_key"]),
    source: String(row["source_id"]),
    file_id: String(row["file_id"]),
    record: recordNumber(String(row["file_id"]), Number(row["record_index"])),
    purpose: String(row["purpose"]),
    channel: String(row["channel"]),
    start_at: textOrNull(row["start_at"]),
    stands_in: standing.filter(({ denial_id: id }) => id === row["denial_id"]).map(({ campaign_id: id }) => String(id)),
  }));
}

/** The denials that the model of lifted denials finds when there is no grant but this one. */
async function liftedBy(engine: Engine, catalog: Catalog, event: StatedEvent): Promise<string[]> {
  const alone = await withGrantAlone(engine, catalog, "consent.lifted_denials", "consent.lifting_grants", event);
  const rows = await engine.query(
    `select lifted.denial_id from (${alone}) as lifted group by lifted.denial_id order by lifted.denial_id`,
  );
  return rows.map((row) => String(row["denial_id"]));
}

/** What the model of bases answers when there is no grant but this one. */
async function allowedBy(engine: Engine, catalog: Catalog, event: StatedEvent): Promise<ProvedEffect["allows"]> {
  const alone = await withGrantAlone(engine, catalog, "gate.option_bases", "consent.grants", event);
  const rows = await engine.query(
    `select bases.campaign_id, bases.contact_key, bases.purpose, bases.basis from (${alone}) as bases
     where bases.basis <> 'none' order by bases.campaign_id, bases.contact_key, bases.purpose`,
  );
  return rows.map((row) => ({
    campaign_id: String(row["campaign_id"]),
    contact_key: String(row["contact_key"]),
    purpose: String(row["purpose"]),
    basis: String(row["basis"]),
  }));
}

/** A model's SELECT over one grant alone in place of all of them: the rules are asked, not written again. */
async function withGrantAlone(
  engine: Engine,
  catalog: Catalog,
  model: string,
  grants: string,
  { fileId, recordIndex }: StatedEvent,
): Promise<string> {
  const alone = grants.replace("consent.", "proved.");
  await engine.materialize(
    alone,
    `select alone.* from ${grants} as alone inner join run.files on files.file_number = alone.file_number
     where files.file_id = ${sqlText(fileId)} and alone.record_index = ${recordIndex}`,
    "table",
  );
  return modelNamed(catalog, model).select.replaceAll(new RegExp(`\\b${grants.replace(".", "\\.")}\\b`, "gu"), alone);
}

function textOrNull(value: SqlRow[string] | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
