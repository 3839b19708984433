import { present } from "../assert.ts";
import { INPUT_TABLE_NAMES, type InputTableName } from "../domain/input-tables.ts";
import type { SourceDeclaration, SourceFormat, SourceFormats } from "../domain/project.ts";
import { formatOfName } from "../domain/source-format.ts";
import {
  choicesOfNobody,
  type ErrorPosition,
  formatUndecided,
  type GatekeeperError,
  idRepeated,
  inputTwice,
  placeOf,
  warehouseMissing,
} from "../errors.ts";
import { checkOptOuts, checkProvenance, optOutsOf, provenanceOf } from "./check-provenance.ts";
import { expressionText } from "./expression-leaf.ts";
import type { ProjectShape } from "./project-schema.ts";
import { checkFormat } from "./check-format.ts";
import { type FormatsShape, sourceSchema, type SourceShape } from "./source-schema.ts";
import type { YamlFile, YamlPath } from "./yaml-file.ts";

/** What of the rest of the project the sources are checked against. */
interface Surroundings {
  readonly extraColumns: readonly string[];
  readonly purposes: readonly string[] | undefined;
  /** The models run on a cluster, which has tables of others. */
  readonly hasWarehouse: boolean;
}

/** Everything wrong with the sources beyond their shape; a source whose shape is wrong is checked for its id only. */
export function checkSources(
  file: YamlFile,
  { extraColumns, purposes, hasWarehouse }: Surroundings,
): readonly GatekeeperError[] {
  const problems: GatekeeperError[] = [];
  const firstAt = new Map<string, ErrorPosition>();
  for (const { table, path, value } of writtenSources(file.value)) {
    const id = typeof value === "object" && value !== null && "source" in value ? value.source : undefined;
    const at = file.at([...path, "source"]);
    const first = typeof id === "string" ? firstAt.get(id) : undefined;
    if (typeof id === "string" && first !== undefined)
      problems.push(idRepeated({ what: "source", id, first: placeOf(first) }, { at }));
    else if (typeof id === "string") firstAt.set(id, at);
    const shape = sourceSchema(table, extraColumns).safeParse(value);
    if (shape.success)
      problems.push(
        ...checkSource(file, path, table, shape.data, hasWarehouse),
        ...checkOptOuts(file, path, shape.data, purposes),
        ...checkProvenance(file, path, shape.data),
      );
  }
  return problems;
}

/** The sources of every input table, in the order declared. */
export function sourcesOf(
  file: YamlFile,
  inputs: ProjectShape["inputs"],
): Readonly<Record<InputTableName, readonly SourceDeclaration[]>> {
  const sources = (table: InputTableName): readonly SourceDeclaration[] => {
    const shapes: readonly SourceShape[] = inputs[table] ?? [];
    return shapes.map((shape, index) => sourceOf(file, ["inputs", table, index], table, shape));
  };
  return {
    transactions: sources("transactions"),
    customers: sources("customers"),
    contact_points: sources("contact_points"),
    consent_events: sources("consent_events"),
    suppressions: sources("suppressions"),
    contact_history: sources("contact_history"),
    interactions: sources("interactions"),
    merges: sources("merges"),
    preferences: sources("preferences"),
    exchange_rates: sources("exchange_rates"),
  };
}

function writtenSources(
  value: unknown,
): readonly { readonly table: InputTableName; readonly path: YamlPath; readonly value: unknown }[] {
  const inputs = recordOf(recordOf(value)["inputs"]);
  return INPUT_TABLE_NAMES.flatMap((table) => {
    const sources = inputs[table];
    return Array.isArray(sources)
      ? sources.map((source: unknown, index) => ({ table, path: ["inputs", table, index], value: source }))
      : [];
  });
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function checkSource(
  file: YamlFile,
  path: YamlPath,
  table: InputTableName,
  shape: SourceShape,
  hasWarehouse: boolean,
): readonly GatekeeperError[] {
  const problems: GatekeeperError[] = [];
  const format = formatOf(shape);
  if (shape.files !== undefined && shape.table !== undefined)
    problems.push(inputTwice({}, { at: file.at([...path, "table"]) }));
  else if (format === undefined)
    problems.push(formatUndecided({ file: filesOf(shape).join(", ") }, { at: file.at([...path, "files"]) }));
  if (shape.table !== undefined && !hasWarehouse)
    problems.push(warehouseMissing({}, { at: file.at([...path, "table"]) }));
  problems.push(...checkFormat(file, path, shape, format));
  const { customer_id: customer, contact_point: point } = shape.columns;
  if (table === "consent_events" && customer === undefined && point === undefined) {
    problems.push(choicesOfNobody({}, { at: file.atKey([...path, "columns"]) }));
  }
  return problems;
}

function sourceOf(file: YamlFile, path: YamlPath, table: InputTableName, shape: SourceShape): SourceDeclaration {
  const format = present(formatOf(shape), "the source was checked");
  const { records, refund_sign: refundSign } = { records: "line", refund_sign: "negative", ...shape } as const;
  return {
    source: shape.source,
    table,
    files: filesOf(shape),
    warehouseTable: shape.table,
    format,
    csv: format === "csv" ? (shape.csv ?? { delimiter: ",", quote: '"' }) : undefined,
    encoding: shape.encoding ?? "utf-8",
    maxDecompressedBytes: shape.max_decompressed,
    formats: shape.formats && formatsOf(shape.formats),
    types: shape.types,
    columns: Object.entries(shape.columns).flatMap(([column, expression]) =>
      expression === undefined
        ? []
        : [{ column, expression: expressionText(file, [...path, "columns", column], expression) }],
    ),
    where: shape.where && expressionText(file, [...path, "where"], shape.where),
    records,
    rejectThreshold: shape.reject_threshold,
    refundSign,
    authority: shape.authority,
    ...provenanceOf(shape),
    optOuts: optOutsOf(file, path, shape),
    at: file.at(path),
  };
}

function filesOf({ files = [] }: SourceShape): readonly string[] {
  return typeof files === "string" ? [files] : files;
}

function formatsOf({ date, timestamp, decimal, thousands, pivot }: FormatsShape): SourceFormats {
  return { date, timestamp, decimal, thousands: thousands ?? "", pivot };
}

/** Of files the declared format, else the one that all their names agree on. */
function formatOf(shape: SourceShape): SourceFormat | undefined {
  if (shape.table !== undefined) return "table";
  if (shape.format !== undefined) return shape.format;
  const formats = new Set(filesOf(shape).map(formatOfName));
  const [format] = formats;
  return formats.size === 1 ? format : undefined;
}
