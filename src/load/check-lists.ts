import type { ListDeclaration, Project } from "../domain/project.ts";
import {
  type GatekeeperError,
  listFileEmpty,
  suppressionListMissing,
  suppressionListShrank,
  throwProblems,
} from "../errors.ts";
import type { LoadedInput } from "./load-inputs.ts";

/** Files that a message names before it says that there are others. */
const FILES_NAMED = 3;

/**
 * Checks the declared suppression lists against what was loaded and against their rows at the last run.
 *
 * Throws GK0318 for a list without rows, GK0437 for a file without rows beside others of its source that have some, GK0317 for a list that
 * lost more than it may. Of a list whose people are refused in its absence, that it is not there is told by the gate. An undeclared list binds as well; it is not required to be there. Source: contracts.md §2.
 */
export function checkLists(
  project: Project,
  inputs: readonly LoadedInput[],
  before: Readonly<Record<string, number>>,
): void {
  const now = listRowsOf(inputs);
  const [is, was] = [new Map(Object.entries(now)), new Map(Object.entries(before))];
  throwProblems(
    project.lists.flatMap((list) => {
      const isForPeople = list.whenUnavailable === "refuse_people";
      // A register is counted by its entries, once they are known.
      const rowsBefore = list.register === undefined ? was.get(list.listId) : undefined;
      return [
        ...(isForPeople ? [] : emptyFiles(list, inputs)),
        ...problemOf(list, { is: is.get(list.listId) ?? 0, was: rowsBefore, files: filesOf(inputs) }),
      ];
    }),
  );
}

/** Rows of each suppression list over all files. */
export function listRowsOf(inputs: readonly LoadedInput[]): Record<string, number> {
  const rows = new Map<string, number>();
  for (const { loaded } of inputs) {
    for (const [list, count] of Object.entries(loaded.listRows)) rows.set(list, (rows.get(list) ?? 0) + count);
  }
  return Object.fromEntries(rows);
}

/** Files without rows of sources that deliver the list: an older file must not stand in for a delivery that failed. */
function emptyFiles(list: ListDeclaration, inputs: readonly LoadedInput[]): GatekeeperError[] {
  const { listId, allowEmpty, at } = list;
  if (allowEmpty) return [];
  return deliveriesWithoutRows(list, inputs).map((file) => listFileEmpty({ list: listId, file }, { at }));
}

/** The files without rows of sources that deliver a list. */
export function deliveriesWithoutRows({ listId }: ListDeclaration, inputs: readonly LoadedInput[]): string[] {
  const delivering = inputs.filter(({ loaded }) => (loaded.listRows[listId] ?? 0) > 0);
  const sources = new Set(delivering.map(({ source }) => source.source));
  return inputs
    .filter(
      ({ table, source, loaded }) => table === "suppressions" && sources.has(source.source) && loaded.records === 0,
    )
    .map(({ file }) => file);
}

/** The files that lists are looked for in, as a message names them. */
function filesOf(inputs: readonly LoadedInput[]): readonly string[] {
  const files = inputs.filter(({ table }) => table === "suppressions").map(({ file }) => file);
  return files.length > FILES_NAMED ? [...files.slice(0, FILES_NAMED), "…"] : files;
}

function problemOf(
  list: ListDeclaration,
  { is, was, files }: { readonly is: number; readonly was: number | undefined; readonly files: readonly string[] },
): GatekeeperError[] {
  if (list.register === undefined && is === list.expectedRows) return [];
  if (is === 0 && list.whenUnavailable === "refuse_people") return [];
  if (is === 0 && !list.allowEmpty) return [suppressionListMissing({ list: list.listId, files }, { at: list.at })];
  if (was === undefined || BigInt(was - is) * 1_000_000n <= BigInt(was) * BigInt(list.allowedShrink.partsPerMillion))
    return [];
  const limit = list.allowedShrink.text;
  return [suppressionListShrank({ list: list.listId, was, is, limit }, { at: list.at })];
}
