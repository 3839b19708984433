import { Document, isMap, isScalar, isSeq, type Node } from "yaml";

/** Keys and list indices from the root to a value. */
export type ValuePath = readonly (string | number)[];

/** A value as YAML; `commentOf` gives what is said behind each of its leaves. */
export function yamlText(value: unknown, commentOf?: (path: ValuePath) => string): string {
  const document = new Document(value);
  if (commentOf !== undefined && document.contents !== null) comment(document.contents, [], commentOf);
  return document.toString({ lineWidth: 0 });
}

/** The paths of the leaves of a value, in its order: scalars, and lists and mappings that are empty. */
export function leavesOf(value: unknown, path: ValuePath = []): readonly ValuePath[] {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  if (entries.length === 0) return [path];
  const step = (key: string): string | number => (Array.isArray(value) ? Number(key) : key);
  return entries.flatMap(([key, inner]) => leavesOf(inner, [...path, step(key)]));
}

function comment(node: Node, path: ValuePath, commentOf: (path: ValuePath) => string): void {
  if (isMap<{ value: string }, Node>(node) && node.items.length > 0) {
    for (const { key, value } of node.items) if (value !== null) comment(value, [...path, key.value], commentOf);
  } else if (isSeq<Node>(node) && node.items.length > 0) {
    for (const [index, item] of node.items.entries()) comment(item, [...path, index], commentOf);
  } else if (isScalar(node) || isMap(node) || isSeq(node)) {
    // An empty list or mapping is written as such; its comment then stands behind it.
    if (!isScalar(node)) node.flow = true;
    node.comment = ` ${commentOf(path)}`;
  }
}
