import fc from "fast-check";
import type { Highs } from "highs";
import { beforeAll, describe, expect, test } from "vitest";

import type { Program } from "../../../src/disclosure/attack-program.ts";
import { Elimination } from "../../../src/disclosure/elimination.ts";
import { movementLines } from "../../../src/disclosure/movement-lines.ts";
import { NearestMovement } from "../../../src/disclosure/nearest-movement.ts";
import { loadSolver } from "../../../src/disclosure/solver.ts";

describe("the nearest movement in a random table of three dimensions with all its totals", () => {
  let highs: Highs;
  beforeAll(async () => {
    highs = await loadSolver();
  });

  test("moves the cell by as much as is asked, keeps every total and every bound, and costs what a solver finds", () => {
    let foundOnes = 0;
    fc.assert(
      fc.property(table(), ({ rows, room, cell, need }) => {
        const lines = movementLines(
          programOf(rows, room.length),
          room.map((_, index) => [index]),
        );
        const [up, down] = [Float64Array.from(room, ([most]) => most), Float64Array.from(room, ([, most]) => most)];
        const costs = Float64Array.from(room, (_, index) => 1 + index / 1e4);
        const search = new NearestMovement(lines, { up, down, costs });
        // What was looked for before leaves no trace.
        search.find([{ place: 0, weight: -1 }], 2);
        const found = search.find([{ place: cell, weight: 1 }], need);
        const least = leastCost(highs, { rows, room, costs: [...costs], cell, need });
        expect(found === undefined).toBe(least === undefined);
        if (found === undefined) return;
        foundOnes += 1;
        for (const row of rows) expect(row.reduce((sum, place) => sum + (found.get(place) ?? 0), 0)).toBeCloseTo(0, 6);
        for (const [place, value] of found) {
          expect(value).toBeLessThanOrEqual((up[place] ?? NaN) + 1e-6);
          expect(value).toBeGreaterThanOrEqual(-(down[place] ?? NaN) - 1e-6);
        }
        expect(found.get(cell)).toBeCloseTo(need, 6);
        const cost = [...found].reduce((sum, [place, value]) => sum + Math.abs(value) * (costs[place] ?? 0), 0);
        expect(cost).toBeCloseTo(least ?? NaN, 5);
      }),
      { numRuns: 400 },
    );
    expect(foundOnes).toBeGreaterThan(10);
  });
});

describe("the lines of a table", () => {
  test("are its innermost sums: whatever keeps these keeps the totals", () => {
    fc.assert(
      fc.property(table(), ({ rows, room, sizes: [a, b, c] }) => {
        const { lines, movers } = movementLines(
          programOf(rows, room.length),
          room.map((_, index) => [index]),
        );
        if (room.length === a * b * c) expect(lines.length).toBe(a * b + a * c + b * c);
        for (const { lines: own } of movers) expect(own.length).toBeLessThanOrEqual(3);
      }),
    );
  });

  test("say what all printed sums say where some are withheld, of some sums only what is left of them", () => {
    let shorter = 0;
    fc.assert(
      fc.property(table(), fc.infiniteStream(fc.boolean()), ({ rows, room }, isPrinted) => {
        const printed = rows.filter((row) => row.length > 3 || isPrinted.next().value);
        const { lines } = movementLines(
          programOf(printed, room.length),
          room.map((_, index) => [index]),
        );
        const sums = lines.map((line) => line.map(({ place }) => place));
        expect(unsaid(sums, printed)).toEqual([]);
        expect(unsaid(printed, sums)).toEqual([]);
        if (sums.some((sum) => !printed.some((row) => row.length === sum.length))) shorter += 1;
      }),
      { numRuns: 200 },
    );
    expect(shorter).toBeGreaterThan(0);
  });
});

/** Those of some sums that do not follow from others. */
function unsaid(given: readonly (readonly number[])[], asked: readonly (readonly number[])[]) {
  const elimination = new Elimination();
  for (const variables of given) elimination.publish({ variables });
  return asked.filter((variables) => !elimination.follows({ variables }));
}

/** Unknown cells of a table, the sums that are published of them, and how far each can move up and down. */
function table() {
  const size = fc.integer({ min: 2, max: 4 });
  return fc.tuple(size, size, size, fc.constantFrom(0, 0.2, 0.4)).chain(([a, b, c, known]) =>
    fc
      .record({
        isKnown: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: a * b * c, maxLength: a * b * c }),
        most: fc.array(fc.tuple(fc.constantFrom(3, 50), fc.integer({ min: 0, max: 9 })), {
          minLength: a * b * c,
          maxLength: a * b * c,
        }),
        cell: fc.nat(),
        need: fc.integer({ min: 1, max: 9 }),
      })
      .map(({ isKnown, most, cell, need }) => {
        const unknown = isKnown.flatMap((chance, index) => (index === 0 || chance >= known ? [index] : []));
        const sums = new Map<string, number[]>();
        for (const [place, index] of unknown.entries()) {
          const at = [index % a, Math.floor(index / a) % b, Math.floor(index / a / b)];
          for (let kept = 0; kept < 7; kept += 1) {
            const key = at.map((value, dimension) => ((kept >> dimension) & 1 ? value : "*")).join();
            sums.set(key, [...(sums.get(key) ?? []), place]);
          }
        }
        const rows = [...sums.values()];
        const room = unknown.map((index) => most[index] ?? ([0, 0] as const));
        return { sizes: [a, b, c] as const, rows, room, cell: cell % unknown.length, need };
      }),
  );
}

function programOf(rows: readonly (readonly number[])[], width: number): Program {
  const starts = [0];
  for (const row of rows) starts.push((starts.at(-1) ?? 0) + row.length);
  return {
    numCols: width,
    numRows: rows.length,
    colCost: new Float64Array(width),
    colLower: new Float64Array(width),
    colUpper: new Float64Array(width),
    rowLower: new Float64Array(rows.length),
    rowUpper: new Float64Array(rows.length),
    matrix: {
      format: "csr",
      numRows: rows.length,
      numCols: width,
      starts: Int32Array.from(starts),
      indices: Int32Array.from(rows.flat()),
      values: new Float64Array(rows.flat().length).fill(1),
    },
  };
}

/** The cost of the cheapest movement by the solver; undefined when there is none. */
function leastCost(
  highs: Highs,
  {
    rows,
    room,
    costs,
    cell,
    need,
  }: {
    readonly rows: readonly (readonly number[])[];
    readonly room: readonly (readonly [number, number])[];
    readonly costs: readonly number[];
    readonly cell: number;
    readonly need: number;
  },
): number | undefined {
  const width = room.length;
  // Up and down apart, each row twice as long, and the cell as a row of its own.
  const all = [...rows, [cell]].map((row) => row.flatMap((place) => [place, place + width]));
  const program = programOf(all, 2 * width);
  program.colCost.set([...costs, ...costs]);
  program.colUpper.set([...room.map(([most]) => most), ...room.map(([, most]) => most)]);
  for (let entry = 1; entry < program.matrix.values.length; entry += 2) program.matrix.values[entry] = -1;
  program.rowLower[rows.length] = need;
  program.rowUpper[rows.length] = need;
  const model = highs.createModel(program);
  try {
    model.options.set({ output_flag: false });
    const { modelStatus } = model.run();
    return modelStatus === highs.constants.modelStatus.optimal ? model.getObjectiveValue() : undefined;
  } finally {
    model.dispose();
  }
}
