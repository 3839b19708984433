import type { ManifestInput, SuppressionListFile } from "../src/artefacts/run-manifest.ts";
import type { RunContext } from "./context.ts";

/** The input files of a run or a release, as its records name them. */
export function inputsOf({ results }: Pick<RunContext, "results">): ManifestInput[] {
  return results.inputs.map(({ table, source, file, loaded }) => ({
    table,
    source: source.source,
    file,
    file_id: loaded.fileId,
    sha256: loaded.sha256,
    bytes: loaded.bytes,
    records: loaded.records,
    rows_loaded: loaded.rowsLoaded,
    rows_rejected: loaded.rowsRejected,
    rows_excluded: loaded.rowsExcluded,
    malformed: loaded.malformed.map(({ record }) => record),
  }));
}

/** The suppression lists that were loaded, by id, each with every file that has rows of it. */
export function listsOf({ results, project }: Pick<RunContext, "results" | "project">): SuppressionListFile[] {
  const kinds = new Map(project.lists.map(({ listId, kind }) => [listId, kind]));
  return results.inputs
    .flatMap(({ source, file, loaded }) =>
      Object.entries(loaded.listRows).map(([listId, rows]) => ({
        list_id: listId,
        kind: kinds.get(listId) ?? null,
        source: source.source,
        file,
        file_id: loaded.fileId,
        sha256: loaded.sha256,
        rows,
      })),
    )
    .toSorted((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
}

function orderOf({ list_id: listId, source, file }: SuppressionListFile): string {
  return [listId, source, file].join("\n");
}
