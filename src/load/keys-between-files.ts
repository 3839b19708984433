import type { SourceDeclaration } from "../domain/project.ts";
import { sqlText } from "../engine/engine.ts";
import { type GatekeeperError, keysRepeatBetweenFiles } from "../errors.ts";
import type { LoadContext } from "./load-file.ts";
import type { LoadedInput } from "./load-inputs.ts";
import { IS_LOADED } from "./fate.ts";
import { transactionKey } from "./repeated-transactions.ts";

/**
 * Refuses a source of transactions whose files share transactions (GK0330): they would be counted twice. Inside each file
 * a key is unique already. What was found once about the same files is not looked for again.
 */
export async function checkKeysBetweenFiles(
  source: SourceDeclaration,
  inputs: readonly LoadedInput[],
  { cache, loader }: LoadContext,
): Promise<GatekeeperError[]> {
  const files = inputs.filter((input) => input.source === source);
  if (source.table === "transactions") {
    const twice = sameContents(files);
    if (twice.length > 0) return twice;
  }
  const key = transactionKey(source);
  const fileIds = files.map(({ loaded }) => loaded.fileId);
  if (key === null || files.length < 2 || cache.shareNoKey(fileIds)) return [];
  const selects = files.map(({ loaded }, position) => {
    const path = cache.parquetPath(source.table, loaded.fileId);
    return `select ${key}, ${position} as position from read_parquet(${sqlText(path)}) where ${IS_LOADED}`;
  });
  const every = selects.join(" union all ");
  // Distinct hashes prove that no key repeats, for a fraction of what looking at the keys costs.
  const [counts] = await loader.query(
    `select count(*) = count(distinct hash(${key})) as is_unique from (${every}) as keys`,
  );
  if (counts?.["is_unique"] === true) {
    await cache.rememberNoSharedKey(fileIds);
    return [];
  }
  const repeated = await loader.query(
    `select first_file, second_file, count(*) as transactions from (
       select min(position) as first_file, max(position) as second_file from (${every}) as keys group by ${key} having count(*) > 1
     ) as repeats group by first_file, second_file order by first_file, second_file`,
  );
  return repeated.map((row) => {
    const nameOf = (column: string) => files[Number(row[column])]?.file ?? "";
    const [first, second] = [nameOf("first_file"), nameOf("second_file")];
    return keysRepeatBetweenFiles({ repeated: Number(row["transactions"]), first, second }, { at: { file: second } });
  });
}

/** Files that hold the same under two names: whether records have keys or not, they were delivered twice. */
function sameContents(files: readonly LoadedInput[]): GatekeeperError[] {
  const firsts = new Map<string, string>();
  return files.flatMap(({ file, loaded: { fileId, rowsLoaded } }) => {
    const first = firsts.get(fileId);
    if (first === undefined) firsts.set(fileId, file);
    return first === undefined || rowsLoaded === 0
      ? []
      : [keysRepeatBetweenFiles({ repeated: rowsLoaded, first, second: file }, { at: { file } })];
  });
}
