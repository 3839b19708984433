import type { CoveredCell, MapCoverage } from "../domain/map-coverage.ts";
import type { NamedSegment, SegmentMap } from "../domain/segment-map.ts";
import type { Language } from "../language.ts";
import type { MapMessages } from "./messages/maps.ts";
import { columnsText, displayWidth, padded } from "./text.ts";

interface PictureOptions {
  readonly language: Language;
  readonly messages: MapMessages;
  /** Columns of the terminal. */
  readonly width: number;
}

/** The mark of the fallback; segments have letters. */
const FALLBACK_MARK = "·";
const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const BETWEEN_GRIDS = "    ";

/**
 * A segment map for a person: its cube as grids of recency down and frequency across, one for each level of monetary value
 * and for new customers where the map looks at them, the legend, gaps, overlaps and rules that can never match.
 */
export function mapLines(map: SegmentMap, coverage: MapCoverage, options: PictureOptions): string[] {
  const { language, messages } = options;
  const marks = marksOf(map);
  return [
    `${map.id}: ${map.title[language]}`,
    ...(map.source === undefined ? [] : [messages.source(map.source[language])]),
    "",
    ...besideEachOther(gridsOf(coverage, marks, messages), options.width),
    "",
    ...legend(map, coverage, marks, options),
    "",
    ...findings(map, coverage, options),
  ];
}

/** A to Z, then AA to AZ, and so on. */
function marksOf({ segments, fallback }: SegmentMap): ReadonlyMap<string, string> {
  const letter = (index: number) => LETTERS[index % LETTERS.length] ?? "";
  const markOf = (index: number): string =>
    (index < LETTERS.length ? "" : markOf(Math.floor(index / LETTERS.length) - 1)) + letter(index);
  return new Map([
    ...segments.map(({ id }, index): [string, string] => [id, markOf(index)]),
    [fallback.id, FALLBACK_MARK],
  ]);
}

/** Each grid as lines of the same width. */
function gridsOf({ cells }: MapCoverage, marks: ReadonlyMap<string, string>, messages: MapMessages): string[][] {
  const slices = [...new Map(cells.map(({ m, isNew }) => [`${m} ${isNew}`, { m, isNew }])).values()];
  return slices.map((slice) =>
    grid(
      cells.filter(({ m, isNew }) => m === slice.m && isNew === slice.isNew),
      marks,
      messages.grid(slice.m, slice.isNew),
    ),
  );
}

function grid(cells: readonly CoveredCell[], marks: ReadonlyMap<string, string>, title: string): string[] {
  const down = [...new Set(cells.map(({ r }) => r))].toReversed();
  const across = [...new Set(cells.map(({ f }) => f))];
  const marksIn = (row: number) =>
    cells.filter(({ r }) => r === row).map(({ segmentId }) => marks.get(segmentId) ?? "");
  const lines = columnsText(
    [["", ...across.map((f) => `F${f}`)], ...down.map((row) => [`R${row}`, ...marksIn(row)])],
    ["", ...across].map(() => true),
  );
  const titled = title === "" ? lines : [title, ...lines];
  const width = Math.max(...titled.map(displayWidth));
  return titled.map((line) => padded(line, width));
}

/** As many grids in a row as the width takes, one at least. */
function besideEachOther(grids: readonly (readonly string[])[], width: number): string[] {
  const widest = Math.max(...grids.map(([line = ""]) => displayWidth(line)));
  const perRow = Math.max(1, Math.floor((width + BETWEEN_GRIDS.length) / (widest + BETWEEN_GRIDS.length)));
  const bands = Array.from({ length: Math.ceil(grids.length / perRow) }, (_, band) =>
    grids.slice(band * perRow, (band + 1) * perRow),
  );
  return bands.flatMap((band, index) => {
    const lines = (band[0] ?? []).map((_, line) =>
      band
        .map((one) => padded(one[line] ?? "", widest))
        .join(BETWEEN_GRIDS)
        .trimEnd(),
    );
    return index === 0 ? lines : ["", ...lines];
  });
}

function legend(
  { segments, fallback }: SegmentMap,
  { taken }: MapCoverage,
  marks: ReadonlyMap<string, string>,
  { language, messages }: PictureOptions,
): string[] {
  const row = ({ id }: NamedSegment, label: string) => [
    marks.get(id) ?? "",
    label,
    id,
    messages.cells(taken.get(id) ?? 0),
  ];
  return columnsText(
    [
      ...segments.map((segment) => row(segment, segment.labels[language])),
      row(fallback, messages.fallback(fallback.labels[language])),
    ],
    [false, false, false, true],
  );
}

function findings(map: SegmentMap, coverage: MapCoverage, { language, messages, width }: PictureOptions): string[] {
  const { cells, gaps, contested, overlaps, unreachable } = coverage;
  const labels = new Map([...map.segments, map.fallback].map(({ id, labels: own }) => [id, own[language]]));
  const label = (id: string) => labels.get(id) ?? id;
  const pairs = overlaps.map((pair) => [
    messages.overlap(label(pair.winner), label(pair.other)),
    messages.cells(pair.cells),
  ]);
  return [
    ...(gaps.length === 0
      ? [messages.complete]
      : [
          messages.gaps(gaps.length, cells.length, label(map.fallback.id)),
          ...wrapped(
            gaps.map((cell) => cellText(cell, messages)),
            width,
          ),
        ]),
    ...(contested.length === 0
      ? [messages.disjoint]
      : [messages.overlaps(contested.length, cells.length), ...indented(columnsText(pairs, [false, true]))]),
    ...(unreachable.length === 0 ? [messages.allReachable] : [messages.unreachable(unreachable.length)]),
    ...indented(
      unreachable.map(({ segmentId, ruleIndex, takenBy }) =>
        messages.unreachableRule(label(segmentId), ruleIndex + 1, takenBy.map(label)),
      ),
    ),
  ];
}

/** `R1 F1 M3` as 113, as published maps write their cells; scores of two digits stay apart. */
function cellText({ r, f, m, isNew }: CoveredCell, messages: MapMessages): string {
  const scores = [r, f, ...(m === null ? [] : [m])];
  const text = scores.join(scores.some((score) => score > 9) ? "-" : "");
  return isNew === null ? text : `${text} (${messages.grid(null, isNew)})`;
}

function wrapped(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const joined = `${lines.at(-1) ?? ""} ${word}`;
    if (lines.length > 0 && displayWidth(joined) <= width) lines[lines.length - 1] = joined;
    else lines.push(`  ${word}`);
  }
  return lines;
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
