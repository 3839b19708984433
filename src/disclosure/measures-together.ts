import type { ClassKnowledge, Starts } from "./class-knowledge.ts";
import { type Combination, type JointModel, type ModelCell } from "./joint-model.ts";
import type { ReleasedAmount } from "./release-model.ts";
import type { Atom } from "./release-rows.ts";

/** The model of one measure, of which it was decided before what is withheld. */
export interface DecidedMeasure {
  readonly model: JointModel;
  readonly withheld: ReadonlySet<string>;
}

/** Models of measures of the same atoms. */
export interface Measures {
  readonly customers: DecidedMeasure;
  /** Decided before; where it is not looked at, or is what is open, there is none. */
  readonly orders?: DecidedMeasure;
  /** What is still to be decided. */
  readonly open: JointModel;
  readonly amount: ReleasedAmount;
}

/**
 * An amount beside the customers, and beside orders where that says more, as one model, and once more where customers are in order: nobody is a customer without an order, wherever that is so, which is nowhere known of the orders of a period; and what everybody brought of a
 * class lies between its edges. What is known of any is asked of all.
 *
 * Source: disclosure.md §3, the known inequalities between measures. Pure; throws nothing.
 */
export function measuresTogether(
  atoms: readonly Atom[],
  { customers, orders, open, amount }: Measures,
  { knowledge, areFlows }: { readonly knowledge: ClassKnowledge; readonly areFlows: boolean },
): readonly [JointModel, ...JointModel[]] {
  const size = atoms.length;
  const parts = [
    decided("customers", customers),
    ...(orders === undefined ? [] : [decided("orders", orders)]),
    { name: amount, ...open },
  ];
  const starts = Object.fromEntries(parts.map(({ name }, place) => [name, place * size])) as Readonly<
    Record<string, number>
  > &
    Starts;
  const models = parts.map((part) => moved(part, starts[part.name] ?? 0));
  const own = models.at(-1)?.cells ?? [];
  const amounts = (["orders", "revenue"] as const).filter((name) => starts[name] !== undefined);
  const together: JointModel = {
    variables: models.flatMap(({ variables }) => variables),
    cells: [...models.flatMap(({ cells }) => cells), ...sameOfEach(atoms, knowledge, starts)],
    inequalities: [
      ...models.flatMap(({ inequalities }) => inequalities),
      ...(starts.orders === undefined || areFlows ? [] : noFewerOrders(atoms, starts.customers, starts.orders)),
      ...amounts.flatMap((name) => knowledge.inequalities(name, starts)),
    ],
    isUnsafeUnion: (variables) =>
      models.some(({ isUnsafeUnion }, place) => {
        const begin = place * size;
        const isOwn = variables.every((variable) => variable >= begin && variable < begin + size);
        return isOwn && isUnsafeUnion(variables.map((variable) => variable - begin));
      }),
  };
  const ordered = knowledge.ordered(amount, own, starts);
  return ordered === null ? [together] : [together, inFractions(together, ordered)];
}

/** The same with what follows from order. What is known so are means, which hold fractions as well as whole numbers; these are asked of the model without it. */
function inFractions(model: JointModel, ordered: NonNullable<JointModel["ordered"]>): JointModel {
  return { ...model, variables: model.variables.map((variable) => ({ ...variable, isWhole: false })), ordered };
}

type Part = JointModel & { readonly name: string };

function decided(name: string, { model, withheld }: DecidedMeasure): Part {
  const cells = model.cells.map((cell): ModelCell => {
    const fate = cell.fate === "open" ? (withheld.has(cell.row) ? "never" : "printed") : cell.fate;
    return { ...cell, id: `${cell.id} ${name}`, row: `${cell.row} ${name}`, fate, isDecided: true };
  });
  return { ...model, cells, name };
}

/** A model as a part of a greater one. Orders move with their customers; revenue moves by itself. */
function moved(part: Part, start: number): Part {
  const shifted = <Own extends Combination>(combination: Own): Own => ({
    ...combination,
    variables: combination.variables.map((variable) => variable + start),
  });
  return {
    ...part,
    variables: part.variables.map((variable) => ({
      ...variable,
      leaf: part.name === "revenue" ? variable.leaf + start : variable.leaf,
    })),
    cells: part.cells.map(shifted),
    inequalities: part.inequalities.map(shifted),
  };
}

function noFewerOrders(atoms: readonly Atom[], customers: number, orders: number): JointModel["inequalities"] {
  return atoms.flatMap(({ customers: own, orders: more }, atom) =>
    more < own ? [] : [{ variables: [customers + atom, orders + atom], coefficients: [-1, 1], least: 0 }],
  );
}

/** Where everybody has the same number of orders, these follow from how many they are, and from nothing else. */
function sameOfEach(atoms: readonly Atom[], knowledge: ClassKnowledge, starts: Starts): ModelCell[] {
  const { customers, orders } = starts;
  if (orders === undefined) return [];
  return atoms.flatMap((_, atom): ModelCell[] => {
    const each = knowledge.exactly(atom, "orders");
    if (each === null) return [];
    const id = `same of each ${atom}`;
    const [variables, coefficients] = [
      [customers + atom, orders + atom],
      [-each, 1],
    ];
    return [{ id, row: id, variables, coefficients, fate: "printed", need: null, order: 0, isDecided: true }];
  });
}
