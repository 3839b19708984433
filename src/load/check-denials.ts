import type { Engine } from "../engine/engine.ts";
import {
  denialUnreadable,
  type FaultyRecords,
  faultyRecords,
  suppressionNamesNobody,
  suppressionScopeOfNoTopic,
  throwProblems,
} from "../errors.ts";
import type { LoadedInput } from "./load-inputs.ts";
import { recordNumber } from "./record-number.ts";

/**
 * Checks what only shows once contact points are normalised: a refusal that binds nobody (GK0329), a row of a suppression
 * list that no contact point can be read from (GK0319), and one whose scope is of a topic and names none (GK0445). Each refuses the run, whatever the file's threshold.
 */
export async function checkDenials(engine: Engine, inputs: readonly LoadedInput[]): Promise<void> {
  const denials = await recordsByFile(engine, inputs, "consent.unreadable_denials");
  const suppressions = await recordsByFile(engine, inputs, "consent.unreadable_suppressions");
  const scopes = await recordsByFile(engine, inputs, SCOPES_OF_NO_TOPIC);
  const problems = inputs.flatMap(({ file }, index) => {
    const at = { at: { file } };
    const [unbinding, unreadable, ofNoTopic] = [denials, suppressions, scopes].map((found) =>
      faultyRecords(found[index] ?? []),
    );
    return [
      ...(isAny(unbinding) ? [denialUnreadable({ file, ...unbinding, kind: "denial" }, at)] : []),
      ...(isAny(unreadable) ? [suppressionNamesNobody({ file, ...unreadable, isBlank: false }, at)] : []),
      ...(isAny(ofNoTopic) ? [suppressionScopeOfNoTopic({ file, ...ofNoTopic }, at)] : []),
    ];
  });
  throwProblems(problems);
}

/** Rows of suppression lists whose scope names a topic by a word for nothing: which topic is refused nobody knows. */
const SCOPES_OF_NO_TOPIC = `(select suppressions.file_id, suppressions.record_index from staging.suppressions
  where suppressions.names_no_topic)`;

function isAny(found: FaultyRecords | undefined): found is FaultyRecords {
  return found !== undefined && found.records.length > 0;
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
