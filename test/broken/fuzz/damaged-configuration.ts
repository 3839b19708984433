import fc from "fast-check";

import { GOOD } from "../../config/project-folder.ts";
import { hostileText } from "../../expression/hostile-generator.ts";

/** A file of the good project that is damaged: text, or bytes that may not be UTF-8. */
export interface DamagedConfiguration {
  readonly file: string;
  readonly text: string | Uint8Array;
}

const FILES = [
  "gatekeeper.yaml",
  "campaigns/spring.yaml",
  "vendors/callhouse.yaml",
  "notices/privacy.yaml",
  "reports/segments.yaml",
] as const;

const goodText = (file: string) => String(GOOD[file]);

/** What YAML and schemas stumble over. */
const PIECES = [
  ...'null|~|{}|[]|[null]|{ a: [b] }|7|-0|1e400|.inf|.nan|0x1F|0o17|99999999999999999999|1_000|yes|on|true|\'|"|>|>-|>+2|*a|&a|&a x|<<: *a|!!binary aGVsbG8=|!!set { a }|!x|{|}|[|]|,|: |- |? |# |--- |...|%YAML 1.1|@|`|\t|\0|\u0007|\u001B[31m|\uFEFF|\u2028|\u0085|\u{1F600}|\u202E|__proto__: 1|constructor|toString|hunter2hunter2hunter2|${env:X}|${file:../x}|2026-02-30|2026-13-01|0001-01-01|9999-12-31|AGE-SECRET-KEY-1QQQ|\'quoted\'|"\\x"|"\\ud800"|\n|\r|\r\n| |  '.split(
    "|",
  ),
  "|",
  "|2-",
  "k".repeat(1100),
];

const piece = fc.constantFrom(...PIECES);
const place = fc.integer({ min: 0, max: 9999 }).map((share) => share / 10_000);
const spot = (at: number, length: number) => Math.floor(at * (length + 0.999));

type Damage = (text: string) => string;

const splice = fc
  .record({ at: place, cut: fc.nat(12), put: fc.oneof(piece, fc.constant("")) })
  .map(({ at, cut, put }): Damage => (text) => {
    const start = spot(at, text.length);
    return text.slice(0, start) + put + text.slice(start + cut);
  });

const lines = fc
  .record({
    from: place,
    to: place,
    how: fc.constantFrom("cut", "double", "move", "indent", "outdent", "tab", "join", "key", "value"),
    put: piece,
  })
  .map(({ from, to, how, put }): Damage => (text) => {
    const all = text.split("\n");
    const [a, b] = [spot(from, all.length - 1), spot(to, all.length - 1)];
    const line = all[a] ?? "";
    if (how === "cut") all.splice(a, 1);
    if (how === "double") all.splice(b, 0, line);
    if (how === "move") all.splice(b, 0, ...all.splice(a, 1));
    if (how === "indent") all[a] = `  ${line}`;
    if (how === "outdent") all[a] = line.replace(/^ {1,2}/u, "");
    if (how === "tab") all[a] = `\t${line.trimStart()}`;
    if (how === "join") all.splice(a, 2, `${line}${all[a + 1] ?? ""}`);
    if (how === "key") all[a] = line.replace(/[\w-]+(?=:)/u, put);
    if (how === "value") all[a] = line.replace(/:(?: .*)?$/u, `: ${put}`);
    return all.join("\n");
  });

/** One word of the project where another stood. */
const words = fc
  .record({ from: place, to: place, file: fc.constantFrom(...FILES) })
  .map(({ from, to, file }): Damage => {
    const others = goodText(file).match(/[\w.'()-]+/gu) ?? [];
    return (text) => {
      const own = [...text.matchAll(/[\w.'()-]+/gu)];
      const word = own[spot(from, own.length - 1)];
      if (word === undefined) return text;
      const put = others[spot(to, others.length - 1)] ?? "";
      return text.slice(0, word.index) + put + text.slice(word.index + word[0].length);
    };
  });

const truncation = place.map(
  (at): Damage =>
    (text) =>
      text.slice(0, spot(at, text.length)),
);

/** The same whose bytes are text, damaged in lines, words and signs. */
export const damagedText: fc.Arbitrary<{ readonly file: string; readonly text: string }> = fc
  .record({
    file: fc.constantFrom(...FILES),
    damages: fc.array(
      fc.oneof(
        { weight: 4, arbitrary: splice },
        { weight: 4, arbitrary: lines },
        { weight: 3, arbitrary: words },
        { weight: 1, arbitrary: truncation },
      ),
      { minLength: 1, maxLength: 2 },
    ),
  })
  .map(({ file, damages }) => ({ file, text: damages.reduce((text, next) => next(text), goodText(file)) }));

const broken = fc
  .record({
    file: fc.constantFrom(...FILES),
    at: place,
    bytes: fc.constantFrom("ff", "c3", "eda080", "f4908080", "80", "fffe"),
  })
  .map(({ file, at, bytes }) => {
    const good = Buffer.from(goodText(file));
    const start = spot(at, good.length);
    return { file, text: Buffer.concat([good.subarray(0, start), Buffer.from(bytes, "hex"), good.subarray(start)]) };
  });

/** Where an expression is wanted, some text, written as each kind of scalar. */
const expressions = fc
  .record({
    where: fc.constantFrom("audience", "column", "where"),
    text: hostileText.filter((text) => text.length < 3000),
    how: fc.constantFrom("double", "single", "plain", "folded", "literal"),
  })
  .map(({ where, text, how }) => {
    const indent = where === "audience" ? "  " : where === "column" ? "          " : "        ";
    const value = scalar(text, how, indent);
    if (where === "audience") {
      const file = "campaigns/spring.yaml";
      return { file, text: goodText(file).replace(/audience: >\n(?: {2}.*\n)+/u, () => `audience: ${value}\n`) };
    }
    const file = "gatekeeper.yaml";
    const [from, to] =
      where === "column"
        ? ["amount: number(Quantity) * number(UnitPrice)", `amount: ${value}`]
        : ["where: number(Quantity) > 0", `where: ${value}`];
    return { file, text: goodText(file).replace(from, () => to) };
  });

function scalar(text: string, how: string, indent: string): string {
  const block = () =>
    text
      .split("\n")
      .map((line) => `${indent}${line}`)
      .join("\n");
  if (how === "double") return JSON.stringify(text);
  if (how === "single") return `'${text.replaceAll("'", "''")}'`;
  if (how === "folded") return `>-\n${block()}`;
  if (how === "literal") return `|-\n${block()}`;
  return text;
}

/** A file of the good project with a few damages of its lines, words and bytes, or with any text for an expression. */
export const damagedConfiguration: fc.Arbitrary<DamagedConfiguration> = fc.oneof(
  { weight: 10, arbitrary: damagedText },
  { weight: 4, arbitrary: expressions },
  { weight: 1, arbitrary: broken },
);
