import { Elimination, randomPrimes } from "./elimination.ts";
import { type Combination, type JointModel, type ModelCell, termsOf } from "./joint-model.ts";

/** Which cells are withheld, and what is known of the rest. */
export interface Suppression {
  /** Ids of withheld cells, the unsafe ones and those that cover them. */
  readonly withheld: ReadonlySet<string>;
  /** Variables whose value follows from what is published. */
  readonly isKnown: (variable: number) => boolean;
  /** Ids of cells that must not follow and do, from cells that are printed whatever happens. */
  readonly told: readonly string[];
}

/**
 * Withholds, beside the cells that are unsafe and those in `also`, as few others as it takes that no unsafe cell and no unsafe union of withheld
 * variables follows by arithmetic from the published ones. Cells are taken in their order; each is published unless something would follow. The
 * elimination is done modulo two random primes and what follows for either counts, because a rational solution can be singular for one.
 *
 * Source: disclosure.md §3; the order is that of Gaussian elimination for secondary suppression (Langsrud, Privacy in Statistical Databases 2024).
 * Pure but for the primes, which decide nothing unless a minor of the model is a multiple of one of them; throws nothing.
 */
export function suppressCells(model: JointModel, also: ReadonlySet<string> = new Set()): Suppression {
  const primes = randomPrimes();
  const watched = unsafeLines(model);
  for (;;) {
    const attempt = eliminate(model, also, watched, primes);
    if (attempt.told.length > 0) return attempt;
    const unions = unsafeUnions(model, attempt);
    if (unions.length === 0) return attempt;
    watched.push(...unions);
  }
}

interface Attempt extends Suppression {
  readonly published: readonly ModelCell[];
  readonly elimination: Elimination;
}

function eliminate(
  model: JointModel,
  also: ReadonlySet<string>,
  watched: readonly Combination[],
  primes: () => readonly bigint[],
): Attempt {
  const orders = variableOrders(model);
  const elimination = new Elimination((variable) => orders.get(variable) ?? Infinity, primes);
  const isUnsafe = ({ need, fate }: ModelCell) => need !== null && fate !== "printed";
  const unsafe = model.cells.filter(isUnsafe);
  const printed = model.cells.filter(({ fate }) => fate === "printed");
  const open = model.cells
    .filter((cell) => cell.fate === "open" && !isUnsafe(cell) && !also.has(cell.id))
    .toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  for (const cell of printed) elimination.publish(cell);
  const told = unsafe.filter((cell) => !elimination.watch(cell)).map(({ id }) => id);
  const isHopeless = (union: Combination) => !elimination.watch(union);
  if (watched.some(isHopeless)) told.push("union");
  const published = open.filter((cell) => elimination.publishUnlessTelling(cell));
  const shown = new Set(published.map(({ id }) => id));
  const withheld = model.cells.filter(({ id, fate }) => fate === "open" && !shown.has(id));
  return {
    withheld: new Set(withheld.map(({ id }) => id)),
    isKnown: (variable) => elimination.isKnown(variable),
    told,
    published: [...printed, ...published],
    elimination,
  };
}

/** The order of the cell that is the variable alone. */
function variableOrders(model: JointModel): ReadonlyMap<number, number> {
  const alone = model.cells.filter(({ variables, fate }) => variables.length === 1 && fate === "open");
  return new Map(alone.map(({ variables: [variable = -1], order }) => [variable, order]));
}

/** The unsafe variables of each cell together, where they would be an unsafe remainder: most of what the first elimination would leave. */
export function unsafeLines(model: JointModel): Combination[] {
  const alone = model.cells.filter(({ variables, need }) => variables.length === 1 && need !== null);
  const isUnsafe = new Set(alone.map(({ variables: [variable = -1] }) => variable));
  const lines = model.cells
    .filter(({ variables, coefficients }) => variables.length > 1 && coefficients === undefined)
    .map(({ variables }) => variables.filter((variable) => isUnsafe.has(variable)))
    .filter((line) => line.length > 1 && model.isUnsafeUnion(line));
  return [...new Map(lines.map((line) => [line.join(), { variables: line }])).values()];
}

/**
 * Unions of variables that follow and must not: what remains of a published cell without its known parts, and of the elimination; and single variables that are
 * known, though they are no cell. Where there are none of these, what else follows, see `knownUnions`.
 */
export function unsafeUnions(
  model: JointModel,
  { published, elimination }: Pick<Attempt, "published" | "elimination">,
): Combination[] {
  const isKnown = (variable: number) => elimination.isKnown(variable);
  const remainders = published.map((cell) => termsOf(cell).filter(([variable]) => !isKnown(variable)));
  const sums = remainders.filter((terms) => terms.every(([, coefficient]) => coefficient === 1));
  const near = [...sums.map((terms) => terms.map(([variable]) => variable)), ...elimination.unions()].filter(
    (union) => union.length > 0 && union.every((variable) => !isKnown(variable)),
  );
  const known = [...model.variables.keys()].filter(isKnown).map((variable) => [variable]);
  const found = distinctUnions([...near, ...known]).filter(model.isUnsafeUnion);
  const unsafe =
    found.length > 0 ? found : distinctUnions(elimination.unionsBy(model.unionRules ?? [])).filter(model.isUnsafeUnion);
  return unsafe.map((variables) => ({ variables }));
}

function distinctUnions(unions: readonly number[][]): number[][] {
  return [...new Map(unions.map((union) => [union.toSorted((a, b) => a - b).join(), union])).values()];
}
