import { present } from "../assert.ts";
import { isWithin, type Program } from "./attack-program.ts";
import type { ModelCell } from "./joint-model.ts";
import type { Term, Unknowns } from "./unknowns.ts";
import { type WitnessLine, witnessLine } from "./witness-line.ts";
import { WitnessLog } from "./witness-log.ts";

/** How far a reader errs about a protected cell at least: what was reached, which is enough unless the cell is too narrow. */
export interface CellInterval {
  readonly id: string;
  readonly below: number;
  readonly above: number;
  /** The sides on which nothing that is published holds it: a reader knows no more than that zeros would be printed. */
  readonly free: readonly Side[];
}

export type Side = "below" | "above";

/** A need that is met within rounding of the solver. */
export const TOLERANCE = 1e-6;

interface Reached extends Record<Side, number> {
  free: readonly Side[];
}

/** A protected cell with the columns that it is a sum of. */
interface Watched {
  readonly reached: Reached;
  readonly terms: readonly Term[];
}

/** Tables that cannot be excluded, and what they say of every protected cell. */
export class Witnesses {
  readonly #unknowns: Unknowns;
  /** Asked for when it is needed: most of what is known says all by itself. */
  readonly #program: () => Program;
  readonly #watched = new Map<string, Watched>();
  readonly #ofColumn: readonly (readonly Watched[])[];
  readonly #log: WitnessLog;

  /** `before` is what was reached with more published, and `log` has witnesses that hold, or that are to be looked at again where one number more says something of others too. */
  constructor(
    unknowns: Unknowns,
    program: () => Program,
    {
      before,
      log = new WitnessLog(),
      isCertain = true,
    }: {
      readonly before: readonly CellInterval[];
      readonly log?: WitnessLog;
      readonly isCertain?: boolean;
    },
  ) {
    this.#log = log;
    this.#unknowns = unknowns;
    this.#program = program;
    const { isWhole } = unknowns;
    const ofColumn = isWhole.map((): Watched[] => []);
    for (const cell of unknowns.cells) {
      const terms = unknowns.termsOf(cell);
      const watched = { terms, reached: { below: 0, above: 0, free: [] } };
      this.#watched.set(cell.id, watched);
      for (const [column] of terms) ofColumn[column]?.push(watched);
    }
    this.#ofColumn = ofColumn;
    for (const { id, ...reached } of before) Object.assign(this.#of(id).reached, reached);
    const replayed = new Float64Array(isWhole.length);
    for (const { values, line } of log.witnesses) {
      replayed.fill(0);
      for (const [variable, value] of values) {
        const column = unknowns.columnOf(variable);
        if (column !== undefined) replayed[column] = value;
      }
      if (isCertain) this.#reach(replayed, line);
      else if (isWithin(program(), replayed)) this.#reach(replayed, witnessLine(program(), replayed, isWhole));
    }
  }

  intervalOf({ id }: ModelCell): CellInterval {
    return { id, ...this.#of(id).reached };
  }

  isMet({ id, need }: ModelCell, side: Side): boolean {
    const { reached } = this.#of(id);
    const least = present(need, "a protected cell")[side];
    return reached.free.includes(side) || reached[side] >= least - TOLERANCE * Math.max(1, least);
  }

  noteFree({ id }: ModelCell, side: Side): void {
    const { reached } = this.#of(id);
    reached.free = [...reached.free, side];
  }

  /** A solution is a table that cannot be excluded: what it, and those on its line, say of every protected cell is reached. */
  note(solution: Float64Array): void {
    const { isWhole, variables } = this.#unknowns;
    // Whole numbers come within rounding of the solver, and are to stay whole in multiples.
    const values = solution.map((value, column) => (isWhole[column] === true ? Math.round(value) : value));
    const line = witnessLine(this.#program(), values, isWhole);
    const moved = new Map<number, number>();
    for (const [column, value] of values.entries()) if (value !== 0) moved.set(variables[column] ?? -1, value);
    this.#log.add({ values: moved, line });
    this.#reach(values, line);
  }

  #reach(values: Float64Array, { low, high }: WitnessLine): void {
    const touched = new Set<Watched>();
    for (let column = 0; column < values.length; column += 1)
      if (values[column] !== 0) for (const watched of this.#ofColumn[column] ?? []) touched.add(watched);
    for (const { terms, reached } of touched) {
      const deviation = terms.reduce((sum, [column, coefficient]) => sum + coefficient * (values[column] ?? 0), 0);
      reached.above = Math.max(reached.above, high * deviation, low * deviation);
      reached.below = Math.max(reached.below, -high * deviation, -low * deviation);
    }
  }

  #of(id: string): Watched {
    return present(this.#watched.get(id), "every protected cell is watched");
  }
}
