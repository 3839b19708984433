import type { Engine } from "../engine/engine.ts";
import { denialUnreadable, type GatekeeperError, RECORD_PROBLEMS, throwProblems, tooManyRejects } from "../errors.ts";
import { recordNumber } from "./load-file.ts";
import type { LoadedInput } from "./load-inputs.ts";

/**
 * Checks what only shows once contact points are normalised: a refusal that binds nobody (GK0329), and rows of suppression
 * lists that no contact point can be read from, which count against their file's reject threshold (GK0320).
 */
export async function checkDenials(engine: Engine, inputs: readonly LoadedInput[]): Promise<void> {
  const problems: GatekeeperError[] = [];
  for (const { input, records } of await recordsByFile(engine, "consent.unreadable_denials", inputs)) {
    const [record = 0] = records;
    problems.push(
      denialUnreadable({ file: input.file, record, others: records.length - 1 }, { at: { file: input.file } }),
    );
  }
  for (const { input, records } of await recordsByFile(engine, "consent.unreadable_suppressions", inputs)) {
    problems.push(...overThreshold(input, records));
  }
  throwProblems(problems);
}

interface RecordsOfFile {
  readonly input: LoadedInput;
  readonly records: readonly number[];
}

async function recordsByFile(engine: Engine, table: string, inputs: readonly LoadedInput[]): Promise<RecordsOfFile[]> {
  const [, name] = table.split(".");
  const rows = await engine.query(
    `select ${name}.file_id, ${name}.record_index from ${table} order by ${name}.file_id, ${name}.record_index`,
  );
  return inputs.flatMap((input) => {
    const own = rows.filter((row) => row["file_id"] === input.loaded.fileId);
    const records = own.map((row) => recordNumber(Number(row["record_index"]), input.loaded.malformed));
    return records.length === 0 ? [] : [{ input, records }];
  });
}

function overThreshold({ source, file, loaded }: LoadedInput, records: readonly number[]): GatekeeperError[] {
  const rejected = loaded.rowsRejected + records.length;
  const { partsPerMillion, text } = source.rejectThreshold;
  if (BigInt(rejected) * 1_000_000n <= BigInt(loaded.records) * BigInt(partsPerMillion)) return [];
  const first = `record ${records[0]}: value ${RECORD_PROBLEMS["GK0319"]} (GK0319)`;
  return [tooManyRejects({ file, rejected, records: loaded.records, threshold: text, first }, { at: { file } })];
}
