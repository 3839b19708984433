import { readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { matchingFiles } from "../config/matching-files.ts";
import { makePrivateFolder, writeFileAtomic } from "../io/atomic-write.ts";
import { editorSchemas } from "./published-schemas.ts";

/** Where a project keeps the schemas of the files that people write, for their editors. */
export const EDITOR_FOLDER = ".gatekeeper-schemas";

/** Writes the schemas of configuration files into a project, over those of another version. Throws GK0503. */
export async function writeEditorSchemas(projectFolder: string): Promise<void> {
  await makePrivateFolder(join(projectFolder, EDITOR_FOLDER));
  for (const { name, jsonSchema } of editorSchemas()) {
    const text = `${JSON.stringify(jsonSchema(), null, 2)}\n`;
    await writeFileAtomic(join(projectFolder, EDITOR_FOLDER, `${name}.json`), text);
  }
}

/** Puts a line on top of each configuration file of a new project by which an editor finds its schema. Throws GK0503. */
export async function addSchemaLines(projectFolder: string): Promise<void> {
  for (const { name, files } of editorSchemas()) {
    for (const file of matchingFiles(projectFolder, files)) {
      const schema = posix.relative(posix.dirname(file), posix.join(EDITOR_FOLDER, `${name}.json`));
      const text = await readFile(join(projectFolder, file), "utf8");
      await writeFileAtomic(join(projectFolder, file), `# yaml-language-server: $schema=${schema}\n${text}`);
    }
  }
}
