import { relative, resolve } from "node:path";
import { stat } from "node:fs/promises";

import { loadProject } from "../../src/config/load-project.ts";
import type { SourceDeclaration } from "../../src/domain/project.ts";
import { GatekeeperError, inputIsFolder, inputMissing, throwProblems } from "../../src/errors.ts";
import { expandGlob } from "../../src/io/glob.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import { checkMappings, readAnyHeader } from "../../src/load/check-mappings.ts";
import { allSources } from "../../src/load/load-inputs.ts";
import type { CommandContext, GlobalOptions } from "./command.ts";

interface CheckedFile {
  readonly file: string;
  /** Columns of the file that nothing maps. */
  readonly dropped: readonly string[];
}

/** Checks everything that can be checked without loading: configuration, campaigns, reports, and the header of each file. */
export async function validate(options: GlobalOptions, command: CommandContext): Promise<void> {
  const project = loadProject(resolve(command.folder, options.projectDir), command.environment);
  const problems: GatekeeperError[] = [];
  const files: CheckedFile[] = [];
  for (const source of allSources(project)) {
    for (const path of await pathsOf(source, project.directory, problems)) {
      const checked = await checkFile(source, path, relative(project.directory, path), problems);
      if (checked !== null) files.push(checked);
    }
  }
  throwProblems(problems);
  report(files, project.campaigns.length, project.reports.length, command);
}

async function pathsOf(source: SourceDeclaration, folder: string, problems: GatekeeperError[]): Promise<string[]> {
  const found: string[] = [];
  for (const pattern of source.files) {
    const paths = await expandGlob(folder, pattern);
    if (paths.length === 0) problems.push(inputMissing({ pattern, source: source.source }, { at: source.at }));
    for (const path of paths) {
      if ((await stat(path).catch(() => null))?.isDirectory() === true) {
        problems.push(inputIsFolder({ file: relative(folder, path) }, { at: source.at }));
      } else found.push(path);
    }
  }
  return found;
}

async function checkFile(
  source: SourceDeclaration,
  path: string,
  file: string,
  problems: GatekeeperError[],
): Promise<CheckedFile | null> {
  try {
    const header = await readAnyHeader(path, file, source);
    if (header === null) return { file, dropped: [] };
    const mappingProblems = checkMappings(source, header, file);
    problems.push(...mappingProblems);
    const used = new Set([
      ...source.columns.flatMap(({ expression }) => expression.names),
      ...(source.where?.names ?? []),
    ]);
    return { file, dropped: header.filter((name) => !used.has(name)) };
  } catch (error) {
    if (!(error instanceof GatekeeperError)) throw error;
    problems.push(error);
    return null;
  }
}

function report(
  files: readonly CheckedFile[],
  campaigns: number,
  reports: number,
  { print, messages, format }: CommandContext,
): void {
  if (format === "json") {
    print(
      canonicalJson({
        valid: true,
        campaigns,
        reports,
        files: files.map(({ file, dropped }) => ({ file, not_mapped: dropped })),
      }),
    );
    return;
  }
  print(messages.valid(campaigns, reports, files.length));
  for (const { file, dropped } of files) if (dropped.length > 0) print(messages.dropped(file, dropped.join(", ")));
}
