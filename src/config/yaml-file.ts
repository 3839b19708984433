import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  YAMLError,
  type Document,
  type Node,
  type Pair,
} from "yaml";
import {
  configurationUnreadable,
  yamlBroken,
  yamlKeyRepeated,
  type ErrorPosition,
  type GatekeeperError,
} from "../errors.ts";
import { present } from "../assert.ts";
import { offsetInSource } from "./offset-in-source.ts";

/** Keys and list indices from the root of a YAML file to a node. */
export type YamlPath = readonly (string | number)[];

/** Plain values that can still say where each of them was written. */
export interface PlacedValue {
  readonly value: unknown;
  /** Where the value at a path begins, or the character `offset` of a text; of a value that is absent, its nearest parent. */
  at(path: YamlPath, offset?: number): ErrorPosition;
  /** Where the key at a path begins. */
  atKey(path: YamlPath): ErrorPosition;
}

/** What a YAML file of the project says. */
export interface YamlFile extends PlacedValue {
  /** Relative to the project's folder; messages name the file so. */
  readonly path: string;
  /** SHA-256 of the file's bytes, in hexadecimal. */
  readonly contentHash: string;
}

/**
 * Reads one YAML 1.2 document from a file in the project's folder.
 *
 * Returns no file when its values cannot be trusted; repeated keys are a problem that leaves the rest readable.
 */
export function readYamlFile(
  directory: string,
  path: string,
): { readonly file: YamlFile | undefined; readonly problems: readonly GatekeeperError[] } {
  let bytes: Buffer;
  let text: string;
  try {
    bytes = readFileSync(join(directory, path));
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    return {
      file: undefined,
      problems: [configurationUnreadable({ why: whyUnreadable(cause) }, { at: { file: path }, cause })],
    };
  }
  const contentHash = createHash("sha256").update(bytes).digest("hex");
  const { parsed, problems } = parseYaml(path, text);
  return { file: parsed && { ...parsed, path, contentHash }, problems };
}

/** Parses one YAML 1.2 document; `name` is what messages call it. Repeated keys are a problem that leaves the rest readable. */
export function parseYaml(
  name: string,
  text: string,
): { readonly parsed: PlacedValue | undefined; readonly problems: readonly GatekeeperError[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, version: "1.2", uniqueKeys: true, prettyErrors: false });
  const position = (offset: number): ErrorPosition => {
    const { line, col } = lines.linePos(offset);
    return { file: name, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const faults = [
    ...document.errors,
    ...document.warnings,
    ...unresolvableAliases(document),
    ...unreadableKeys(document),
  ];
  const problems = faults.map((fault) =>
    fault.code === "DUPLICATE_KEY"
      ? yamlKeyRepeated({ key: keyTextAt(document, fault.pos[0]) }, { at: position(fault.pos[0]) })
      : yamlBroken({ why: oneLine(fault.message) }, { at: position(fault.pos[0]) }),
  );
  if (faults.some((fault) => fault.code !== "DUPLICATE_KEY")) return { parsed: undefined, problems };
  let value: unknown;
  try {
    value = document.toJS();
  } catch (cause) {
    const why = "its aliases unfold to more than anybody wrote";
    return { parsed: undefined, problems: [...problems, yamlBroken({ why }, { at: position(0), cause })] };
  }
  const parsed: PlacedValue = {
    value,
    at: (at, offset) => position(valueOffset(document, text, at, offset)),
    atKey: (at) => position(keyOffset(document, at)),
  };
  return { parsed, problems };
}

function whyUnreadable(cause: unknown): string {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code === "EISDIR") return "it is a folder";
  if (code === "ENOENT") return "it is not there";
  if (code === "EACCES") return "permission is denied";
  return code === "ERR_ENCODING_INVALID_ENCODED_DATA" ? "it is not UTF-8" : "the system refused";
}

/** Aliases of anchors that are not there, or that stand within what they name. */
function unresolvableAliases(document: Document.Parsed): YAMLError[] {
  const faults: YAMLError[] = [];
  visit(document, {
    Alias(_, alias, ancestors) {
      const named = alias.resolve(document);
      if (named !== undefined && !ancestors.includes(named)) return;
      const why = named === undefined ? `there is no anchor &${alias.source}` : `*${alias.source} is a part of itself`;
      const [start = 0, end = 0] = alias.range ?? [];
      faults.push(new YAMLError("YAMLParseError", [start, end], "BAD_ALIAS", why));
    },
  });
  return faults;
}

/** A list, a mapping or binary data as a key has no name to speak of. */
function unreadableKeys(document: Document.Parsed): YAMLError[] {
  const faults: YAMLError[] = [];
  visit(document, {
    Pair(_, { key }) {
      if (!isNode(key) || isAlias(key) || (isScalar(key) && !(key.value instanceof Uint8Array))) return;
      faults.push(new YAMLError("YAMLParseError", [startOf(key), startOf(key) + 1], "IMPOSSIBLE", "a key is a word"));
    },
  });
  return faults;
}

/** The key written at an offset, for a message about it. */
function keyTextAt(document: Document.Parsed, offset: number): string {
  let text = "";
  visit(document, {
    Pair(_, pair) {
      if (isScalar(pair.key) && pair.key.range?.[0] === offset) text = String(pair.key.value);
    },
  });
  return text;
}

function oneLine(message: string): string {
  return message.replace(/\s+/g, " ").replace(/; please use YAML\.parseAllDocuments\(\)/, "");
}

function valueOffset(document: Document.Parsed, text: string, path: YamlPath, offset: number | undefined): number {
  const node = nodeAt(document, path);
  if (node === undefined) return path.length === 0 ? 0 : keyOffset(document, path.slice(0, -1));
  const start = startOf(node);
  return isScalar(node) && typeof node.value === "string" && offset !== undefined
    ? offsetInSource(text, start, { value: node.value, isBlock: node.type?.startsWith("BLOCK") === true }, offset)
    : start;
}

/** The key's own place; of a list item, where the item begins; of the root, the file's first character. */
function keyOffset(document: Document.Parsed, path: YamlPath): number {
  const last = path.at(-1);
  if (last === undefined) return 0;
  const parent = nodeAt(document, path.slice(0, -1));
  const key = isMap(parent) ? pairOf(parent.items, last)?.key : undefined;
  if (isNode(key)) return startOf(key);
  const item = nodeAt(document, path);
  return item === undefined ? keyOffset(document, path.slice(0, -1)) : startOf(item);
}

function nodeAt(document: Document.Parsed, path: YamlPath): Node | undefined {
  let node: unknown = document.contents;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) node = pairOf(node.items, step)?.value;
    else if (isSeq(node)) node = node.items[Number(step)];
    else return undefined;
  }
  return isNode(node) ? node : undefined;
}

/** Keys are compared as text: a plain `30:` is a number to YAML and text to us. */
function pairOf(items: readonly Pair[], key: string | number): Pair | undefined {
  return items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key));
}

function startOf(node: Node): number {
  return present(node.range, "a node that was parsed has a range")[0];
}
