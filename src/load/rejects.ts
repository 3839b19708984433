import { present } from "../assert.ts";
import type { SourceDeclaration } from "../domain/project.ts";
import { type GatekeeperError, placeOf, RECORD_PROBLEMS, tooManyRejects } from "../errors.ts";
import type { LocalizedText } from "../language.ts";
import type { LoadedFile, RejectedRecord } from "./input-cache.ts";

/** The most rejects of a file that are kept, whatever its source allows: they are kept in memory, each with its place. */
export const REJECTS_MAX = 500_000;

export type Reject = Omit<RejectedRecord, "digest">;

/** Every rejected record, those that could not be taken apart among them. */
export function rejectsInOrder({ malformed, rejects }: LoadedFile): Reject[] {
  const broken = malformed.map(({ record, code }) => ({ record, column: "", code }));
  return [...broken, ...rejects].toSorted((a, b) => a.record - b.record);
}

/** Whether more of a file's records are rejected than its source allows. */
export function isOverThreshold(
  { rowsRejected, records }: LoadedFile,
  { rejectThreshold }: SourceDeclaration,
): boolean {
  return BigInt(rowsRejected) * 1_000_000n > BigInt(records) * BigInt(rejectThreshold.partsPerMillion);
}

/** Rejects that a message names. */
export const REJECTS_NAMED = 3;

/** The refusal of a file for its rejects, the first of which are named. */
export function rejectsProblem(
  file: string,
  { rowsRejected, records }: LoadedFile,
  source: SourceDeclaration,
  rejects: readonly Reject[],
): GatekeeperError {
  return refusal(file, { rejected: rowsRejected, records, threshold: source.rejectThreshold.text }, source, rejects);
}

/** The refusal of a file for more rejects than are kept, the first of which are named. */
export function moreThanKept(
  file: string,
  { rejected, records }: { readonly rejected: number; readonly records: number },
  source: SourceDeclaration,
  rejects: readonly Reject[],
): GatekeeperError {
  return refusal(file, { rejected, records, threshold: String(REJECTS_MAX) }, source, rejects);
}

function refusal(
  file: string,
  counts: { readonly rejected: number; readonly records: number; readonly threshold: string },
  source: SourceDeclaration,
  rejects: readonly Reject[],
): GatekeeperError {
  const named = rejects.slice(0, REJECTS_NAMED);
  const isFormat = named.some(({ code }) => code === "GK0311");
  const declared = isFormat ? { at: placeOf(source.at), hasFormats: source.formats !== undefined } : null;
  const firsts = named.map(({ record, column, code }) => wordsOf(record, column, code));
  return tooManyRejects({ file, ...counts, firsts, declared }, { at: { file } });
}

function wordsOf(record: number, column: string, code: string): LocalizedText {
  const problem = present(RECORD_PROBLEMS[code], "every code of a record is worded");
  const told = column === "" ? "" : `${column} `;
  return {
    en: `record ${record}: ${told}${problem.en} (${code})`,
    "zh-CN": `第 ${record} 条记录：${told}${problem["zh-CN"]}（${code}）`,
  };
}
