import { readFileSync } from "node:fs";
import fc from "fast-check";

/** One side of a rule: what it is made of. */
type Form =
  | { readonly kind: "word"; readonly word: string }
  | { readonly kind: "rule"; readonly name: string }
  | { readonly kind: "sequence" | "choice"; readonly parts: readonly Form[] }
  | { readonly kind: "optional" | "repeated"; readonly part: Form };

export interface Grammar {
  readonly rules: ReadonlyMap<string, Form>;
  /** Names without a rule: what a token can be. */
  readonly terminals: ReadonlySet<string>;
  /** Everything that stands in quotes. */
  readonly words: ReadonlySet<string>;
}

/** The grammar that docs/expressions.md writes out. */
export function documentedGrammar(): Grammar {
  const document = readFileSync(new URL("../../docs/expressions.md", import.meta.url), "utf8");
  const [, block = ""] = /```ebnf\n([\s\S]*?)```/u.exec(document) ?? [];
  const rules = new Map<string, Form>();
  for (const line of block.trim().split("\n")) {
    const [, name = "", body = ""] = /^(\w+)\s+= (.+)$/u.exec(line) ?? [];
    rules.set(name, new FormReader(body).read());
  }
  const forms = [...rules.values()].flatMap(formsIn);
  const named = forms.flatMap((form) => (form.kind === "rule" ? [form.name] : []));
  return {
    rules,
    terminals: new Set(named.filter((name) => !rules.has(name))),
    words: new Set(forms.flatMap((form) => (form.kind === "word" ? [form.word] : []))),
  };
}

function formsIn(form: Form): Form[] {
  if (form.kind === "sequence" || form.kind === "choice") return [form, ...form.parts.flatMap(formsIn)];
  return form.kind === "optional" || form.kind === "repeated" ? [form, ...formsIn(form.part)] : [form];
}

class FormReader {
  readonly #tokens: readonly string[];
  #position = 0;

  constructor(body: string) {
    this.#tokens = body.match(/"[^"]*"|\w+|[[\]{}()|]/gu) ?? [];
  }

  read(): Form {
    const parts = [this.#sequence()];
    while (this.#take("|")) parts.push(this.#sequence());
    return parts.length === 1 ? (parts[0] as Form) : { kind: "choice", parts };
  }

  #sequence(): Form {
    const parts: Form[] = [];
    while (this.#position < this.#tokens.length && !/^[|\]})]$/u.test(this.#tokens[this.#position] ?? "")) {
      parts.push(this.#part());
    }
    return parts.length === 1 ? (parts[0] as Form) : { kind: "sequence", parts };
  }

  #part(): Form {
    if (this.#take("[")) return { kind: "optional", part: this.#closed("]") };
    if (this.#take("{")) return { kind: "repeated", part: this.#closed("}") };
    if (this.#take("(")) return this.#closed(")");
    const token = this.#tokens[this.#position++] ?? "";
    return token.startsWith('"') ? { kind: "word", word: token.slice(1, -1) } : { kind: "rule", name: token };
  }

  #closed(bracket: string): Form {
    const form = this.read();
    if (!this.#take(bracket)) throw new Error(`the grammar lacks a ${bracket}`);
    return form;
  }

  #take(token: string): boolean {
    const isThere = this.#tokens[this.#position] === token;
    if (isThere) this.#position += 1;
    return isThere;
  }
}

/** Random sentences of a rule, each a list of tokens; a terminal becomes what its arbitrary gives. */
export function sentencesOf(
  { rules }: Grammar,
  start: string,
  terminals: Readonly<Record<string, fc.Arbitrary<string>>>,
): fc.Arbitrary<string[]> {
  const heights = heightsOf(rules);
  const nothing = fc.constant<string[]>([]);
  const { [start]: sentences } = fc.letrec<Record<string, string[]>>((tie) => {
    const arbitraryOf = (form: Form): fc.Arbitrary<string[]> => {
      switch (form.kind) {
        case "word":
          return fc.constant([form.word]);
        case "rule":
          return terminals[form.name]?.map((token) => [token]) ?? tie(form.name);
        case "sequence":
          return fc.tuple(...form.parts.map(arbitraryOf)).map((parts) => parts.flat());
        case "choice": {
          const parts = form.parts.toSorted((one, other) => heightOf(one, heights) - heightOf(other, heights));
          return fc.oneof(DEPTH, ...parts.map(arbitraryOf));
        }
        case "optional":
          return fc.oneof(DEPTH, { weight: 3, arbitrary: nothing }, { weight: 2, arbitrary: arbitraryOf(form.part) });
        case "repeated": {
          const some = fc.array(arbitraryOf(form.part), { minLength: 1, maxLength: 2 }).map((parts) => parts.flat());
          return fc.oneof(DEPTH, { weight: 3, arbitrary: nothing }, { weight: 1, arbitrary: some });
        }
      }
    };
    return Object.fromEntries([...rules].map(([name, form]) => [name, arbitraryOf(form)]));
  });
  if (sentences === undefined) throw new Error(`the grammar has no rule ${start}`);
  return sentences;
}

/** Beyond this depth only the first alternative is taken, which is the one that ends soonest. */
const DEPTH = { depthIdentifier: "grammar", maxDepth: 14, depthSize: "small" } as const;

/** How many rules each rule goes through at least before it ends. */
function heightsOf(rules: ReadonlyMap<string, Form>): ReadonlyMap<string, number> {
  const heights = new Map([...rules.keys()].map((name) => [name, Number.POSITIVE_INFINITY]));
  for (const _ of rules) for (const [name, form] of rules) heights.set(name, 1 + heightOf(form, heights));
  return heights;
}

function heightOf(form: Form, heights: ReadonlyMap<string, number>): number {
  switch (form.kind) {
    case "rule":
      return heights.get(form.name) ?? 0;
    case "sequence":
      return Math.max(...form.parts.map((part) => heightOf(part, heights)));
    case "choice":
      return Math.min(...form.parts.map((part) => heightOf(part, heights)));
    default:
      return 0;
  }
}

/** Whether the tokens, each given by its word or the terminal it is, are a sentence of the rule; by trying everything. */
export function isSentence({ rules }: Grammar, start: string, tokens: readonly string[]): boolean {
  const known = new Map<string, ReadonlySet<number>>();
  const ends = (form: Form, from: number): ReadonlySet<number> => {
    switch (form.kind) {
      case "word":
        return new Set(tokens[from] === form.word ? [from + 1] : []);
      case "rule":
        return rules.has(form.name)
          ? endsOfRule(form.name, from)
          : new Set(tokens[from] === form.name ? [from + 1] : []);
      case "sequence": {
        let places: ReadonlySet<number> = new Set([from]);
        for (const part of form.parts) places = new Set([...places].flatMap((place) => [...ends(part, place)]));
        return places;
      }
      case "choice":
        return new Set(form.parts.flatMap((part) => [...ends(part, from)]));
      case "optional":
        return new Set([from, ...ends(form.part, from)]);
      case "repeated": {
        const reached = new Set([from]);
        for (const place of reached) for (const end of ends(form.part, place)) reached.add(end);
        return reached;
      }
    }
  };
  const endsOfRule = (name: string, from: number): ReadonlySet<number> => {
    const key = `${name} ${from}`;
    const found = known.get(key) ?? ends(rules.get(name) as Form, from);
    known.set(key, found);
    return found;
  };
  return endsOfRule(start, 0).has(tokens.length);
}
