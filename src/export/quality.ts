import { join } from "node:path";

import { writeArtefact } from "../artefacts/artefact.ts";
import { quality } from "../artefacts/quality.ts";
import type { SourceFinding } from "../disclosure/finding-shares.ts";
import type { Project, SourceDeclaration } from "../domain/project.ts";
import { unusedColumns } from "../domain/unused-columns.ts";
import type { Engine, SqlRow } from "../engine/engine.ts";
import type { LoadedInput } from "../load/load-inputs.ts";

/**
 * Writes `quality.json`: what is doubtful in the data as counts and example records, never values; where each source's data
 * comes from; what each file gave; and which columns about people nothing uses. Returns the findings of the sources.
 */
export async function writeQuality(
  engine: Engine,
  project: Project,
  inputs: readonly LoadedInput[],
  folder: string,
): Promise<SourceFinding[]> {
  const whole = await engine.query("select * from export.data_findings order by finding");
  const examples = await engine.query("select * from export.source_findings order by finding, source_id, place");
  const totals = new Map(whole.map((row) => [String(row["finding"]), Number(row["records_found"])]));
  for (const row of examples.filter(({ place }) => Number(place) === 1)) {
    const finding = String(row["finding"]);
    totals.set(finding, (totals.get(finding) ?? 0) + Number(row["records_found"]));
  }
  const sources = sourcesOf(inputs).map((source) => sourceJson(source, examples, inputs));
  await writeArtefact(join(folder, "quality.json"), quality, {
    findings: Object.fromEntries(totals),
    sources,
    files: inputs.map(fileJson),
    unused_columns: unusedColumns(project).map(({ table, column, dataClass, sources: mapping }) => ({
      table,
      column,
      class: dataClass,
      sources: mapping,
    })),
  });
  return sources.flatMap(({ source, records, findings }) =>
    findings.map((found) => ({
      sourceId: source,
      finding: found.finding,
      records: found.records,
      recordsOfSource: records,
    })),
  );
}

function sourcesOf(inputs: readonly LoadedInput[]): SourceDeclaration[] {
  return [...new Set(inputs.map(({ source }) => source))];
}

function sourceJson(source: SourceDeclaration, examples: readonly SqlRow[], inputs: readonly LoadedInput[]) {
  const own = inputs.filter((input) => input.source === source);
  const rows = examples.filter((row) => row["source_id"] === source.source);
  const firsts = rows.filter((row) => Number(row["place"]) === 1);
  return {
    source: source.source,
    table: source.table,
    collection_channel: source.collectionChannel ?? null,
    right_of_use_asked: source.rightOfUseAsked ?? null,
    bought:
      source.bought === undefined
        ? null
        : { seller: source.bought.seller, licence: source.bought.licence, ends: source.bought.endsDate },
    records: own.reduce((total, { loaded }) => total + loaded.records, 0),
    findings: firsts.map((first) => ({
      finding: String(first["finding"]),
      records: Number(first["records_found"]),
      examples: rows.filter((row) => row["finding"] === first["finding"]).map((row) => placeOf(row, own)),
    })),
  };
}

/** Records are counted from 1 after the header; those that could not be taken apart have no row and a number all the same. */
function placeOf(row: SqlRow, inputs: readonly LoadedInput[]) {
  const input = inputs.find(({ loaded }) => loaded.fileId === row["file_id"]);
  let record = Number(row["record_index"]) + 1;
  for (const malformed of input?.loaded.malformed ?? []) if (malformed.record <= record) record += 1;
  return { file: input?.file ?? null, record };
}

function fileJson({ table, source, file, loaded }: LoadedInput) {
  return {
    table,
    source: source.source,
    file,
    records: loaded.records,
    loaded: loaded.rowsLoaded,
    rejected: loaded.rowsRejected,
    excluded: loaded.rowsExcluded,
  };
}
