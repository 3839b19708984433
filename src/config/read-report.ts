import {
  CONCENTRATION_MEASURES,
  KNOWN_OF_MOMENTS,
  MOST_DIMENSIONS,
  NEVER_COMBINED,
  type Report,
} from "../domain/report.ts";
import {
  besideAsOf,
  dimensionsTooMany,
  funnelMissing,
  type GatekeeperError,
  measureOutOfPlace,
  remainderMisplaced,
  valueRepeated,
} from "../errors.ts";
import { checkReportPeriod, periodOf } from "./check-report-period.ts";
import { whereOf } from "./issue-problems.ts";
import type { ReadItem } from "./read-files.ts";
import { readShape } from "./read-shape.ts";
import { reportSchema } from "./report-schema.ts";
import type { YamlFile, YamlPath } from "./yaml-file.ts";

/** Reads one file of reports/. No table names a dimension or a measure twice, and no report a format. */
export function readReport(
  file: YamlFile,
  { hasFunnel }: { readonly hasFunnel: boolean | undefined },
): ReadItem<Report> {
  const { whole, parts, problems } = readShape("report", file, reportSchema);
  const repeated = [
    ...(parts.formats === undefined ? [] : repeatedValues(file, listOf(["formats"], parts.formats))),
    ...(parts.tables ?? []).flatMap(({ rows, columns, measures, remainder = [] }, index) => {
      const table = ["tables", index];
      const dimensions = [...listOf([...table, "rows"], rows), ...listOf([...table, "columns"], columns)];
      const placed = listOf([...table, "measures"], measures);
      return [
        ...(hasFunnel === false ? withoutFunnel(file, dimensions) : []),
        ...repeatedValues(file, dimensions),
        ...repeatedValues(file, placed),
        ...remainderOutOfPlace(file, listOf([...table, "remainder"], remainder), dimensions),
        ...tooManyDimensions(file, table, dimensions),
        ...measuresOutOfPlace(file, placed, dimensions),
        ...unknownOfMoments(file, [...dimensions, ...placed]),
      ];
    }),
  ];
  const ofPeriod = checkReportPeriod(file, parts);
  const item: Report | undefined = whole && {
    id: whole.id,
    title: whole.title,
    tables: whole.tables,
    audience: whole.audience,
    formats: whole.formats,
    ...(whole.period === undefined ? {} : { period: periodOf(file, whole.period) }),
    path: file.path,
    contentHash: file.contentHash,
  };
  return { id: parts.id, idAt: file.at(["id"]), item, problems: [...problems, ...repeated, ...ofPeriod] };
}

const FUNNEL_DIMENSIONS: readonly string[] = ["funnel_stage", "purchasing_power"];

/** A problem for every dimension that only a project with a customer funnel has. */
function withoutFunnel(file: YamlFile, dimensions: readonly PlacedValue[]): readonly GatekeeperError[] {
  return dimensions.flatMap(({ value, path }) =>
    FUNNEL_DIMENSIONS.includes(value) ? [funnelMissing({ word: value }, { at: file.at(path) })] : [],
  );
}

function tooManyDimensions(file: YamlFile, table: YamlPath, { length }: readonly PlacedValue[]): GatekeeperError[] {
  if (length <= MOST_DIMENSIONS) return [];
  const detail = { where: whereOf(table), dimensions: length, most: MOST_DIMENSIONS };
  return [dimensionsTooMany(detail, { at: file.at(table) })];
}

/** A remainder is of dimensions that the table has, and not of those in which a reader compares every value; nor in a table that compares. */
function remainderOutOfPlace(
  file: YamlFile,
  remainder: readonly PlacedValue[],
  dimensions: readonly PlacedValue[],
): GatekeeperError[] {
  const own = dimensions.map(({ value }) => value);
  const isComparing = own.some((value) => value === "as_of" || value === "previous_segment");
  const misplaced = remainder.filter(({ value }) => isComparing || !own.includes(value) || NEVER_COMBINED.has(value));
  return [
    ...repeatedValues(file, remainder),
    ...misplaced.map(({ value, path }) =>
      remainderMisplaced({ where: whereOf(path.slice(0, -1)), dimension: value }, { at: file.at(path) }),
    ),
  ];
}

/** Measures that add rows up need rows with an order that means something, and no columns. */
function measuresOutOfPlace(
  file: YamlFile,
  measures: readonly PlacedValue[],
  dimensions: readonly PlacedValue[],
): GatekeeperError[] {
  const [first] = dimensions;
  if (dimensions.length === 1 && first?.value === "revenue_group" && first.path.includes("rows")) return [];
  return measures
    .filter(({ value }) => CONCENTRATION_MEASURES.has(value))
    .map(({ value, path }) =>
      measureOutOfPlace({ where: whereOf(path.slice(0, -1)), measure: value }, { at: file.at(path) }),
    );
}

/** Beside `as_of`, a problem for every dimension and measure that stored runs are not asked for. */
function unknownOfMoments(file: YamlFile, values: readonly PlacedValue[]): GatekeeperError[] {
  if (!values.some(({ value }) => value === "as_of")) return [];
  return values
    .filter(({ value }) => !KNOWN_OF_MOMENTS.has(value) && !CONCENTRATION_MEASURES.has(value))
    .map(({ value, path }) => besideAsOf({ where: whereOf(path.slice(0, -1)), name: value }, { at: file.at(path) }));
}

interface PlacedValue {
  readonly value: string;
  readonly path: YamlPath;
}

/** The values of a list with their paths. */
export function listOf(path: YamlPath, values: readonly string[]): readonly PlacedValue[] {
  return values.map((value, index) => ({ value, path: [...path, index] }));
}

/** A problem for every value that one before it equals. */
export function repeatedValues(file: YamlFile, values: readonly PlacedValue[]): readonly GatekeeperError[] {
  const seen = new Set<string>();
  return values.flatMap(({ value, path }) => {
    if (!seen.has(value)) {
      seen.add(value);
      return [];
    }
    return [valueRepeated({ where: whereOf(path.slice(0, -1)), value }, { at: file.at(path) })];
  });
}
