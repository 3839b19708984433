import { stat } from "node:fs/promises";
import { relative } from "node:path";
import pLimit from "p-limit";

import { canonicalJson } from "../io/canonical-json.ts";
import { INPUT_TABLE_NAMES, type InputTableName } from "../domain/input-tables.ts";
import type { Project, SourceDeclaration } from "../domain/project.ts";
import {
  inputIsFolder,
  inputMissing,
  keysRepeatBetweenFiles,
  RECORD_PROBLEMS,
  throwProblems,
  tooManyRejects,
  GatekeeperError,
} from "../errors.ts";
import { sqlText } from "../engine/engine.ts";
import { expandGlob } from "../io/glob.ts";
import { checkWordsNeverGuessed } from "./words-never-guessed.ts";
import type { LoadedFile } from "./input-cache.ts";
import { type LoadContext, loadFile } from "./load-file.ts";

/** One file of one source, loaded. */
export interface LoadedInput {
  readonly table: InputTableName;
  readonly source: SourceDeclaration;
  /** As messages and the manifest name it: relative to the project's folder. */
  readonly file: string;
  readonly loaded: LoadedFile;
}

/** How many files are read at once: hashing one while the engine reads the other. */
const FILES_AT_ONCE = 2;

/**
 * Loads every file of every source, several at once, and checks each against its source's reject threshold.
 *
 * Every problem of every file is found before one is thrown: GK0303–GK0305, GK0320–GK0328, GK0330.
 */
export async function loadInputs(
  project: Project,
  context: LoadContext,
  onFile: (input: LoadedInput) => void,
): Promise<LoadedInput[]> {
  const problems: GatekeeperError[] = [];
  const limit = pLimit(FILES_AT_ONCE);
  const files = await filesToLoad(project, problems);
  const loading = files.map(async ({ source, path }) =>
    limit(async () => {
      try {
        const file = relative(project.directory, path);
        const loaded = await loadFile(path, source, declarationText(source, project), context);
        const input = { table: source.table, source, file, loaded };
        onFile(input);
        return input;
      } catch (error) {
        if (!(error instanceof GatekeeperError) || error.category === "bug") throw error;
        problems.push(error);
        return null;
      }
    }),
  );
  const inputs = (await Promise.all(loading)).filter((input) => input !== null);
  for (const input of inputs) problems.push(...rejectProblems(input));
  for (const input of inputs) problems.push(...(await checkWordsNeverGuessed(input, context)));
  for (const source of allSources(project)) problems.push(...(await keyProblems(source, inputs, context)));
  throwProblems(problems);
  return inputs;
}

/** The sources of every table, in order. */
export function allSources(project: Project): SourceDeclaration[] {
  return INPUT_TABLE_NAMES.flatMap((table) => project.inputs[table]);
}

async function filesToLoad(
  project: Project,
  problems: GatekeeperError[],
): Promise<{ source: SourceDeclaration; path: string }[]> {
  const found: { source: SourceDeclaration; path: string }[] = [];
  for (const source of allSources(project)) {
    for (const pattern of source.files) {
      const paths = await expandGlob(project.directory, pattern);
      if (paths.length === 0) problems.push(inputMissing({ pattern, source: source.source }, { at: source.at }));
      for (const path of paths) {
        const file = relative(project.directory, path);
        if ((await stat(path).catch(() => null))?.isDirectory() === true)
          problems.push(inputIsFolder({ file }, { at: source.at }));
        else found.push({ source, path });
      }
    }
  }
  return found;
}

/** Everything that decides how a file of the source is read; part of its id in the cache. */
function declarationText(source: SourceDeclaration, project: Project): string {
  const declared = {
    source: source.source,
    table: source.table,
    format: source.format,
    csv: source.csv ?? null,
    columns: source.columns.map(({ column, expression }) => ({ column, expression: expression.text })),
    where: source.where?.text ?? null,
    records: source.records,
    refundSign: source.refundSign,
    timeZone: project.timeZone,
    extraColumns: project.extraColumns.map(({ name }) => name),
  };
  return canonicalJson(declared);
}

function rejectProblems({ source, file, loaded }: LoadedInput): GatekeeperError[] {
  const { partsPerMillion, text } = source.rejectThreshold;
  if (BigInt(loaded.rowsRejected) * 1_000_000n <= BigInt(loaded.records) * BigInt(partsPerMillion)) return [];
  const [malformed] = loaded.malformed;
  const [reject] = loaded.rejects;
  const first =
    malformed !== undefined && (reject === undefined || malformed.record < reject.record)
      ? { record: malformed.record, text: `record ${malformed.record}: ${RECORD_PROBLEMS["GK0315"]}` }
      : {
          record: reject?.record ?? 0,
          text: `record ${reject?.record}: ${reject?.column} ${RECORD_PROBLEMS[reject?.code ?? ""]} (${reject?.code})`,
        };
  const details = { file, rejected: loaded.rowsRejected, records: loaded.records, threshold: text, first: first.text };
  return [tooManyRejects(details, { at: { file } })];
}

/** Transactions are unique inside each file already; across the files of a source the same id would be counted twice. */
async function keyProblems(
  source: SourceDeclaration,
  inputs: readonly LoadedInput[],
  context: LoadContext,
): Promise<GatekeeperError[]> {
  const files = inputs.filter((input) => input.source === source);
  if (source.table !== "transactions" || source.records !== "transaction" || files.length < 2) return [];
  const paths = files.map(({ loaded }) => sqlText(context.cache.parquetPath(source.table, loaded.fileId)));
  const rows = await context.loader.query(
    `select count(*) - count(distinct hash(transaction_id)) as repeated from read_parquet([${paths.join(", ")}]) where load_status = 'loaded'`,
  );
  const repeated = Number(rows[0]?.["repeated"] ?? 0);
  return repeated === 0 ? [] : [keysRepeatBetweenFiles({ source: source.source, repeated }, { at: source.at })];
}
