import { present } from "../assert.ts";
import type { Program } from "./attack-program.ts";

/** A place in a list with a coefficient. */
export interface Entry {
  readonly place: number;
  readonly weight: number;
}

/** Columns of one leaf cell that move together, each by its pace: its customers alone, or with their orders. */
export interface Mover {
  readonly columns: readonly number[];
  /** The lines that it is in: what they sum up to must stay the same. */
  readonly lines: readonly Entry[];
  /** The rows of the program that say that something is nowhere less than something, with what the mover adds there. */
  readonly limits: readonly Entry[];
}

/** A program as far as movements need to know it. */
export interface MovementLines {
  readonly movers: readonly Mover[];
  /** The movers of each line. */
  readonly lines: readonly (readonly Entry[])[];
}

/**
 * The movers of a program and the lines that they must keep, each line once and none that others add up to: whoever keeps every line of a table keeps its
 * totals. Where not all parts of a total are printed, what is left of it without these is a line. A total that is not seen to be one stays a line, which makes the search longer and never wrong.
 *
 * `paces` are how much each column moves where its mover moves by one, one where nothing is said. Pure; throws nothing.
 */
export function movementLines(
  program: Program,
  movers: readonly (readonly number[])[],
  paces: readonly number[] = [],
): MovementLines {
  const entries = entriesByColumn(program);
  const sums = movers.map((columns) => {
    const sum = new Map<number, number>();
    for (const column of columns)
      for (const { place, weight } of present(entries[column], "a column of the program"))
        sum.set(place, (sum.get(place) ?? 0) + weight * (paces[column] ?? 1));
    return sum;
  });
  const isExact = (row: number) => program.rowUpper[row] === 0;
  const rows = new Map<number, Entry[]>();
  for (const [mover, sum] of sums.entries())
    for (const [row, weight] of sum) if (weight !== 0 && isExact(row)) addTo(rows, row, { place: mover, weight });
  const lines = withoutSums(distinct([...rows].toSorted(([a], [b]) => a - b).map(([, line]) => line)));
  const ofMover = movers.map((): Entry[] => []);
  for (const [line, members] of lines.entries())
    for (const { place, weight } of members) ofMover[place]?.push({ place: line, weight });
  return {
    lines,
    movers: movers.map((columns, mover) => ({
      columns,
      lines: ofMover[mover] ?? [],
      limits: [...(sums[mover] ?? [])].flatMap(([place, weight]) =>
        weight === 0 || isExact(place) ? [] : [{ place, weight }],
      ),
    })),
  };
}

function entriesByColumn({ numCols, numRows, matrix: { starts, indices, values } }: Program): Entry[][] {
  const entries = Array.from({ length: numCols }, (): Entry[] => []);
  for (let row = 0; row < numRows; row += 1)
    for (let entry = starts[row] ?? 0; entry < (starts[row + 1] ?? 0); entry += 1)
      entries[indices[entry] ?? -1]?.push({ place: row, weight: values[entry] ?? 0 });
  return entries;
}

function distinct(lines: readonly (readonly Entry[])[]): (readonly Entry[])[] {
  const nameOf = (line: readonly Entry[]) => line.map(({ place, weight }) => `${place}*${weight}`).join();
  return [...new Map(lines.map((line) => [nameOf(line), line])).values()];
}

/**
 * The lines, each without shorter ones that are parts of it and have nothing in common, where they are all of ones: what is left says the same beside them, and of a
 * total of which nearly all parts are printed little is left. What nothing is left of is no line.
 */
function withoutSums(lines: readonly (readonly Entry[])[]): (readonly Entry[])[] {
  const kept: (readonly Entry[])[] = [];
  const keptOf = new Map<number, (readonly Entry[])[]>();
  const isPlain = (line: readonly Entry[]) => line.every(({ weight }) => weight === 1);
  for (const line of lines.toSorted((a, b) => a.length - b.length)) {
    if (!isPlain(line)) {
      kept.push(line);
      continue;
    }
    const left = restOf(line, keptOf);
    if (left.length === 0) continue;
    kept.push(left);
    for (const { place } of left) addTo(keptOf, place, left);
  }
  return kept;
}

/** What no part is of. Taken first are members of lines that cannot be a part any more, since they have no choice: so parts are all of one direction of a table. */
function restOf(line: readonly Entry[], keptOf: ReadonlyMap<number, readonly (readonly Entry[])[]>): readonly Entry[] {
  const rest = new Set(line.map(({ place }) => place));
  const isWithin = (other: readonly Entry[]) => other.every(({ place }) => rest.has(place));
  const left = new Set<number>();
  const [first, others] = [new Array<number>(), line.map(({ place }) => place)];
  for (;;) {
    const place = first.pop() ?? others.pop();
    if (place === undefined) break;
    if (!rest.has(place) || left.has(place)) continue;
    const part = keptOf.get(place)?.find(isWithin);
    if (part === undefined) {
      left.add(place);
      continue;
    }
    for (const entry of part) rest.delete(entry.place);
    for (const entry of part)
      for (const crossing of keptOf.get(entry.place) ?? [])
        for (const other of crossing) if (rest.has(other.place)) first.push(other.place);
  }
  return rest.size === line.length ? line : line.filter(({ place }) => rest.has(place));
}

function addTo<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
