import type { Project } from "../domain/project.ts";
import { GatekeeperError, throwProblems } from "../errors.ts";
import { allSources, declarationText, type LoadedInput, problemsOfInputs } from "./load-inputs.ts";
import { type LoadedTable, loadTable, type TableContext } from "./load-table.ts";

/** One table of the warehouse, loaded, and the relation that its rows are in. */
export interface LoadedTableInput extends LoadedInput {
  readonly relation: string;
}

/**
 * Loads every source that is a table of the warehouse, one after the other: the engine does one thing at a time. Every problem is
 * found before one is thrown: those of `loadTable`, and what a file with the same rows would be refused for.
 */
export async function loadTables(
  project: Project,
  context: TableContext,
  onTable: (input: LoadedInput) => void,
): Promise<LoadedTableInput[]> {
  const problems: GatekeeperError[] = [];
  const inputs: LoadedTableInput[] = [];
  for (const source of allSources(project)) {
    const { warehouseTable: file, table } = source;
    if (file === undefined) continue;
    const relation = `loaded.warehouse_${inputs.length + problems.length + 1}`;
    const outcome = await loadTable(source, declarationText(source, project), relation, context).catch(ofTheirs);
    if (outcome instanceof GatekeeperError) {
      problems.push(outcome);
      continue;
    }
    const input = { table, source, file, ...outcome };
    inputs.push(input);
    onTable(input);
  }
  throwProblems([...problems, ...problemsOfInputs(inputs)]);
  return inputs;
}

/** What is wrong with a table; a cluster that is not there, or a mistake of ours, ends the loading. */
function ofTheirs(error: unknown): GatekeeperError | LoadedTable {
  if (error instanceof GatekeeperError && (error.category === "data" || error.category === "configuration"))
    return error;
  throw error;
}
