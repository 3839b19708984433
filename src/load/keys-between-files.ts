import type { SourceDeclaration } from "../domain/project.ts";
import { sqlText } from "../engine/engine.ts";
import { type GatekeeperError, keysRepeatBetweenFiles } from "../errors.ts";
import type { LoadContext } from "./load-file.ts";
import type { LoadedInput } from "./load-inputs.ts";
import { IS_LOADED } from "./fate.ts";
import { mappedNames, transactionKey } from "./repeated-transactions.ts";

/**
 * Refuses a source of transactions whose files share transactions, or, where its records have no key, lines that are equal in
 * every mapped column (GK0330): they would be counted twice. What was found once about the same files is not looked for again.
 */
export async function checkKeysBetweenFiles(
  source: SourceDeclaration,
  inputs: readonly LoadedInput[],
  { cache, loader }: LoadContext,
): Promise<GatekeeperError[]> {
  const files = inputs.filter((input) => input.source === source);
  if (source.table !== "transactions" || files.length < 2) return [];
  const isLine = transactionKey(source) === null;
  const twice = sameContents(files, isLine);
  if (twice.length > 0) return twice;
  const fileIds = files.map(({ loaded }) => loaded.fileId);
  if (cache.shareNoKey(fileIds)) return [];
  const key = transactionKey(source) ?? mappedNames(source);
  const selects = files.map(({ loaded }, position) => {
    const path = cache.parquetPath(source.table, loaded.fileId);
    return `select ${key}, ${position} as position from read_parquet(${sqlText(path)}) where ${IS_LOADED}`;
  });
  const shared = (by: string) =>
    `select min(position) as first_file, max(position) as second_file from (${selects.join(" union all ")}) as keys
     group by ${by} having min(position) <> max(position)`;
  // Hashes that no two files share prove that no keys are, for a fraction of what looking at the keys costs.
  const [counts] = await loader.query(`select count(*) as hashes from (${shared(`hash(${key})`)}) as found`);
  if (Number(counts?.["hashes"]) === 0) {
    await cache.rememberNoSharedKey(fileIds);
    return [];
  }
  const repeated = await loader.query(
    `select first_file, second_file, count(*) as repeated from (${shared(key)}) as found
     group by first_file, second_file order by first_file, second_file`,
  );
  return repeated.map((row) => {
    const nameOf = (column: string) => files[Number(row[column])]?.file ?? "";
    const [first, second] = [nameOf("first_file"), nameOf("second_file")];
    return keysRepeatBetweenFiles(
      { repeated: Number(row["repeated"]), first, second, isLine },
      { at: { file: second } },
    );
  });
}

/** Files that hold the same under two names: whether records have keys or not, they were delivered twice. */
function sameContents(files: readonly LoadedInput[], isLine: boolean): GatekeeperError[] {
  const firsts = new Map<string, string>();
  return files.flatMap(({ file, loaded: { fileId, rowsLoaded } }) => {
    const first = firsts.get(fileId);
    if (first === undefined) firsts.set(fileId, file);
    return first === undefined || rowsLoaded === 0
      ? []
      : [keysRepeatBetweenFiles({ repeated: rowsLoaded, first, second: file, isLine }, { at: { file } })];
  });
}
