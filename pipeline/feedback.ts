import { join } from "node:path";

import { denialWordOf } from "../src/domain/outcomes.ts";
import { attachOrEmpty } from "../src/engine/attach.ts";
import type { Engine, SqlValue } from "../src/engine/engine.ts";
import type { FeedbackLine, SaidAt } from "../src/load/read-feedback.ts";
import type { OutcomeStore } from "../src/state/outcome-store.ts";
import { RELEASED_CONTACT_COLUMNS, type ReleaseStore } from "../src/state/release-store.ts";
import { ERASED, momentText, reportedDenialId, reportedOutcomeId } from "../src/state/denial-ids.ts";
import { STOP_COLUMNS } from "../src/state/stop-columns.ts";
import type { StopsStore, StopsWriting } from "../src/state/stops-store.ts";

/** What was made of a feedback file. */
export interface TakenFeedback {
  /** Outcomes that were not known before. */
  readonly newOutcomes: number;
  /** Lines whose reference no release has. */
  readonly unknownLines: readonly number[];
  /** Lines about decoys: nobody was contacted. */
  readonly decoyLines: readonly number[];
  /** Lines about people erased since: a no among them binds whom the tombstone recognises, and nothing else is said of anybody. */
  readonly erasedLines: readonly number[];
  /** Lines taken in as if they said no time, for theirs cannot be read. */
  readonly unreadTimeLines: readonly number[];
}

/** Where feedback goes. */
export interface FeedbackPlace {
  readonly engine: Engine;
  readonly stops: StopsStore;
  readonly outcomes: OutcomeStore;
  readonly releases: ReleaseStore;
  readonly temporaryFolder: string;
  readonly assertHeld: () => Promise<void>;
  /** Adds an entry to the journal. */
  readonly note: StopsWriting["note"];
  readonly now: Date;
  /** The hash of the file the lines came from. */
  readonly fileSha256: string;
}

interface Contact {
  readonly contactId: string;
  readonly campaignId: string;
  readonly personId: string;
  readonly contactKey: string;
  readonly channel: string;
  readonly contactedAt: string;
}

const HOUR_MS = 3_600_000;

/**
 * Takes outcomes into contact history, and opt-outs and complaints among them into the stops: those first, so that a crash between the two loses
 * no refusal. Everything is known by its content: the same file once more changes nothing.
 */
export async function takeFeedback(place: FeedbackPlace, lines: readonly FeedbackLine[]): Promise<TakenFeedback> {
  const contacts = await contactsByReference(place);
  const decoys = await place.releases.decoyReferences();
  const firstSeen = momentText(place.now.getTime());
  const outcomes = new Map<string, SqlValue[]>();
  const denials = new Map<string, SqlValue[]>();
  const [unknownLines, decoyLines, erasedLines]: [number[], number[], number[]] = [[], [], []];
  const unreadTimeLines: number[] = [];
  for (const line of lines) {
    const contact = contactMeant(contacts.get(line.reference) ?? [], line.said);
    if (contact === undefined) {
      (decoys.has(line.reference) ? decoyLines : unknownLines).push(line.line);
      continue;
    }
    if (line.isTimeUnreadable) unreadTimeLines.push(line.line);
    const { contactId, campaignId, personId, contactKey, channel } = contact;
    const said = line.said.kind === "unknown" ? null : momentText(line.said.ms);
    const id = reportedOutcomeId([contactId, line.outcome, line.said.kind, said ?? ""]);
    outcomes.set(id, [id, contactId, campaignId, personId, contactKey, channel, line.outcome, said, firstSeen]);
    const denial = denialOf(contact, line, place, id);
    if (denial !== null) denials.set(String(denial[0]), denial);
    if (personId.startsWith(ERASED)) erasedLines.push(line.line);
  }
  await absorb(place, [...denials.values()]);
  const { assertHeld, note } = place;
  const writing = { temporaryFile: join(place.temporaryFolder, "outcomes.parquet"), assertHeld, note };
  const newOutcomes = await place.outcomes.add(place.engine, [...outcomes.values()], writing);
  return { newOutcomes, unknownLines, decoyLines, erasedLines, unreadTimeLines };
}

/** Released contacts by reference, the latest first. */
async function contactsByReference({ engine, releases }: FeedbackPlace): Promise<ReadonlyMap<string, Contact[]>> {
  await attachOrEmpty(engine, "feedback.contacts", RELEASED_CONTACT_COLUMNS, releases.contactFiles());
  const contacts = new Map<string, Contact[]>();
  const select = `select contacts.contact_id, contacts.campaign_id, contacts.person_id, contacts.contact_key, contacts.channel, contacts.contacted_at
    from feedback.contacts order by contacts.contacted_at desc, contacts.contact_id`;
  for await (const block of engine.stream(select)) {
    for (const row of block) {
      const contactId = String(row["contact_id"]);
      const reference = contactId.split("/")[0] ?? "";
      const contact = {
        contactId,
        campaignId: String(row["campaign_id"]),
        personId: String(row["person_id"]),
        contactKey: String(row["contact_key"]),
        channel: String(row["channel"]),
        contactedAt: String(row["contacted_at"]),
      };
      contacts.set(reference, [...(contacts.get(reference) ?? []), contact]);
    }
  }
  return contacts;
}

/** A person who was on the list of a campaign in several windows has one reference: the last one that had begun is meant. */
function contactMeant(contacts: readonly Contact[], said: SaidAt): Contact | undefined {
  if (said.kind === "unknown") return contacts[0];
  const until = momentText(said.kind === "day" ? said.ms + 36 * HOUR_MS : said.ms);
  return contacts.find(({ contactedAt }) => contactedAt <= until) ?? contacts.at(-1);
}

/** The denial that an outcome is, with the columns of the store; null for one that is none. Source: consent-gate.md §2 and §4. */
function denialOf(contact: Contact, line: FeedbackLine, place: FeedbackPlace, outcomeId: string): SqlValue[] | null {
  const word = denialWordOf(line.outcome);
  if (word === null) return null;
  const seen = place.now.getTime();
  const { said } = line;
  const spread = said.kind === "day" ? [-14 * HOUR_MS, 36 * HOUR_MS] : [0, 0];
  // What is said to come is said now.
  const start = said.kind === "unknown" ? null : Math.min(said.ms + (spread[0] ?? 0), seen);
  const order = said.kind === "unknown" ? seen : said.ms + (spread[1] ?? 0);
  return [
    reportedDenialId(outcomeId),
    "outcome",
    word,
    contact.contactId,
    contact.personId,
    contact.contactKey,
    "direct_marketing",
    word === "complained" ? "*" : contact.channel,
    null,
    false,
    null,
    3,
    start === null ? null : momentText(start),
    momentText(order),
    null,
    null,
    momentText(seen),
    "feedback",
    place.fileSha256.slice(0, 32),
    line.line - 2,
  ];
}

async function absorb(place: FeedbackPlace, rows: readonly SqlValue[][]): Promise<void> {
  const { engine, stops, temporaryFolder, assertHeld, note } = place;
  if (rows.length === 0) return;
  await engine.fill("feedback.denials", STOP_COLUMNS, rows);
  await attachOrEmpty(engine, "feedback.stops", STOP_COLUMNS, stops.files);
  const denials = `select denials.* from feedback.denials
    left join feedback.stops on stops.denial_id = denials.denial_id where stops.denial_id is null`;
  const writing = { temporaryFile: join(temporaryFolder, "stops.parquet"), assertHeld, note };
  await stops.absorb(engine, { denials }, { fileIds: [], listRows: {} }, writing);
}
