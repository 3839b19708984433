import fc from "fast-check";
import { gzipSync } from "node:zlib";

import { INPUT_TABLE_NAMES, type InputTableName } from "../../../src/domain/input-tables.ts";
import { INPUT_TEXTS } from "../input-texts.ts";

/** A good file of one input table, damaged. */
export interface DamagedTable {
  readonly table: InputTableName;
  readonly bytes: Buffer;
  readonly isGzip: boolean;
}

/** Bytes that readers of text stumble over, as they stand in a file. */
const PIECES: readonly Buffer[] = [
  ...'"|\'|""|,|;|\t|\n|\r|\r\n|\n\n|\0|\uFEFF|\u2028|\u0085|\u3000|=1+1|\\|\\"|\\n|#|\u001A|NULL|NaN|-|1e400|2026-02-30|1,234.50|-0|\u202E|\u{1F600}|e\u0301'
    .split("|")
    .map((text) => Buffer.from(text)),
  ...["ff", "fffe", "c3", "c080", "eda080", "f8888080", "80", "efbb", "1f8b"].map((hex) => Buffer.from(hex, "hex")),
];

const piece = fc.constantFrom(...PIECES);
/** A share of a length; fast-check's doubles would nearly all be near nothing. */
const place = fc.integer({ min: 0, max: 9999 }).map((share) => share / 10_000);
const spot = (at: number, length: number) => Math.floor(at * (length + 0.999));

type Damage = (bytes: Buffer) => Buffer;

const splice = fc
  .record({ at: place, cut: fc.nat(6), put: fc.oneof(piece, fc.constant(Buffer.alloc(0))) })
  .map(({ at, cut, put }): Damage => (bytes) => {
    const start = spot(at, bytes.length);
    return Buffer.concat([bytes.subarray(0, start), put, bytes.subarray(start + cut)]);
  });

const flip = fc.record({ at: place, bit: fc.nat(7) }).map(({ at, bit }): Damage => (bytes) => {
  const copy = Buffer.from(bytes);
  const index = spot(at, copy.length - 1);
  if (index in copy) copy[index] = (copy[index] as number) ^ (1 << bit);
  return copy;
});

const truncation = place.map(
  (at): Damage =>
    (bytes) =>
      bytes.subarray(0, spot(at, bytes.length)),
);

/** Lines cut out, doubled, exchanged or joined. */
const lines = fc
  .record({ from: place, to: place, how: fc.constantFrom("cut", "double", "swap", "join", "empty", "first") })
  .map(({ from, to, how }): Damage => (bytes) => {
    const all = bytes.toString("latin1").split("\n");
    const [a, b] = [spot(from, all.length - 1), spot(to, all.length - 1)];
    const [one = "", other = ""] = [all[a], all[b]];
    if (how === "cut") all.splice(a, 1);
    if (how === "double") all.splice(b, 0, one);
    if (how === "swap") [all[a], all[b]] = [other, one];
    if (how === "join") all.splice(a, 2, `${one}${other}`);
    if (how === "empty") all.splice(a, 0, "");
    if (how === "first") all.splice(0, 1, one);
    return Buffer.from(all.join("\n"), "latin1");
  });

/** A cell exchanged with another of its record, taken from another record, or replaced. */
const cells = fc
  .record({ line: place, from: place, to: place, put: fc.option(piece, { freq: 2 }) })
  .map(({ line, from, to, put }): Damage => (bytes) => {
    const all = bytes.toString("latin1").split("\n");
    const row = spot(line, all.length - 1);
    const parts = (all[row] ?? "").split(",");
    const [a, b] = [spot(from, parts.length - 1), spot(to, parts.length - 1)];
    if (put === null) [parts[a], parts[b]] = [parts[b] ?? "", parts[a] ?? ""];
    else parts[a] = put.toString("latin1");
    all[row] = parts.join(",");
    return Buffer.from(all.join("\n"), "latin1");
  });

const everywhere = fc.record({ what: fc.constantFrom(",", "\n", '"', "-", " "), put: piece }).map(
  ({ what, put }): Damage =>
    (bytes) =>
      Buffer.from(bytes.toString("latin1").replaceAll(what, put.toString("latin1")), "latin1"),
);

const damage = fc.oneof(
  { weight: 6, arbitrary: splice },
  { weight: 4, arbitrary: cells },
  { weight: 3, arbitrary: lines },
  { weight: 2, arbitrary: flip },
  { weight: 1, arbitrary: truncation },
  { weight: 1, arbitrary: everywhere },
);

const damages = fc.array(damage, { minLength: 1, maxLength: 3 });

/** A good file of any input table with up to three damages, as text or, damaged once more when compressed, as gzip. */
export const damagedTable: fc.Arbitrary<DamagedTable> = fc
  .record({
    table: fc.constantFrom(...INPUT_TABLE_NAMES),
    damages,
    gzipDamages: fc.oneof(
      { weight: 9, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.array(fc.oneof(splice, flip, truncation), { maxLength: 2 }) },
    ),
  })
  .map(({ table, damages: done, gzipDamages }) => {
    const text = damagedBy(Buffer.from(INPUT_TEXTS[table]), done);
    if (gzipDamages === null) return { table, bytes: text, isGzip: false };
    return { table, bytes: damagedBy(gzipSync(new Uint8Array(text)), gzipDamages), isGzip: true };
  });

function damagedBy(bytes: Buffer, all: readonly Damage[]): Buffer {
  return all.reduce<Buffer>((current, next) => next(current), bytes);
}
