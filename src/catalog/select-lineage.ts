import { assert, present } from "../assert.ts";
import { isQuery, type QueryParts, queryParts, type RelationPart, type SelectParts } from "./select-parts.ts";
import { type SqlNode, sqlTree } from "./sql-tree.ts";

/** Columns of tables, as `schema.table.column`. */
export type Columns = ReadonlySet<string>;

/** Where the columns of one SELECT come from, in terms of the tables that its own text names. */
export interface SelectLineage {
  /** The columns that the value of each output is computed from. */
  readonly values: ReadonlyMap<string, Columns>;
  /** The columns that decide which rows there are: of joins, conditions and groupings, at every step. */
  readonly conditions: Columns;
}

/** What can be asked for columns: a table, a step or a query in brackets. */
interface Relation {
  column(name: string): Columns;
  readonly conditions: Columns;
}

interface Scope {
  readonly steps: ReadonlyMap<string, Relation>;
  /** By alias; those of the queries around come first. */
  readonly relations: ReadonlyMap<string, Relation>;
}

/**
 * The lineage of one SELECT of the catalogue.
 *
 * A table that `isLookup` names says nothing by itself: its columns come from what it is joined by as well, so that a
 * segment comes from the scores it is looked up with. Every column must be qualified; anything else is our mistake.
 */
export function selectLineage(select: string, isLookup: (table: string) => boolean): SelectLineage {
  const resolver = new LineageResolver(isLookup);
  const parts = queryParts(sqlTree(select));
  const query = resolver.query(parts, { steps: new Map(), relations: new Map() });
  const names = present(parts.united[0], "a query has a SELECT").outputs.map(({ name }) => name);
  return { values: new Map(names.map((name) => [name, query.column(name)])), conditions: query.conditions };
}

class LineageResolver {
  readonly #isLookup: (table: string) => boolean;

  constructor(isLookup: (table: string) => boolean) {
    this.#isLookup = isLookup;
  }

  query(parts: QueryParts, scope: Scope): Relation {
    const steps = new Map(scope.steps);
    for (const { name, query } of parts.steps) steps.set(name, this.query(query, { ...scope, steps }));
    const selects = parts.united.map((select) => this.#select(select, { ...scope, steps }));
    const names = parts.united[0]?.outputs.map(({ name }) => name) ?? [];
    // United SELECTs match by place, and only the first one's names count.
    const column = (name: string): Columns => {
      const place = names.indexOf(name);
      return union(selects.map(({ at, other }) => (place === -1 ? other(name) : at(place))));
    };
    return { column, conditions: union(selects.map(({ conditions }) => conditions)) };
  }

  #select(parts: SelectParts, scope: Scope) {
    const relations = new Map(scope.relations);
    for (const part of parts.relations) relations.set(part.alias, this.#relation(part, { ...scope, relations }));
    const inner: Scope = { ...scope, relations };
    const stars = parts.outputs.filter(({ name }) => name === "*").map(({ expression }) => String(expression[0]));
    return {
      at: (place: number) => this.#columnsIn(parts.outputs[place]?.expression ?? [], inner),
      other: (name: string) => union(stars.map((alias) => relationNamed(inner, alias).column(name))),
      conditions: union([
        ...parts.conditions.map((nodes) => this.#columnsIn(nodes, inner)),
        ...parts.relations.map(({ alias }) => relationNamed(inner, alias).conditions),
      ]),
    };
  }

  #relation({ alias, source, joinedOn }: RelationPart, scope: Scope): Relation {
    if (typeof source !== "string") return this.query(source, scope);
    const step = scope.steps.get(source);
    if (step !== undefined) return step;
    const ofTable = (name: string): Columns => new Set([`${source}.${name}`]);
    if (!this.#isLookup(source)) return { column: ofTable, conditions: new Set() };
    const itself = new Map([...scope.relations, [alias, { column: ofTable, conditions: new Set<string>() }]]);
    const joinedBy = this.#columnsIn(joinedOn, { ...scope, relations: itself });
    return { column: (name) => union([ofTable(name), joinedBy]), conditions: new Set() };
  }

  /** Every column that an expression names, those of queries inside it included. */
  #columnsIn(nodes: readonly SqlNode[], scope: Scope): Columns {
    const found = nodes.map((node, index): Columns => {
      if (typeof node !== "string") return isQuery(node) ? this.#everything(node, scope) : this.#columnsIn(node, scope);
      const [dot, column] = [nodes[index + 1], nodes[index + 2]];
      if (dot !== "." || typeof column !== "string" || !/^[a-z_]/u.test(node)) return new Set();
      return relationNamed(scope, node).column(column);
    });
    return union(found);
  }

  #everything(nodes: readonly SqlNode[], scope: Scope): Columns {
    const parts = queryParts(nodes);
    const query = this.query(parts, scope);
    const names = parts.united[0]?.outputs.map(({ name }) => name) ?? [];
    return union([...names.map((name) => query.column(name)), query.conditions]);
  }
}

function relationNamed({ relations }: Scope, alias: string): Relation {
  const relation = relations.get(alias);
  assert(relation !== undefined, `a column is qualified by a relation that its SELECT reads, and ${alias} is none`);
  return relation;
}

function union(sets: readonly Columns[]): Columns {
  return new Set(sets.flatMap((set) => [...set]));
}
