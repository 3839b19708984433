import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";

import { loadProject } from "../../src/config/load-project.ts";
import type { Project, SourceDeclaration } from "../../src/domain/project.ts";
import { openDuckDBLoader } from "../../src/engine/duckdb/loader.ts";
import { GatekeeperError, throwProblems } from "../../src/errors.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import { checkMappings, type FileHeader, readFileHeader } from "../../src/load/check-mappings.ts";
import { allSources, filesOfSource } from "../../src/load/load-inputs.ts";
import { namesOfSource } from "../../src/load/mapping.ts";
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
  const headers = await openHeaderReader(project, options);
  try {
    for (const source of allSources(project)) {
      const { paths, problems: missing } = await filesOfSource(source, project.directory);
      problems.push(...missing);
      for (const path of paths) {
        const checked = await checkFile(project, source, path, headers.read);
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
  report(files, project.campaigns.length, project.reports.length, command);
}

type ReadHeader = (path: string, file: string, source: SourceDeclaration) => Promise<FileHeader>;

/** Reads headers, for Parquet with a loader whose folder is outside the project; leaves nothing behind. */
async function openHeaderReader(project: Project, { memoryLimit }: GlobalOptions) {
  const temporaryFolder = await mkdtemp(join(tmpdir(), "gatekeeper-validate-"));
  const folders = await foldersOfInputs(project);
  const loader = await openDuckDBLoader({ threads: 1, memoryLimit, temporaryFolder, folders });
  const read: ReadHeader = async (path, file, source) => readFileHeader(path, file, source, loader);
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
  project: Project,
  source: SourceDeclaration,
  path: string,
  readHeader: ReadHeader,
): Promise<(CheckedFile & { readonly problems: readonly GatekeeperError[] }) | GatekeeperError> {
  const file = relative(project.directory, path);
  try {
    const header = await readHeader(path, file, source);
    const used = new Set(namesOfSource(source));
    const dropped = header.columns.filter((name) => !used.has(name));
    return { file, dropped, problems: checkMappings(source, header, file, project.timeZone) };
  } catch (error) {
    if (error instanceof GatekeeperError) return error;
    throw error;
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
