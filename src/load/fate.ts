/**
 * What became of a record, in the column `fate` of its loaded file: null for one that is loaded, `excluded` for one that the
 * source's condition does not want, and for a rejected one the column and code of its first problem and the hash of its
 * texts. One column for all of it: most files have nothing in it, and even nothing takes time to write and to read.
 */
const EXCLUDED = "excluded";

/** Stands for the column in the fate of a record of which nobody knows whether its source wants it. */
export const CONDITION = "where";

/** SQL over a loaded file: the row counts, neither rejected nor excluded. */
export const IS_LOADED = "fate is null";

/** SQL over a loaded file: the record's source did not want it. */
export const IS_EXCLUDED = `fate = '${EXCLUDED}'`;

/** SQL over a loaded file: the record has a problem. Never null. */
export const IS_REJECTED = `coalesce(fate <> '${EXCLUDED}', false)`;

/** SQL for the status that staging models tell rows by. */
export const LOAD_STATUS = `case when fate is null then 'loaded' when ${IS_EXCLUDED} then 'excluded' else 'rejected' end`;

/** SQL for a record's fate, from SQL for its problem (`column:code` or null), its digest, and whether its source wants it. */
export function fateSql(problem: string, digest: string, isWanted: string): string {
  return `case when ${problem} is not null then ${rejectedSql(problem, digest)} when not coalesce(${isWanted}, false) then '${EXCLUDED}' end`;
}

/** SQL for the fate of a rejected record. */
export function rejectedSql(problem: string, digest: string): string {
  return `${problem} || ':' || ${digest}`;
}

/** A rejected record's fate, taken apart again; the column is empty where the record as a whole has a problem. */
export function readReject(fate: string): { readonly column: string; readonly code: string; readonly digest: string } {
  const [column = "", code = "", digest = ""] = fate.split(":");
  return { column, code, digest };
}
