import { printedNumber } from "./decimals.ts";
import type { WrittenRow, WrittenTable } from "./written-table.ts";

/** A line of text beside the tables. */
export interface TextLine {
  readonly file: string;
  readonly line: number | null;
  readonly text: string;
  /** Words and numbers that the report's description has too. */
  readonly accounted?: readonly string[];
}

/** The lines of a text that are no grid, without marks of HTML and SVG; what is said of a picture in its marks stays. */
export function textLines(text: string, file: string, hasGrids: boolean): TextLine[] {
  return text.split(/\r?\n/u).flatMap((line, index): TextLine[] => {
    if (hasGrids && line.startsWith("|")) return [];
    const words = line.replaceAll(
      /<[^>]*>/gu,
      (mark) => ` ${[...mark.matchAll(SAID)].map(([, said]) => said).join(" ")} `,
    );
    return words.trim() === "" ? [] : [{ file, line: index + 1, text: words }];
  });
}

/** What marks say to people: not where something is drawn. */
const SAID = /\b(?:alt|title|aria-label|desc)\s*=\s*"([^"]*)"/gu;

/**
 * A table as its text has it: one grid for each measure, rows down and columns across in the order of the data file. Null when the text has other grids, so that all of it is
 * to be read as text.
 */
export function textTable(text: string, file: string, like: WrittenTable): WrittenTable | null {
  const measures = like.measures.filter(({ meaning }) => meaning.kind !== "status");
  const grids = gridsOf(text);
  const shape = shapesOf(like).find((one) => grids.every((grid) => fits(grid, one)));
  if (shape === undefined || grids.length !== measures.length) return null;
  const rows = like.rows.map(({ values }, index): WrittenRow => {
    const [down = 0, across = 0] = shape.places[index] ?? [];
    const lines = grids.map((grid) => grid[down + 1]);
    return {
      line: lines[0]?.line ?? null,
      values,
      printed: lines.map((line) => printedNumber(line?.fields[shape.width + across] ?? "")),
      status: null,
    };
  });
  return { ...like, file, measures, rows };
}

interface GridLine {
  readonly line: number;
  readonly fields: readonly string[];
}

/** Grids of Markdown, their headers first, without the rule below it. */
function gridsOf(text: string): GridLine[][] {
  const grids: GridLine[][] = [];
  let open: GridLine[] | undefined;
  for (const [index, line] of text.split(/\r?\n/u).entries()) {
    if (!line.startsWith("|")) {
      open = undefined;
      continue;
    }
    if (open === undefined) grids.push((open = []));
    const fields = line.split(/(?<!\\)\|/u).slice(1, -1);
    open.push({ line: index + 1, fields: fields.map((field) => field.trim()) });
  }
  return grids.map((grid) => grid.filter((_, index) => index !== 1));
}

/** How a table can be laid out: how many dimensions go down, and where each row stands. */
interface GridShape {
  readonly width: number;
  readonly down: number;
  readonly across: number;
  readonly places: readonly (readonly [down: number, across: number])[];
}

function shapesOf({ dimensions, rows }: WrittenTable): GridShape[] {
  return dimensions.map((_, index): GridShape => {
    const width = index + 1;
    const [downs, acrosses] = [new Map<string, number>(), new Map<string, number>()];
    const placeIn = (seen: Map<string, number>, values: readonly (string | null)[]) => {
      const key = JSON.stringify(values);
      if (!seen.has(key)) seen.set(key, seen.size);
      return seen.get(key) ?? 0;
    };
    const places = rows.map(
      ({ values }) => [placeIn(downs, values.slice(0, width)), placeIn(acrosses, values.slice(width))] as const,
    );
    return { width, down: downs.size, across: acrosses.size, places };
  });
}

function fits(grid: readonly GridLine[], { width, down, across }: GridShape): boolean {
  return grid.length === down + 1 && grid.every(({ fields }) => fields.length === width + across);
}
