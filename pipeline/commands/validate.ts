import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";

import { loadProject } from "../../src/config/load-project.ts";
import { mapCoverage } from "../../src/domain/map-coverage.ts";
import type { Project, SourceDeclaration } from "../../src/domain/project.ts";
import { unusedColumns } from "../../src/domain/unused-columns.ts";
import { openDuckDBLoader } from "../../src/engine/duckdb/loader.ts";
import { GatekeeperError, GatekeeperErrors, throwProblems } from "../../src/errors.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import { checkMappings, type FileHeader, readFileHeader } from "../../src/load/check-mappings.ts";
import { allSources, filesOfSource } from "../../src/load/load-inputs.ts";
import { namesOfSource } from "../../src/load/mapping.ts";
import { engineSettings } from "../engine-settings.ts";
import { decoysIn } from "../decoys.ts";
import type { CommandContext, GlobalOptions } from "./command.ts";
import { projectOption } from "./project-option.ts";

interface CheckedFile {
  readonly file: string;
  /** Columns of the file that nothing maps. */
  readonly dropped: readonly string[];
}

/** Checks everything that can be checked without loading: configuration, campaigns, reports, and the header of each file, and decoys. */
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
  for (const campaign of project.campaigns) problems.push(...(await problemsOf(decoysIn({ project }, campaign))));
  throwProblems(problems);
  report(checkedOnce(files), project, options, command);
}

/** What is wrong with what is being read, where anything is. */
async function problemsOf(reading: Promise<unknown>): Promise<readonly GatekeeperError[]> {
  try {
    await reading;
    return [];
  } catch (error) {
    if (error instanceof GatekeeperErrors) return error.problems;
    if (error instanceof GatekeeperError) return [error];
    throw error;
  }
}

type ReadHeader = (path: string, file: string, source: SourceDeclaration) => Promise<FileHeader>;

/** Reads headers, for Parquet with a loader whose folder is outside the project; leaves nothing behind. */
async function openHeaderReader(project: Project) {
  const temporaryFolder = await mkdtemp(join(tmpdir(), "gatekeeper-validate-"));
  const folders = await foldersOfInputs(project);
  const loader = await openDuckDBLoader({ ...engineSettings(project.engine), threads: 1, temporaryFolder, folders });
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

/** Several sources may read one file: what none of them maps is not loaded. */
function checkedOnce(files: readonly CheckedFile[]): CheckedFile[] {
  const once = new Map<string, CheckedFile>();
  for (const { file, dropped } of files) {
    const before = once.get(file)?.dropped;
    once.set(file, { file, dropped: dropped.filter((name) => before?.includes(name) !== false) });
  }
  return [...once.values()];
}

function report(
  files: readonly CheckedFile[],
  project: Project,
  { target }: GlobalOptions,
  command: CommandContext,
): void {
  const { print, messages, format, program, folder } = command;
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
        segment_map: mapFacts(project),
      }),
    );
    return;
  }
  print(messages.valid(campaigns, reports, files.length));
  for (const { file, dropped } of files) if (dropped.length > 0) print(messages.dropped(file, dropped));
  for (const { table, column, dataClass, sources } of unused)
    print(messages.unused(table, column, dataClass, sources.join(", ")));
  for (const note of mapNotes(project, command)) print(note);
  print(messages.next(`${program} plan --as-of DAY${projectOption(folder, project.directory, target)}`));
}

function mapFacts({ rfm: { map } }: Project) {
  const { cells, gaps, contested, unreachable } = mapCoverage(map);
  return {
    map_id: map.id,
    cells: cells.length,
    gaps: gaps.length,
    overlap_cells: contested.length,
    unreachable: unreachable.map(({ segmentId }) => segmentId),
  };
}

/** What a segment map leaves open, which is no mistake. */
function mapNotes({ rfm: { map } }: Project, { messages, language }: CommandContext): string[] {
  const { cells, gaps, contested, unreachable } = mapCoverage(map);
  const segments = [...new Set(unreachable.map(({ segmentId }) => segmentId))];
  return [
    ...(gaps.length === 0
      ? []
      : [messages.maps.noteOfGaps(map.id, gaps.length, cells.length, map.fallback.labels[language])]),
    ...(contested.length === 0 ? [] : [messages.maps.noteOfOverlaps(map.id, contested.length, cells.length)]),
    ...(segments.length === 0 ? [] : [messages.maps.noteOfUnreachable(map.id, segments)]),
  ];
}
