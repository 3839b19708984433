import type { Engine } from "../engine/engine.ts";
import { denialUnreadable, type GatekeeperError, suppressionNamesNobody, throwProblems } from "../errors.ts";
import type { LoadedInput } from "./load-inputs.ts";
import { recordNumber } from "./record-number.ts";

/**
 * Checks what only shows once contact points are normalised: a refusal that binds nobody (GK0329), and a row of a suppression
 * list that no contact point can be read from (GK0319). Either refuses the run, whatever the file's threshold.
 */
export async function checkDenials(engine: Engine, inputs: readonly LoadedInput[]): Promise<void> {
  const denials = await recordsByFile(engine, inputs, "consent.unreadable_denials");
  const suppressions = await recordsByFile(engine, inputs, "consent.unreadable_suppressions");
  const problems: GatekeeperError[] = [];
  for (const [index, { file }] of inputs.entries()) {
    const at = { at: { file } };
    const [denial, ...otherDenials] = denials[index] ?? [];
    if (denial !== undefined) {
      problems.push(denialUnreadable({ file, record: denial, others: otherDenials.length, kind: "denial" }, at));
    }
    const [row, ...otherRows] = suppressions[index] ?? [];
    if (row !== undefined) {
      problems.push(suppressionNamesNobody({ file, record: row, others: otherRows.length, isBlank: false }, at));
    }
  }
  throwProblems(problems);
}

/** For each input the numbers of the records of its file that a table names, in order. */
async function recordsByFile(engine: Engine, inputs: readonly LoadedInput[], table: string): Promise<number[][]> {
  const rows = await engine.query(
    `select records.file_id, records.record_index from ${table} as records order by records.file_id, records.record_index`,
  );
  return inputs.map(({ loaded }) =>
    rows
      .filter((row) => row["file_id"] === loaded.fileId)
      .map((row) => recordNumber(Number(row["record_index"]), loaded.malformed)),
  );
}
