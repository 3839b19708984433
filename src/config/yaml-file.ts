import { createHash } from "node:crypto";
import { join } from "node:path";
import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  parseDocument,
  visit,
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
import type { LocalizedText } from "../language.ts";
import { NO_FILE, NOT_REGULAR, readRegularFile } from "../io/regular-file.ts";
import { offsetInSource } from "./offset-in-source.ts";
import { faultOf, withoutEchoes, type YamlFault } from "./yaml-faults.ts";

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
    bytes = readRegularFile(join(directory, path));
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
  const document = parseDocument(text, { version: "1.2", uniqueKeys: true, prettyErrors: false });
  const position = (offset: number): ErrorPosition => ({ file: name, ...lineAndColumn(text, offset) });
  const faults = [
    ...withoutEchoes([...document.errors, ...document.warnings].map(faultOf)),
    ...unresolvableAliases(document),
    ...unreadableKeys(document),
  ];
  const problems = faults.map((fault) =>
    fault.code === "DUPLICATE_KEY"
      ? yamlKeyRepeated({ key: keyTextAt(document, fault.offset) }, { at: position(fault.offset) })
      : yamlBroken({ why: fault.why }, { at: position(fault.offset) }),
  );
  if (faults.some((fault) => fault.code !== "DUPLICATE_KEY")) return { parsed: undefined, problems };
  let value: unknown;
  try {
    value = document.toJS();
  } catch (cause) {
    const why = { en: "its aliases unfold to more than anybody wrote", "zh-CN": "别名展开后的内容过大" };
    return { parsed: undefined, problems: [...problems, yamlBroken({ why }, { at: position(0), cause })] };
  }
  const parsed: PlacedValue = {
    value,
    at: (at, offset) => position(valueOffset(document, text, at, offset)),
    atKey: (at) => position(keyOffset(document, at)),
  };
  return { parsed, problems };
}

/** Counted from 1 in the text itself: the parser's own counter leaves lines out once it has lost its way. */
function lineAndColumn(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}

function whyUnreadable(cause: unknown): LocalizedText {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return UNREADABLE[code] ?? { en: "the system refused", "zh-CN": "系统拒绝读取" };
}

const UNREADABLE: Readonly<Record<string, LocalizedText>> = {
  EISDIR: { en: "it is a folder", "zh-CN": "它是文件夹" },
  [NOT_REGULAR]: NO_FILE,
  ENOENT: { en: "it is not there", "zh-CN": "它不存在" },
  EACCES: { en: "permission is denied", "zh-CN": "没有读取权限" },
  ERR_ENCODING_INVALID_ENCODED_DATA: { en: "it is not UTF-8", "zh-CN": "它不是 UTF-8 文本" },
};

/** Aliases of anchors that are not there, or that stand within what they name. */
function unresolvableAliases(document: Document.Parsed): YamlFault[] {
  const faults: YamlFault[] = [];
  visit(document, {
    Alias(_, alias, ancestors) {
      const named = alias.resolve(document);
      if (named !== undefined && !ancestors.includes(named)) return;
      const why =
        named === undefined
          ? { en: `there is no anchor &${alias.source}`, "zh-CN": `没有锚点 &${alias.source}` }
          : { en: `*${alias.source} is a part of itself`, "zh-CN": `*${alias.source} 包含在它自身之中` };
      faults.push({ code: "BAD_ALIAS", offset: alias.range?.[0] ?? 0, why });
    },
  });
  return faults;
}

/** A list, a mapping or binary data as a key has no name to speak of. */
const NO_KEY: LocalizedText = { en: "__proto__ cannot be a key", "zh-CN": "__proto__ 不能用作键" };

function unreadableKeys(document: Document.Parsed): YamlFault[] {
  const faults: YamlFault[] = [];
  visit(document, {
    Pair(_, { key }) {
      if (!isNode(key) || isAlias(key)) return;
      if (isScalar(key) && key.value === "__proto__")
        faults.push({ code: "IMPOSSIBLE", offset: startOf(key), why: NO_KEY });
      if (isScalar(key) && !(key.value instanceof Uint8Array)) return;
      const why = { en: "a key is a word", "zh-CN": "键应当是一个词" };
      faults.push({ code: "IMPOSSIBLE", offset: startOf(key), why });
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
