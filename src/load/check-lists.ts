import type { ListDeclaration, Project } from "../domain/project.ts";
import { type GatekeeperError, suppressionListMissing, suppressionListShrank, throwProblems } from "../errors.ts";
import type { LoadedInput } from "./load-inputs.ts";

/**
 * Checks the declared suppression lists against what was loaded and against their rows at the last run.
 *
 * Throws GK0318 for a list without rows, GK0317 for one that lost more than it may. An undeclared list binds as well; it
 * is not required to be there. Source: contracts.md §2.
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
      // A register is counted by its entries, once they are known.
      const rowsBefore = list.register === undefined ? was.get(list.listId) : undefined;
      return problemOf(list, is.get(list.listId) ?? 0, rowsBefore);
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

function problemOf(list: ListDeclaration, is: number, was: number | undefined): GatekeeperError[] {
  if (list.register === undefined && is === list.expectedRows) return [];
  if (is === 0 && !list.allowEmpty) return [suppressionListMissing({ list: list.listId }, { at: list.at })];
  if (was === undefined || BigInt(was - is) * 1_000_000n <= BigInt(was) * BigInt(list.allowedShrink.partsPerMillion))
    return [];
  const limit = list.allowedShrink.text;
  return [suppressionListShrank({ list: list.listId, was, is, limit }, { at: list.at })];
}
