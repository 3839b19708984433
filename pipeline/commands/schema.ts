import { join, relative, resolve } from "node:path";

import { formatWithoutTable, schemaUnknown } from "../../src/errors.ts";
import { nearest } from "../../src/expression/suggest.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import { columnsText } from "../../src/report/text.ts";
import { EDITOR_FOLDER, writeEditorSchemas } from "../../src/schema/editor-schemas.ts";
import { artefactSchemas, editorSchemas, type PublishedSchema } from "../../src/schema/published-schemas.ts";
import type { CommandContext } from "./command.ts";
import { printTable } from "./print-table.ts";

export interface SchemaOptions {
  readonly projectDir: string;
  readonly name: string | undefined;
  /** Writes those of the configuration files into the project. */
  readonly write: boolean;
}

/**
 * Prints a JSON Schema; without a name, which there are; or writes those an editor needs into the project. Throws GK0120 for
 * a name that is none, GK0106 for a schema as a table.
 */
export async function schema({ projectDir, name, write }: SchemaOptions, command: CommandContext): Promise<void> {
  const schemas = [...editorSchemas(), ...artefactSchemas()];
  const { format } = command;
  const isList = !write && name === undefined;
  if (!isList && (format === "csv" || format === "markdown")) throw formatWithoutTable({ command: "schema", format });
  if (write) {
    const folder = resolve(command.folder, projectDir);
    await writeEditorSchemas(folder);
    const place = relative(command.folder, join(folder, EDITOR_FOLDER));
    command.print(
      format === "json" ? canonicalJson({ folder: place }) : command.messages.configuration.schemasWritten(place),
    );
  } else if (name === undefined) {
    list(schemas, command);
  } else {
    const known = schemas.map((published) => published.name);
    const found = schemas.find((published) => published.name === name);
    if (found === undefined) throw schemaUnknown({ name, suggestion: nearest(name, known), known });
    command.print(JSON.stringify(found.jsonSchema(), null, 2));
  }
}

function list(schemas: readonly PublishedSchema[], command: CommandContext): void {
  const { print, format, language } = command;
  const rows = schemas.map(({ name, files, title }) => [name, files, title[language]]);
  if (format === "json") {
    print(
      canonicalJson({ schemas: schemas.map(({ name, files, title }) => ({ name, files, title: title[language] })) }),
    );
    return;
  }
  if (format === "human") for (const line of columnsText(rows, [false, false, false])) print(line);
  else printTable({ columns: ["name", "files", "title"], numbers: [], rows }, format, command);
}
