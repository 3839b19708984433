import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { JsonLineReader } from "../../src/io/json-line-reader.ts";

/** The cells of a line as texts, numbers as written; null for blank; or the problem. */
function read(line: string, names: readonly string[]): readonly (string | null)[] | string {
  const reader = new JsonLineReader(names);
  const bytes = Buffer.from(line);
  const problem = reader.read(bytes);
  if (problem !== null) return problem;
  return reader.cells.map((cell) => {
    if (cell.kind === "blank") return null;
    return cell.kind === "decoded" ? cell.text : bytes.toString("utf8", cell.start, cell.end);
  });
}

describe("values", () => {
  test.each([
    ['{"a":1234567890.1234}', ["1234567890.1234"]],
    ['{"a":0.10}', ["0.10"]],
    ['{"a":-12345678901234567890.123456789012345678901}', ["-12345678901234567890.123456789012345678901"]],
    ['{"a":1e3}', ["1e3"]],
    ['{"a":-0}', ["-0"]],
    ['{"a":true}', ["true"]],
    ['{"a":false}', ["false"]],
    ['{"a":null}', [null]],
    ['{"b":1}', [null]],
    ['{"a":""}', [""]],
    ['{"a":"x, y"}', ["x, y"]],
    ['{"a":"客户"}', ["客户"]],
    ['{"a":"\\u5ba2\\u6237 \\ud83d\\ude00"}', ["客户 😀"]],
    ['{"a":"\\"\\\\\\/\\b\\f\\n\\r\\t"}', ['"\\/\b\f\n\r\t']],
    [' \t{ "b" : [ { "a" : 1 } , [ ] ] , "a" : "1" } \r', ["1"]],
    ['{"\\u0061":7}', ["7"]],
  ])("%s", (line, cells) => {
    expect(read(line, ["a"])).toEqual(cells);
  });

  test("a path of keys leads into objects, and a key may have the points itself", () => {
    const names = ["customer.id", "customer.name.first", "total"];
    expect(read('{"customer":{"id":7,"name":{"first":"Wren"},"id2":8},"total":1.5}', names)).toEqual([
      "7",
      "Wren",
      "1.5",
    ]);
    expect(read('{"customer.id":"c1","total":2}', names)).toEqual(["c1", null, "2"]);
    expect(read('{"customer":null}', names)).toEqual([null, null, null]);
    expect(read('{"x":{"customer":{"id":7}}}', names)).toEqual([null, null, null]);
  });
});

describe("a line that gives no record", () => {
  test.each([
    ["", "not_an_object"],
    ["   ", "not_an_object"],
    ["[1]", "not_an_object"],
    ['"a"', "not_an_object"],
    ["null", "not_an_object"],
    ['{"a":1', "not_an_object"],
    ['{"a":1}}', "not_an_object"],
    ['{"a":1} {"a":2}', "not_an_object"],
    ['{"a":1,}', "not_an_object"],
    ['{"a":01}', "not_an_object"],
    ['{"a":.5}', "not_an_object"],
    ['{"a":NaN}', "not_an_object"],
    ['{"a":tru}', "not_an_object"],
    ["{'a':1}", "not_an_object"],
    ["{a:1}", "not_an_object"],
    ['{"a":"x\ty"}', "not_an_object"],
    ['{"a":"\\x"}', "not_an_object"],
    ['{"a":"\\u12g4"}', "not_an_object"],
    ['{"a":"x', "not_an_object"],
    ['{"a":1,"a":2}', "name_twice"],
    ['{"a":1,"\\u0061":1}', "name_twice"],
    ['{"a":null,"a":1}', "name_twice"],
    ['{"b":{"c":1},"b":{}}', "name_twice"],
    ['{"b":{"c":1,"c":1}}', "name_twice"],
    ['{"b.c":null,"b":{"c":1}}', "name_twice"],
    ['{"a":{}}', "nested"],
    ['{"a":[1]}', "nested"],
    ['{"b":1}', "nested"],
    ['{"b":[{"c":1}]}', "nested"],
    ['{"b":{"c":{"d":1}}}', "nested"],
    ['{"a":"\\ud83d"}', "no_text"],
    ['{"a":"\\ude00\\ud83d"}', "no_text"],
    ['{"a":"\\u0000"}', "no_text"],
  ])("%s: %s", (line, problem) => {
    expect(read(line, ["a", "b.c"])).toBe(problem);
  });

  test("a broken line is broken whatever else is wrong with it, and does not spoil the next", () => {
    const reader = new JsonLineReader(["a"]);
    expect(reader.read(Buffer.from('{"a":1,"a":2'))).toBe("not_an_object");
    expect(reader.read(Buffer.from('{"a":3}'))).toBeNull();
    expect(reader.read(Buffer.from("{}"))).toBeNull();
    expect(reader.cells).toEqual([{ kind: "blank" }]);
  });

  test("what no name leads to may be there twice, be nested or hold half a character", () => {
    expect(read('{"x":1,"x":2,"y":[{"a":1}],"z":"\\ud83d","a":"1"}', ["a"])).toEqual(["1"]);
  });

  test("objects and lists may stand a hundred deep and no deeper", () => {
    const nested = (depth: number) => `{"x":${"[".repeat(depth)}${"]".repeat(depth)}}`;
    expect(read(nested(99), ["a"])).toEqual([null]);
    expect(read(nested(100), ["a"])).toBe("not_an_object");
    expect(read(nested(500_000), ["a"])).toBe("not_an_object");
  });
});

test("the names that were seen in any line are told, a null and a nested value among them", () => {
  const reader = new JsonLineReader(["a", "b", "c", "d.e"]);
  for (const line of ['{"a":null}', '{"b":[]}', '{"d":{}}']) reader.read(Buffer.from(line));
  expect([0, 1, 2, 3].map((place) => reader.hasSeen(place))).toEqual([true, true, false, false]);
});

test("whatever text it is given, the same lines are objects as for the language's own parser", () => {
  const value = fc.jsonValue({ maxDepth: 4 }).map((one) => JSON.stringify(one));
  const object = fc
    .dictionary(fc.string({ maxLength: 3 }), fc.jsonValue({ maxDepth: 3 }))
    .map((one) => JSON.stringify(one, null, 1));
  const damage = fc.tuple(fc.nat(), fc.constantFrom(...'{}[]",:\\0189eE+-.tfn u', ""));
  const damaged = fc
    .tuple(fc.oneof(value, object, object), fc.array(damage, { maxLength: 2 }))
    .map(([text, places]) => {
      const characters = [...text];
      for (const [place, character] of places) characters[place % Math.max(1, characters.length)] = character;
      return characters.join("");
    });
  let objects = 0;
  fc.assert(
    fc.property(damaged, (line) => {
      objects += isObject(line) ? 1 : 0;
      expect(read(line, ["no such name"]) !== "not_an_object", line).toBe(isObject(line));
    }),
    { numRuns: 5000 },
  );
  expect(objects).toBeGreaterThan(500);
});

function isObject(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

test("texts and numbers come out as the language's own parser has them", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme" }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      (text, number) => {
        const line = JSON.stringify({ text, number: Object.is(number, -0) ? 0 : number });
        const cells = read(line, ["text", "number"]);
        if (text.includes("\0")) expect(cells).toBe("no_text");
        else expect([cells[0], Number(cells[1])]).toEqual([text, Object.is(number, -0) ? 0 : number]);
      },
    ),
    { numRuns: 1000 },
  );
});
