import { stat } from "node:fs/promises";
import { relative } from "node:path";
import pLimit from "p-limit";

import { canonicalJson } from "../io/canonical-json.ts";
import { INPUT_TABLE_NAMES, type InputTableName } from "../domain/input-tables.ts";
import type { Project, SourceDeclaration, SourceFormats } from "../domain/project.ts";
import {
  exchangeRateUnreadable,
  GatekeeperError,
  inputFileBroken,
  inputIsFolder,
  inputMissing,
  throwProblems,
} from "../errors.ts";
import { expandGlob } from "../io/glob.ts";
import { NO_FILE } from "../io/regular-file.ts";
import { checkKeysBetweenFiles } from "./keys-between-files.ts";
import { unknownWordProblems } from "./words-never-guessed.ts";
import type { LoadedFile } from "./input-cache.ts";
import { type LoadContext, loadFile } from "./load-file.ts";
import { lostDenialProblems } from "./lost-denials.ts";
import { LoadProgress } from "./load-progress.ts";
import type { InputFile } from "./read-input.ts";
import { isOverThreshold, rejectsInOrder, rejectsProblem } from "./rejects.ts";
import { unreadable } from "./source-header.ts";

/** One file or table of one source, loaded. */
export interface LoadedInput {
  readonly table: InputTableName;
  readonly source: SourceDeclaration;
  /** As messages and the manifest name it: relative to the project's folder, or `catalog.schema.table`. */
  readonly file: string;
  readonly loaded: LoadedFile;
}

/** How many files are read at once: hashing one while the engine reads the other. */
const FILES_AT_ONCE = 2;

/**
 * Loads every file of every source, several at once, and checks each against its source's reject threshold.
 *
 * Every problem of every file is found before one is thrown, in the order of the sources: GK0245, GK0303–GK0306, GK0319–GK0332
 * and GK0340–GK0350.
 */
export async function loadInputs(
  project: Project,
  context: LoadContext,
  onFile: (input: LoadedInput) => void,
  progress = new LoadProgress(),
): Promise<LoadedInput[]> {
  const problems: GatekeeperError[] = [];
  const limit = pLimit(FILES_AT_ONCE);
  const files = await filesToLoad(project, problems);
  const sizes = await Promise.all(files.map(async ({ path }) => (await stat(path).catch(() => null))?.size ?? 0));
  progress.filesFound(sizes);
  // All of them end before an error of ours is thrown: the loader must not be closed under a query that still runs.
  const settled = await Promise.allSettled(
    files.map(async (input, index) =>
      limit(async () => {
        progress.fileOpened(sizes[index] ?? 0);
        const outcome = await loadOne(input, context);
        progress.fileClosed(sizes[index] ?? 0, outcome instanceof GatekeeperError ? 0 : outcome.loaded.records);
        if (!(outcome instanceof GatekeeperError)) onFile(outcome);
        return outcome;
      }),
    ),
  );
  const inputs: LoadedInput[] = [];
  for (const result of settled) {
    if (result.status === "rejected") throw result.reason;
    if (result.value instanceof GatekeeperError) problems.push(result.value);
    else inputs.push(result.value);
  }
  problems.push(...problemsOfInputs(inputs));
  for (const source of allSources(project)) problems.push(...(await checkKeysBetweenFiles(source, inputs, context)));
  throwProblems(problems);
  return inputs;
}

/** What of the records of inputs refuses the run: more rejects than their sources allow, and words that may be refusals. */
export function problemsOfInputs(inputs: readonly LoadedInput[]): GatekeeperError[] {
  return [...inputs.flatMap(rejectProblems), ...inputs.flatMap(unknownWordProblems)];
}

/** The file as loaded, or what is wrong with it; our own mistakes are thrown. */
async function loadOne(input: InputFile, context: LoadContext): Promise<LoadedInput | GatekeeperError> {
  const { source, file } = input;
  try {
    return { table: source.table, source, file, loaded: await loadFile(input, context) };
  } catch (error) {
    if (error instanceof GatekeeperError && error.category !== "bug") return error;
    throw error;
  }
}

/** The sources of every table, in order. */
export function allSources(project: Project): SourceDeclaration[] {
  return INPUT_TABLE_NAMES.flatMap((table) => project.inputs[table]);
}

/** Every file of every source, in order; what is wrong with their names is added to `problems`. */
export async function filesToLoad(project: Project, problems: GatekeeperError[]): Promise<InputFile[]> {
  const found: InputFile[] = [];
  for (const source of allSources(project)) {
    const declaration = declarationText(source, project);
    const { paths, problems: missing } = await filesOfSource(source, project.directory);
    problems.push(...missing);
    for (const path of paths) found.push({ path, file: relative(project.directory, path), source, declaration });
  }
  return found;
}

/**
 * The files a source names, each once even if several patterns match it, and what is wrong with the names: GK0303 for a
 * folder that cannot be listed, GK0323, GK0324.
 */
export async function filesOfSource(
  source: SourceDeclaration,
  folder: string,
): Promise<{ readonly paths: readonly string[]; readonly problems: readonly GatekeeperError[] }> {
  const paths = new Set<string>();
  const problems: GatekeeperError[] = [];
  const { source: id, at } = source;
  for (const pattern of source.files) {
    const matches = await expandGlob(folder, pattern).catch((cause: unknown) => {
      problems.push(unreadable(pattern, cause));
      return null;
    });
    if (matches?.length === 0) problems.push(inputMissing({ pattern, source: id }, { at }));
    for (const path of matches ?? []) {
      const found = await stat(path).catch(() => null);
      const file = relative(folder, path);
      if (found?.isDirectory() === true) problems.push(inputIsFolder({ file }, { at }));
      else if (found !== null && !found.isFile())
        problems.push(inputFileBroken({ file, reason: NO_FILE }, { at: { file } }));
      else paths.add(path);
    }
  }
  return { paths: [...paths], problems };
}

/** Everything that decides how a file or table of the source is read; part of its id. */
export function declarationText(source: SourceDeclaration, project: Project): string {
  const declared = {
    source: source.source,
    table: source.table,
    format: source.format,
    csv: source.csv ?? null,
    encoding: source.encoding,
    formats: source.formats === undefined ? null : declaredFormats(source.formats),
    types: source.types,
    columns: source.columns.map(({ column, expression }) => ({ column, expression: expression.text })),
    where: source.where?.text ?? null,
    optOuts: source.optOuts.map(({ expression }) => expression.text),
    collectionChannel: source.collectionChannel ?? null,
    records: source.records,
    refundSign: source.refundSign,
    timeZone: project.timeZone,
    extraColumns: project.extraColumns.map(({ name }) => name),
  };
  return canonicalJson(declared);
}

function declaredFormats({ date = "", timestamp = "", decimal, thousands, pivot = 0 }: SourceFormats) {
  return { date, timestamp, decimal, thousands, pivot };
}

function rejectProblems(input: LoadedInput): GatekeeperError[] {
  const { table, source, file, loaded } = input;
  const rejects = rejectsInOrder(loaded);
  const [first] = rejects;
  if (first === undefined) return [];
  if (table === "exchange_rates") {
    const others = rejects.length - 1;
    return [exchangeRateUnreadable({ file, record: first.record, column: first.column, others }, { at: { file } })];
  }
  const lost = lostDenialProblems(input);
  if (lost.length > 0) return lost;
  return isOverThreshold(loaded, source) ? [rejectsProblem(file, loaded, source, rejects)] : [];
}
