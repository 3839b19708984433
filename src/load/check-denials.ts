import type { Engine } from "../engine/engine.ts";
import { denialUnreadable, type GatekeeperError, throwProblems } from "../errors.ts";
import type { RejectedRecord } from "./input-cache.ts";
import type { LoadedInput } from "./load-inputs.ts";
import { recordNumber } from "./record-number.ts";
import { isOverThreshold, rejectsProblem } from "./rejects.ts";

/**
 * Checks what only shows once contact points are normalised: a refusal that binds nobody (GK0329), and rows of suppression
 * lists that no contact point can be read from. These count as rejects (GK0319) against their file's threshold (GK0320);
 * returns the inputs with them among their rejects.
 */
export async function checkDenials(engine: Engine, inputs: readonly LoadedInput[]): Promise<LoadedInput[]> {
  const unread = await recordsByFile(engine, inputs, UNREADABLE_DENIALS);
  const unlisted = await recordsByFile(engine, inputs, UNREADABLE_SUPPRESSIONS);
  const problems: GatekeeperError[] = [];
  const checked = inputs.map((input, index) => {
    const { file, source } = input;
    const [denial, ...others] = unread[index] ?? [];
    if (denial !== undefined) {
      problems.push(denialUnreadable({ file, record: denial.record, others: others.length }, { at: { file } }));
    }
    const rejects = unlisted[index] ?? [];
    const [first] = rejects;
    if (first === undefined) return input;
    const counted = withRejects(input, rejects);
    if (isOverThreshold(counted.loaded, source)) problems.push(rejectsProblem(file, counted.loaded, source, first));
    return counted;
  });
  throwProblems(problems);
  return checked;
}

const UNREADABLE_DENIALS = `select unreadable_denials.file_id, unreadable_denials.record_index, '' as digest
  from consent.unreadable_denials`;

const UNREADABLE_SUPPRESSIONS = `select unreadable_suppressions.file_id, unreadable_suppressions.record_index,
    sha256_hex(suppressions.value) as digest
  from consent.unreadable_suppressions
  inner join staging.suppressions on suppressions.file_id = unreadable_suppressions.file_id
    and suppressions.record_index = unreadable_suppressions.record_index`;

/** For each input the records of its file that a SELECT names, in order. */
async function recordsByFile(
  engine: Engine,
  inputs: readonly LoadedInput[],
  select: string,
): Promise<RejectedRecord[][]> {
  const rows = await engine.query(
    `select * from (${select}) as records order by records.file_id, records.record_index`,
  );
  return inputs.map(({ loaded }) =>
    rows
      .filter((row) => row["file_id"] === loaded.fileId)
      .map((row) => ({
        record: recordNumber(Number(row["record_index"]), loaded.malformed),
        column: "value",
        code: "GK0319",
        digest: String(row["digest"]),
      })),
  );
}

function withRejects(input: LoadedInput, rejects: readonly RejectedRecord[]): LoadedInput {
  const { loaded } = input;
  return {
    ...input,
    loaded: {
      ...loaded,
      rowsLoaded: loaded.rowsLoaded - rejects.length,
      rowsRejected: loaded.rowsRejected + rejects.length,
      rejects: [...loaded.rejects, ...rejects].toSorted((a, b) => a.record - b.record),
    },
  };
}
