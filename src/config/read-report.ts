import type { Report } from "../domain/report.ts";
import { funnelMissing, valueRepeated, type GatekeeperError } from "../errors.ts";
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
    ...(parts.tables ?? []).flatMap(({ rows, columns, measures }, index) => {
      const table = ["tables", index];
      const dimensions = [...listOf([...table, "rows"], rows), ...listOf([...table, "columns"], columns)];
      return [
        ...(hasFunnel === false ? withoutFunnel(file, dimensions) : []),
        ...repeatedValues(file, dimensions),
        ...repeatedValues(file, listOf([...table, "measures"], measures)),
      ];
    }),
  ];
  const item: Report | undefined = whole && {
    id: whole.id,
    title: whole.title,
    tables: whole.tables,
    audience: whole.audience,
    formats: whole.formats,
    path: file.path,
    contentHash: file.contentHash,
  };
  return { id: parts.id, idAt: file.at(["id"]), item, problems: [...problems, ...repeated] };
}

const FUNNEL_DIMENSIONS: readonly string[] = ["funnel_stage", "purchasing_power"];

/** A problem for every dimension that only a project with a customer funnel has. */
function withoutFunnel(file: YamlFile, dimensions: readonly PlacedValue[]): readonly GatekeeperError[] {
  return dimensions.flatMap(({ value, path }) =>
    FUNNEL_DIMENSIONS.includes(value) ? [funnelMissing({ word: value }, { at: file.at(path) })] : [],
  );
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
