import { REPORTED_OUTCOMES, type ReportedOutcome } from "../domain/outcomes.ts";
import { feedbackColumnMissing, outcomeUnknown, throwProblems } from "../errors.ts";
import { isDay } from "../expression/days.ts";
import { nearest } from "../expression/suggest.ts";
import { readCsvRecords } from "../io/csv-reader.ts";

/** One line of a feedback file. */
export interface FeedbackLine {
  /** Counted from 1 with the header. */
  readonly line: number;
  readonly reference: string;
  readonly outcome: ReportedOutcome;
  readonly said: SaidAt;
  /** It says when it happened, in a way that cannot be read. */
  readonly isTimeUnreadable: boolean;
}

/** When it was reported to have happened. A bare day could be any moment that is that day somewhere. */
export type SaidAt =
  | { readonly kind: "instant"; readonly ms: number }
  | { readonly kind: "day"; readonly ms: number }
  | { readonly kind: "unknown" };

const COLUMNS = ["reference", "outcome"] as const;
const MOST_PROBLEMS = 20;

/**
 * The lines of a CSV file with the columns `reference`, `outcome` and, if there is one, `occurred_at`. The whole file is read before anything is
 * done with it. Throws GK0492 for a column that is missing, GK0493 for every word that is no outcome, up to twenty: it could be a no. `name`
 * is how messages name the file.
 */
export async function readFeedback(path: string, name: string): Promise<FeedbackLine[]> {
  const records = readCsvRecords(path, { name });
  const header = (((await records.next()).value ?? []) as string[]).map((column) => column.trim().toLowerCase());
  for (const column of COLUMNS)
    if (!header.includes(column)) throw feedbackColumnMissing({ column }, { at: { file: name, line: 1 } });
  const cell = (record: readonly string[], column: string) => (record[header.indexOf(column)] ?? "").trim();
  const lines: FeedbackLine[] = [];
  const problems = [];
  let line = 1;
  for await (const record of records) {
    line += 1;
    if (record.every((text) => text.trim() === "")) continue;
    const word = cell(record, "outcome")
      .toLowerCase()
      .replaceAll(/[\s-]+/gu, "_");
    const outcome = REPORTED_OUTCOMES.find((known) => known === word);
    if (outcome === undefined) {
      if (problems.length < MOST_PROBLEMS)
        problems.push(outcomeUnknown({ nearest: nearest(word, REPORTED_OUTCOMES) }, { at: { file: name, line } }));
      continue;
    }
    const time = header.includes("occurred_at") ? cell(record, "occurred_at") : "";
    const said = saidAt(time);
    const isTimeUnreadable = said.kind === "unknown" && time !== "";
    lines.push({ line, reference: cell(record, "reference").toLowerCase(), outcome, said, isTimeUnreadable });
  }
  throwProblems(problems);
  return lines;
}

const INSTANT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/u;

/** A local time without zone says no more than its day. A day that does not exist is none. */
function saidAt(text: string): SaidAt {
  const day = text.slice(0, 10);
  if (!isDay(day)) return { kind: "unknown" };
  return INSTANT.test(text) ? timeOf("instant", text.replace(" ", "T")) : timeOf("day", `${day}T00:00:00Z`);
}

function timeOf(kind: "instant" | "day", text: string): SaidAt {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? { kind: "unknown" } : { kind, ms };
}
