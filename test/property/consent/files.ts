import { INPUT_TABLES, type InputTableName } from "../../../src/domain/input-tables.ts";
import { AUTHORITIES, type Authority, type SourceDeclaration } from "../../../src/domain/project.ts";
import { areaOf, contactKind, contactText, customerId, speaker, statementId, suppressed } from "./statements.ts";
import { timeText } from "./times.ts";
import { LOADINGS, type LoadingKind, type PointSpec, type World } from "./world.ts";

/** One record of an input file, by canonical column; what it lacks is blank. */
type InputRecord = Readonly<Record<string, string | null>>;

/** A file as a source delivers it. */
export interface InputFile {
  readonly fileId: string;
  readonly source: SourceDeclaration;
  readonly loading: LoadingKind;
  readonly records: readonly InputRecord[];
}

/** Sources of statements, one for each authority they may speak with; the rest has one source. */
export const SOURCES: readonly SourceDeclaration[] = [
  declaration("customers", "customers", "user"),
  declaration("contact_points", "contact_points", "user"),
  declaration("merges", "merges", "user"),
  declaration("suppressions", "registers", "user"),
  ...AUTHORITIES.flatMap((authority) => [
    declaration("consent_events", `events-${authority}`, authority),
    declaration("suppressions", `suppressions-${authority}`, authority),
    declaration("contact_history", `history-${authority}`, authority),
  ]),
];

/** All worlds' statements as files: one for each source and loading, with the records of every world in it. */
export function filesOf(worlds: readonly World[]): InputFile[] {
  const files = new Map<string, { source: SourceDeclaration; loading: LoadingKind; records: InputRecord[] }>();
  const put = (source: string, loading: LoadingKind, record: InputRecord): void => {
    const fileId = `${source}-${loading}`;
    const declared = SOURCES.find((known) => known.source === source);
    if (declared === undefined) throw new Error(`no source is named ${source}`);
    const file = files.get(fileId) ?? { source: declared, loading, records: [] };
    files.set(fileId, file);
    file.records.push(record);
  };
  for (const [index, world] of worlds.entries()) putWorld(world, `w${index}`, put);
  return [...files].map(([fileId, file]) => ({ fileId, ...file }));
}

type Put = (source: string, loading: LoadingKind, record: InputRecord) => void;

function putWorld(world: World, name: string, put: Put): void {
  for (let customer = 0; customer < world.customers; customer += 1)
    put("customers", "kept", { customer_id: customerId(name, customer) });
  for (const { customer, from, until, ...point } of world.holdings) {
    const value = { kind: contactKind(point.point), value: contactText(name, point) };
    put("contact_points", "kept", {
      customer_id: customerId(name, customer),
      ...value,
      valid_from: from,
      valid_until: until,
    });
  }
  for (const [index, spec] of world.events.entries()) {
    const { customer, contact } = speaker(spec);
    const record = {
      event_id: statementId(name, "event", index),
      customer_id: customer === null ? null : customerId(name, customer),
      contact_point: textOf(name, contact),
      purpose: spec.purpose,
      channel: spec.channel,
      action: spec.action,
      effective_at: timeText(spec.effective),
      recorded_at: timeText(spec.recorded),
      expires_at: timeText(spec.expires),
      legal_basis: spec.legalBasis,
      authority: spec.authority,
      origin: spec.origin,
      stop_scope: spec.stopScope,
      method: spec.method,
      proof_ref: spec.proofRef,
      topic: spec.topic,
      notice_id: spec.noticeId,
      notice_version: spec.noticeVersion,
    };
    for (const loading of spec.loadings) put(`events-${spec.source}`, loading, record);
  }
  putSuppressions(world, name, put);
  putListings(world, name, put);
  putOutcomes(world, name, put);
  putMerges(world, name, put);
}

function putMerges({ merges }: World, name: string, put: Put): void {
  for (const { from, into, loadings, merged, undone } of merges) {
    const record = {
      from_customer_id: customerId(name, from),
      into_customer_id: customerId(name, into),
      merged_at: timeText(merged),
      undone_at: timeText(undone),
    };
    for (const loading of loadings) put("merges", loading, record);
  }
}

function putSuppressions({ suppressions }: World, name: string, put: Put): void {
  for (const [index, spec] of suppressions.entries()) {
    const record = {
      list_id: statementId(name, "suppression", index),
      ...matched(name, spec),
      scope: spec.scope,
      authority: spec.authority,
      effective_at: timeText(spec.effective),
      expires_at: timeText(spec.expires),
    };
    for (const loading of spec.loadings) put(`suppressions-${spec.source}`, loading, record);
  }
}

function putListings({ listings = [] }: World, name: string, put: Put): void {
  for (const { register, contact, effective, loadings } of listings) {
    const record = {
      list_id: register,
      match: contactKind(contact.point),
      value: contactText(name, contact),
      effective_at: timeText(effective),
    };
    for (const loading of loadings) put("registers", loading, record);
  }
}

function matched(name: string, spec: World["suppressions"][number]): InputRecord {
  const { customer, contact } = suppressed(spec);
  if (contact === null) return { match: "person", value: customerId(name, customer ?? 0) };
  const { area, contactKey } = areaOf(name, spec);
  if (area === null || contactKey === undefined)
    return { match: contactKind(contact.point), value: contactText(name, contact) };
  return { match: area, value: contactKey.slice(area.length + 1) };
}

function putOutcomes({ outcomes }: World, name: string, put: Put): void {
  for (const [index, spec] of outcomes.entries()) {
    const { customer, contact } = speaker(spec);
    const record = {
      contact_id: statementId(name, "outcome", index),
      customer_id: customer === null ? null : customerId(name, customer),
      contact_point: textOf(name, contact),
      channel: spec.channel,
      contacted_at: timeText(spec.contacted),
      outcome: spec.outcome,
    };
    for (const loading of spec.loadings) put(`history-${spec.source}`, loading, record);
  }
}

function textOf(name: string, contact: PointSpec | null): string | null {
  return contact === null ? null : contactText(name, contact);
}

/** A source that maps every canonical column by its own name. */
function declaration(table: InputTableName, source: string, authority: Authority): SourceDeclaration {
  const at = { file: "gatekeeper.yaml" };
  return {
    source,
    table,
    files: [],
    warehouseTable: undefined,
    format: "csv",
    csv: { delimiter: ",", quote: '"' },
    encoding: "utf-8",
    maxDecompressedBytes: undefined,
    formats: undefined,
    types: {},
    columns: INPUT_TABLES[table].map(({ name: column }) => ({
      column,
      expression: { text: column, names: [column], at },
    })),
    where: undefined,
    records: "line",
    rejectThreshold: { text: "100%", partsPerMillion: 1_000_000 },
    refundSign: "negative",
    authority,
    collectionChannel: undefined,
    rightOfUseAsked: undefined,
    bought: undefined,
    optOuts: [],
    at,
  };
}

/** The files that the first run finds, and those that the second does. */
export function presentIn(run: "first" | "second", files: readonly InputFile[]): InputFile[] {
  const [added, kept, gone] = LOADINGS;
  return files.filter(({ loading }) => loading === kept || loading === (run === "first" ? gone : added));
}
