import fc from "fast-check";
import { GOOD } from "./project-folder.ts";

const PIECES = [
  "null",
  "{}",
  "[]",
  "[null]",
  "7",
  "1e400",
  "99999999999999999999",
  "yes",
  "__proto__: 1",
  "{ __proto__: { a: 1 } }",
  "constructor",
  "{ constructor: 1 }",
  "? [a, b]\n: 1",
  "7: 1",
  "&a x",
  "*a",
  "!!binary aGVsbG8=",
  "'",
  '"',
  ">",
  "|",
  "\t",
  "\u0000",
  "\u{1F600}",
  "<<: 1",
  "---",
  "${env:X}",
];

const anyFile = fc.constantFrom(
  "gatekeeper.yaml",
  "campaigns/spring.yaml",
  "vendors/callhouse.yaml",
  "reports/segments.yaml",
);

/** A good file in which a few stretches are replaced by pieces that YAML and schemas stumble over. */
const damagedStretches = fc
  .record({
    file: anyFile,
    damages: fc.array(fc.record({ from: fc.nat(), length: fc.nat(30), piece: fc.constantFrom("", ...PIECES) }), {
      minLength: 1,
      maxLength: 3,
    }),
  })
  .map(({ file, damages }) => {
    const good = String(GOOD[file]);
    const text = damages.reduce((before, { from, length, piece }) => {
      const start = from % (before.length + 1);
      return before.slice(0, start) + piece + before.slice(start + length);
    }, good);
    return { file, text };
  });

/** The same where a value ends a line: the damage is well-formed YAML more often. */
const changedValue = fc
  .record({
    file: anyFile,
    line: fc.nat(),
    piece: fc.constantFrom("", ...PIECES),
  })
  .map(({ file, line, piece }) => {
    const lines = String(GOOD[file]).split("\n");
    const index = line % lines.length;
    lines[index] = String(lines[index]).replace(/:(?: .*)?$/, `: ${piece}`);
    return { file, text: lines.join("\n") };
  });

/** A file of the good project that is damaged in one way or the other. */
export const damagedFile = fc.oneof(damagedStretches, changedValue);
