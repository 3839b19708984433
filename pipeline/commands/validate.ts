import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";

import { loadProject } from "../../src/config/load-project.ts";
import type { Project, SourceDeclaration } from "../../src/domain/project.ts";
import { unusedColumns } from "../../src/domain/unused-columns.ts";
import { openDuckDBLoader } from "../../src/engine/duckdb/loader.ts";
import { GatekeeperError, throwProblems } from "../../src/errors.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import { checkMappings, readAnyHeader } from "../../src/load/check-mappings.ts";
import { allSources, filesOfSource } from "../../src/load/load-inputs.ts";
import { engineSettings } from "../engine-settings.ts";
import type { CommandContext, GlobalOptions } from "./command.ts";

interface CheckedFile {
  readonly file: string;
  /** Columns of the file that nothing maps. */
  readonly dropped: readonly string[];
}

/** Checks everything that can be checked without loading: configuration, campaigns, reports, and the header of each file. */
export async function validate(options: GlobalOptions, command: CommandContext): Promise<void> {
  const project = loadProject(resolve(command.folder, options.projectDir), command.environment, options);
  const problems: GatekeeperError[] = [];
  const files: CheckedFile[] = [];
  const headers = await openHeaderReader(project);
  try {
    for (const source of allSources(project)) {
      const { paths, problems: missing } = await filesOfSource(source, project.directory);
      problems.push(...missing);
      for (const path of paths) {
        const checked = await checkFile(source, path, relative(project.directory, path), headers.read);
        if (checked instanceof GatekeeperError) problems.push(checked);
        else {
          problems.push(...checked.problems);
          files.push(checked);
        }
      }
    }
  } finally {
    await headers.close();
  }
  throwProblems(problems);
  report(files, project, command);
}

type ReadHeader = (path: string, file: string, source: SourceDeclaration) => Promise<readonly string[]>;

/** Reads headers with a folder of its own outside the project, for Parquet with the loader; leaves nothing behind. */
async function openHeaderReader(project: Project) {
  const temporaryFolder = await mkdtemp(join(tmpdir(), "gatekeeper-validate-"));
  const folders = await foldersOfInputs(project);
  const loader = await openDuckDBLoader({ ...engineSettings(project.engine), threads: 1, temporaryFolder, folders });
  const read: ReadHeader = async (path, file, source) => readAnyHeader(path, file, source, { loader, temporaryFolder });
  const close = async () => {
    await loader.close();
    await rm(temporaryFolder, { recursive: true, force: true });
  };
  return { read, close };
}

async function foldersOfInputs(project: Project): Promise<string[]> {
  const found = await Promise.all(allSources(project).map(async (source) => filesOfSource(source, project.directory)));
  return [...new Set(found.flatMap(({ paths }) => paths.map((path) => dirname(path))))];
}

async function checkFile(
  source: SourceDeclaration,
  path: string,
  file: string,
  readHeader: ReadHeader,
): Promise<(CheckedFile & { readonly problems: readonly GatekeeperError[] }) | GatekeeperError> {
  try {
    const header = await readHeader(path, file, source);
    const used = new Set([
      ...source.columns.flatMap(({ expression }) => expression.names),
      ...(source.where?.names ?? []),
      ...source.optOuts.flatMap(({ expression }) => expression.names),
    ]);
    return { file, dropped: header.filter((name) => !used.has(name)), problems: checkMappings(source, header, file) };
  } catch (error) {
    if (error instanceof GatekeeperError) return error;
    throw error;
  }
}

function report(files: readonly CheckedFile[], project: Project, { print, messages, format }: CommandContext): void {
  const [campaigns, reports] = [project.campaigns.length, project.reports.length];
  const unused = unusedColumns(project);
  if (format === "json") {
    print(
      canonicalJson({
        valid: true,
        campaigns,
        reports,
        files: files.map(({ file, dropped }) => ({ file, not_mapped: dropped })),
        unused_columns: unused.map(({ table, column, dataClass, sources }) => ({
          table,
          column,
          class: dataClass,
          sources,
        })),
      }),
    );
    return;
  }
  print(messages.valid(campaigns, reports, files.length));
  for (const { file, dropped } of files) if (dropped.length > 0) print(messages.dropped(file, dropped));
  for (const { table, column, dataClass, sources } of unused)
    print(messages.unused(table, column, dataClass, sources.join(", ")));
}
