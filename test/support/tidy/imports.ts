import { parseAst } from "vitest/node";

/** One module that a file names, in whatever way TypeScript lets it. */
export interface Import {
  readonly specifier: string;
  readonly isTypeOnly: boolean;
  /** Counted from 1. */
  readonly line: number;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly source?: Node | null;
  readonly value?: unknown;
  readonly importKind?: string;
  readonly exportKind?: string;
  readonly specifiers?: readonly Node[];
}

/** Every static and dynamic import, re-export and `import("…")` type of a TypeScript file, in their order. */
export function importsOf(text: string): Import[] {
  const found: { node: Node; isTypeOnly: boolean }[] = [];
  visit(parseAst(text, { lang: "ts" }), (node) => {
    if (IMPORTING.has(node.type) && node.source) found.push({ node, isTypeOnly: isTypeOnly(node) });
  });
  return found.map(({ node, isTypeOnly: only }) => ({
    specifier: typeof node.source?.value === "string" ? node.source.value : "(computed)",
    isTypeOnly: only,
    line: text.slice(0, node.start).split("\n").length,
  }));
}

const IMPORTING = new Set([
  "ImportDeclaration",
  "ImportExpression",
  "ExportNamedDeclaration",
  "ExportAllDeclaration",
  "TSImportType",
]);

function isTypeOnly(node: Node): boolean {
  if (node.type === "TSImportType" || node.importKind === "type" || node.exportKind === "type") return true;
  const specifiers = node.specifiers ?? [];
  return (
    specifiers.length > 0 &&
    specifiers.every((specifier) => specifier.importKind === "type" || specifier.exportKind === "type")
  );
}

function visit(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, see);
  } else if (typeof value === "object" && value !== null) {
    if ("type" in value && "start" in value) see(value as Node);
    for (const child of Object.values(value)) visit(child, see);
  }
}
