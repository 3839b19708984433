import type { Catalog } from "./catalog.ts";
import { type Columns, type SelectLineage, selectLineage } from "./select-lineage.ts";

/** Something of the catalogue that reads columns: a model and an audit by name, a gate by its reason code. */
export interface Reader {
  readonly kind: "model" | "gate" | "audit";
  readonly name: string;
}

/** Which columns the tables, gates and audits of the catalogue are made from, down to the tables that no model makes. */
export interface ColumnLineage {
  /** The columns that the value of `schema.table.column` is computed from, itself and every step between included. */
  madeOf(column: string): Columns;
  /** What must be there to have its value at all: what it is made of, and what decides the rows of every model before its own. */
  needsOf(column: string): Columns;
  /** What its value and its row depend on: its needs, and what decides the rows of its own model. */
  dependenciesOf(column: string): Columns;
  /** Everything that reads a column, itself or through other models, in its values or its conditions; in the catalogue's order. */
  readersOf(column: string): readonly Reader[];
  /** The columns of a model, in its order. */
  outputsOf(model: string): readonly string[];
}

/**
 * The lineage of every column of the catalogue, from the qualified names in its SELECTs.
 *
 * Which records of a file count, and which of several speaks, is settled in `staging`; that it looks at a column for this
 * is no use of the column by the models after it, so conditions of staging models stay there.
 */
export function columnLineage(catalog: Catalog): ColumnLineage {
  const made = new Set(catalog.models.map(({ name }) => name));
  const isLookup = (table: string) => !made.has(table) && !table.startsWith("raw.");
  const readers = readersOf(catalog).map(({ reader, select }) => ({ reader, own: selectLineage(select, isLookup) }));
  const models = new Map(
    readers.flatMap(({ reader, own }) => (reader.kind === "model" ? [[reader.name, own] as const] : [])),
  );
  const valuesOf = (column: string) => models.get(tableOf(column))?.values.get(nameOf(column)) ?? NONE;
  const values = new Expansion(valuesOf);
  const dependencies = new Expansion((column) => {
    const conditions = column.startsWith("staging.") ? NONE : (models.get(tableOf(column))?.conditions ?? NONE);
    return new Set([...valuesOf(column), ...conditions]);
  });
  const reads = readers.map(({ reader, own }) => ({ reader, columns: dependencies.of(ownColumns(own)) }));
  return {
    madeOf: (column) => values.of([column]),
    needsOf: (column) => new Set([column, ...dependencies.of(valuesOf(column))]),
    dependenciesOf: (column) => dependencies.of([column]),
    readersOf: (column) => reads.flatMap(({ reader, columns }) => (columns.has(column) ? [reader] : [])),
    outputsOf: (model) => [...(models.get(model)?.values.keys() ?? [])],
  };
}

function readersOf({ models, gates, audits }: Catalog): { reader: Reader; select: string }[] {
  return [
    ...models.map(({ name, select }) => ({ reader: { kind: "model" as const, name }, select })),
    ...gates.map(({ reasonCode: name, select }) => ({ reader: { kind: "gate" as const, name }, select })),
    ...audits.map(({ name, select }) => ({ reader: { kind: "audit" as const, name }, select })),
  ];
}

function ownColumns({ values, conditions }: SelectLineage): string[] {
  return [...[...values.values()].flatMap((columns) => [...columns]), ...conditions];
}

const NONE: Columns = new Set();

/** Follows columns from step to step until there is nothing before them. */
class Expansion {
  readonly #before: (column: string) => Columns;
  readonly #known = new Map<string, Columns>();

  constructor(before: (column: string) => Columns) {
    this.#before = before;
  }

  of(columns: Iterable<string>): Columns {
    return new Set([...columns].flatMap((column) => [...this.#from(column)]));
  }

  #from(column: string): Columns {
    const known = this.#known.get(column);
    if (known !== undefined) return known;
    this.#known.set(column, new Set([column]));
    const all: Columns = new Set([column, ...this.of(this.#before(column))]);
    this.#known.set(column, all);
    return all;
  }
}

function tableOf(column: string): string {
  return column.slice(0, column.lastIndexOf("."));
}

function nameOf(column: string): string {
  return column.slice(column.lastIndexOf(".") + 1);
}
