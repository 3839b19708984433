import { present } from "../assert.ts";
import type { SqlNode } from "./sql-tree.ts";

/** A query: steps named by `with`, then one SELECT or several united ones. */
export interface QueryParts {
  readonly steps: readonly { readonly name: string; readonly query: QueryParts }[];
  readonly united: readonly SelectParts[];
}

/** One SELECT: what it gives, which relations it reads, and every condition and grouping that decides its rows. */
export interface SelectParts {
  readonly outputs: readonly OutputPart[];
  readonly relations: readonly RelationPart[];
  readonly conditions: readonly (readonly SqlNode[])[];
}

/** One column given; the name `*` stands for all columns of the relation that the expression names. */
export interface OutputPart {
  readonly name: string;
  readonly expression: readonly SqlNode[];
}

/** A table `schema.table`, a step, or a query in brackets; under the name its columns are qualified with. */
export interface RelationPart {
  readonly alias: string;
  readonly source: string | QueryParts;
  readonly joinedOn: readonly SqlNode[];
}

const CLAUSES = ["select", "from", "where", "group", "having", "order", "limit"] as const;
type Clause = (typeof CLAUSES)[number];

const JOIN_KINDS: ReadonlySet<SqlNode> = new Set(["left", "right", "full", "inner", "outer", "cross"]);

/** Takes a query of the house's own style apart: qualified columns, explicit join types, no `select *` at the end. */
export function queryParts(nodes: readonly SqlNode[]): QueryParts {
  if (nodes[0] !== "with") return { steps: [], united: unitedParts(nodes) };
  const steps: { name: string; query: QueryParts }[] = [];
  let position = 1;
  do {
    const [name, , query] = nodes.slice(position, position + 3);
    steps.push({ name: String(name), query: queryParts(present(query, "a step has a query") as SqlNode[]) });
    position += 4;
  } while (nodes[position - 1] === ",");
  return { steps, united: unitedParts(nodes.slice(position - 1)) };
}

/** Whether what stands between two brackets is a query. */
export function isQuery(nodes: readonly SqlNode[]): boolean {
  return nodes[0] === "select" || nodes[0] === "with";
}

function unitedParts(nodes: readonly SqlNode[]): SelectParts[] {
  const selects = split(nodes, (node) => node === "union");
  return selects.map((select) => selectParts(select.filter((node, index) => index > 0 || node !== "all")));
}

function selectParts(nodes: readonly SqlNode[]): SelectParts {
  const clauses = new Map<Clause, SqlNode[]>();
  let current: SqlNode[] = [];
  for (const node of nodes) {
    const clause = CLAUSES.find((word) => word === node);
    if (clause === undefined) current.push(node);
    else clauses.set(clause, (current = []));
  }
  const select = clauses.get("select") ?? [];
  const given = select[0] === "distinct" ? select.slice(1) : select;
  const relations = split(clauses.get("from") ?? [], (node) => node === "join" || node === ",").map(relationPart);
  const outputs = split(given, (node) => node === ",").map(outputPart);
  const deciding = (["where", "group", "having"] as const).map((clause) => clauses.get(clause) ?? []);
  return {
    outputs: outputs.map(({ name, expression }) => ({ name, expression: withoutPartitions(expression) })),
    relations,
    conditions: [
      ...relations.map(({ joinedOn }) => joinedOn),
      ...deciding,
      ...outputs.flatMap(({ expression }) => partitionsIn(expression)),
    ],
  };
}

/** What a window is partitioned by groups rows, as `group by` does, and is no part of the value. */
function partitionsIn(nodes: readonly SqlNode[]): SqlNode[][] {
  const own = nodes[0] === "partition" ? [nodes.slice(0, orderIn(nodes))] : [];
  return [...own, ...nodes.flatMap((node) => (typeof node === "string" ? [] : partitionsIn(node)))];
}

function withoutPartitions(nodes: readonly SqlNode[]): SqlNode[] {
  const kept = nodes[0] === "partition" ? nodes.slice(orderIn(nodes)) : nodes;
  return kept.map((node) => (typeof node === "string" ? node : withoutPartitions(node)));
}

/** Where the order of a window begins; its end when it has none. */
function orderIn(nodes: readonly SqlNode[]): number {
  const place = nodes.indexOf("order");
  return place === -1 ? nodes.length : place;
}

function outputPart(nodes: readonly SqlNode[]): OutputPart {
  const isNamed = nodes.at(-2) === "as";
  return { name: String(nodes.at(-1)), expression: isNamed ? nodes.slice(0, -2) : nodes };
}

function relationPart(nodes: readonly SqlNode[]): RelationPart {
  const [named = [], ...on] = split(
    nodes.filter((node) => !JOIN_KINDS.has(node)),
    (node) => node === "on",
  );
  const words = named.filter((node) => node !== "as");
  const [first, dot, table] = words;
  const alias = String(words.at(-1));
  if (typeof first === "object") return { alias, source: queryParts(first), joinedOn: on.flat() };
  return { alias, source: dot === "." ? `${first}.${String(table)}` : String(first), joinedOn: on.flat() };
}

function split(nodes: readonly SqlNode[], isBetween: (node: SqlNode) => boolean): SqlNode[][] {
  const parts: SqlNode[][] = [[]];
  for (const node of nodes) {
    if (isBetween(node)) parts.push([]);
    else parts.at(-1)?.push(node);
  }
  return parts;
}
