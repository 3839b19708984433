/** What stands after `from` or `join` for a table: a name in the cluster, or a query in brackets; undefined for one that nobody knows. */
export type RelationOf = (table: string) => string | undefined;

/** Texts, quoted names and comments, which hold no table; and a table where a query reads one, with its alias. */
const PARTS =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\b(?<word>from|join)(?<blank>\s+)(?<table>[a-z_]\w*\.[a-z_]\w*)(?![\w.(])(?<alias>\s+as\s+[a-z_]\w*)?/giu;

/**
 * A query with every table that is known by what stands for it, called as the query calls it. `extract(year from people.born)` and the
 * like name columns, which no known table is called.
 */
export function withRelations(query: string, relationOf: RelationOf): string {
  return query.replaceAll(PARTS, (part, ...rest) => {
    const { word, blank, table = "", alias } = rest.at(-1) as Record<string, string | undefined>;
    const relation = relationOf(table.toLowerCase());
    if (relation === undefined) return part;
    return `${word}${blank}${relation}${alias ?? ` as ${table.split(".")[1]}`}`;
  });
}

/** The tables that a query reads, each once, in the order of the alphabet. */
export function tablesRead(query: string): string[] {
  const named = [...query.matchAll(PARTS)].flatMap(({ groups }) => groups?.["table"]?.toLowerCase() ?? []);
  return [...new Set(named)].toSorted();
}
