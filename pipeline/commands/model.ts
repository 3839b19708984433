import { resolve } from "node:path";

import { readCatalog } from "../../src/catalog/catalog.ts";
import { loadProject } from "../../src/config/load-project.ts";
import { type DataModel, dataModel } from "../../src/data-model/data-model.ts";
import { dataModelJson } from "../../src/data-model/data-model-json.ts";
import { INPUT_TABLE_NAMES } from "../../src/domain/input-tables.ts";
import { modelTableUnknown } from "../../src/errors.ts";
import { nearest } from "../../src/expression/suggest.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import { dataModelPicture } from "../../src/report/data-model-picture.ts";
import { dataModelLines } from "../../src/report/data-model-table.ts";
import type { CommandContext, GlobalOptions } from "./command.ts";
import { projectOption } from "./project-option.ts";

export interface ModelOptions extends GlobalOptions {
  readonly form: "human" | "json" | "mermaid";
  /** Input tables to show; none for everything. */
  readonly tables: readonly string[];
}

/**
 * Prints the logical data model: every column with its class, the sources that give it, what it is used for and who reads it.
 * It looks at the configuration and the SQL catalogue only, never at a file's values. Throws GK0130 for an unknown table.
 */
export async function model(options: ModelOptions, command: CommandContext): Promise<void> {
  const { folder, environment, print, messages, program } = command;
  const project = loadProject(resolve(folder, options.projectDir), environment, options);
  const shown = limitedTo(options.tables, dataModel(project, readCatalog()));
  if (options.form === "json") print(canonicalJson(dataModelJson(shown)));
  else if (options.form === "mermaid") print(dataModelPicture(shown, messages.dataModel));
  else {
    const loaded = shown.columns.filter(({ mappings }) => mappings.length > 0).length;
    print(messages.dataModel.title(project.id, shown.columns.length, loaded));
    for (const line of dataModelLines(shown, messages.dataModel)) print(line);
    print("");
    print(messages.dataModel.more);
    print(messages.next(`${program} validate${projectOption(folder, project.directory, options.target)}`));
  }
  return Promise.resolve();
}

/** What is computed of people belongs to no input table. */
function limitedTo(tables: readonly string[], whole: DataModel): DataModel {
  if (tables.length === 0) return whole;
  for (const table of tables) {
    if (INPUT_TABLE_NAMES.some((name) => name === table)) continue;
    throw modelTableUnknown({ table, nearest: nearest(table, INPUT_TABLE_NAMES), known: INPUT_TABLE_NAMES });
  }
  return { ...whole, columns: whole.columns.filter(({ table }) => tables.includes(table)), computed: [] };
}
