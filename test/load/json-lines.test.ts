import { describe, expect, test } from "vitest";
import { gzipSync } from "node:zlib";

import { encoded } from "../io/encoded.ts";
import { onlyInput, outcome, refusals, source } from "./support/loading.ts";
import { loadTransactions, newFile, sharedLoading, TRANSACTION_HEADER } from "./support/shared-loading.ts";

const loading = sharedLoading();

/** A transactions source of one file of JSON Lines, in which every record may be rejected unless told otherwise. */
async function load(content: string | Uint8Array, options: Parameters<typeof loadTransactions>[2] = {}) {
  const declared = { file: newFile(".jsonl"), format: "jsonl", csv: undefined } as const;
  return loadTransactions(loading(), content, { ...declared, ...options });
}

const line = (id: string, more: Record<string, unknown> = {}) =>
  JSON.stringify({ transaction_id: id, customer_id: `c-${id}`, ordered_at: "2026-03-01", amount: 1.5, ...more });

const lines = (...records: string[]) => [...records, ""].join("\n");

describe("every line is a record", () => {
  test("loaded, rejected or excluded, a broken one without harm to its neighbours", async () => {
    const text = lines(
      line("t1"),
      '{"transaction_id":"t2"',
      line("t3", { amount: -1 }),
      line("t4", { amount: { value: 1 } }),
      line("t5", { ordered_at: "someday" }),
      '{"transaction_id":"t6","transaction_id":"t7","customer_id":"c","ordered_at":"2026-03-01","amount":1}',
      line("t8", { customer_id: "\ud83d" }).replace("\ud83d", "\\ud83d"),
      "[1,2]",
      line("t10"),
    );
    const input = await onlyInput(load(text, { where: "number(amount) > 0" }));
    expect(outcome(input)).toEqual({
      records: 9,
      loaded: 2,
      rejected: 6,
      excluded: 1,
      rejects: ["2 malformed", "4 malformed", "6 malformed", "7 malformed", "8 malformed", "5 ordered_at GK0311"],
    });
    expect(input.loaded.malformed.map(({ code }) => code)).toEqual(["GK0343", "GK0345", "GK0344", "GK0346", "GK0343"]);
    expect((await loading().rows(input)).map((row) => row["transaction_id"])).toEqual(["t1", "t3", "t5", "t10"]);
  });

  test.each([
    ["CRLF", (text: string) => text.replaceAll("\n", "\r\n")],
    ["empty lines between", (text: string) => text.replaceAll("\n", "\n\n")],
    ["no line end at its end", (text: string) => text.trimEnd()],
    ["a byte-order mark", (text: string) => `\uFEFF${text}`],
    ["blanks around its objects", (text: string) => text.replaceAll(/^|$/gmu, " ").replaceAll(/^ +$/gmu, "")],
  ])("in a file with %s too", async (_, written) => {
    const text = lines(line("t1"), "{", line("t3", { ordered_at: "x" }), line("t4"));
    expect(outcome(await onlyInput(load(written(text))))).toEqual({
      records: 4,
      loaded: 2,
      rejected: 2,
      excluded: 0,
      rejects: ["2 malformed", "3 ordered_at GK0311"],
    });
  });

  test("numbers stay right over many chunks of a compressed file", async () => {
    const records = Array.from({ length: 60_000 }, (_, index) => (index === 40_000 ? "{]" : line(`t${index}`)));
    const input = await onlyInput(load(gzipSync(lines(...records)), { file: "input/many.ndjson.gz" }));
    expect(outcome(input)).toMatchObject({ records: 60_000, loaded: 59_999, rejects: ["40001 malformed"] });
  });

  test("bytes that are no UTF-8 reject their line and no other", async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${line("t1")}\n{"transaction_id":"`),
      Buffer.from([0xff, 0xfe]),
      Buffer.from(`"}\n${line("t3")}\n`),
    ]);
    const input = await onlyInput(load(bytes));
    expect(outcome(input)).toMatchObject({ records: 3, loaded: 2, rejects: ["2 malformed"] });
    expect(input.loaded.malformed[0]?.code).toBe("GK0346");
  });

  test("an empty line alone is a delivery without records; a file without a byte is none", async () => {
    expect(outcome(await onlyInput(load("\n")))).toMatchObject({ records: 0, loaded: 0 });
    expect(await refusals(load(""))).toEqual([expect.stringMatching(/^GK0348 input\/file-\d+\.jsonl is empty/u)]);
  });
});

describe("values", () => {
  test("are read as they are written: numbers to the last digit, texts with everything in them", async () => {
    const texts = ['a "quoted", text', "two\nlines\r\nand three", "客户 😀", "C:\\temp", "", "  padded "];
    const rows = texts.map((customer, index) => line(`t${index}`, { customer_id: customer }));
    const exact = line("t9").replace('"amount":1.5', '"amount":1234567890.1234');
    const input = await onlyInput(load(lines(...rows, exact)));
    const loaded = await loading().rows(input);
    expect(loaded.map((row) => row["customer_id"])).toEqual([
      'a "quoted", text',
      "two\nlines\r\nand three",
      "客户 😀",
      "C:\\temp",
      null,
      "padded",
      "c-t9",
    ]);
    expect(loaded.at(-1)?.["amount"]).toBe("1234567890.1234");
    const text = lines(
      line("t1").replace('"amount":1.5', '"amount":"7.25"'),
      line("t2").replace("1.5", "99999999999999.9999"),
    );
    expect((await loading().rows(await onlyInput(load(text)))).map((row) => row["amount"])).toEqual([
      "7.2500",
      "99999999999999.9999",
    ]);
  });

  test("that are null or absent are blank, words are texts, and exponents are unreadable like in any text", async () => {
    const records = [
      line("t1", { customer_id: null }),
      line("t2", { customer_id: true }),
      line("t3").replace(/"customer_id":"[^"]*",/u, ""),
      line("t4").replace('"amount":1.5', '"amount":1e3'),
    ];
    const rows = await loading().rows(await onlyInput(load(lines(...records))));
    expect(rows.map((row) => row["reject"] ?? row["customer_id"])).toEqual([null, "true", null, "amount:GK0311"]);
  });

  test("inside objects are mapped by their path", async () => {
    const columns = {
      transaction_id: "id",
      customer_id: '"buyer.id"',
      ordered_at: '"at.local"',
      amount: "number(total) * 2",
    };
    const record = {
      id: 7,
      buyer: { id: "c7", name: "Wren" },
      at: { local: "2026-03-01 10:00" },
      total: 2.5,
      items: [{ id: 1 }],
    };
    const input = await onlyInput(load(lines(JSON.stringify(record)), { columns }));
    expect((await loading().rows(input))[0]).toMatchObject({
      transaction_id: "7",
      customer_id: "c7",
      ordered_at: "2026-03-01 02:00:00",
      amount: "5.0000",
    });
  });

  test("of a source that maps constants only are not needed", async () => {
    const columns = { list_id: "'stop'", match: "'person'", value: "'c1'" };
    await loading().write("input/constant.jsonl", '{"a":1}\n{"record":[1]}\n{\n');
    const own = source("suppressions", { columns, files: ["input/constant.jsonl"], format: "jsonl", csv: undefined });
    expect(await refusals(loading().load([own]))).toEqual([
      "GK0331 input/constant.jsonl record 3 cannot be taken apart; it may be a refusal, so no threshold lets it go",
    ]);
  });
});

describe("a file that is not what its source maps is refused", () => {
  test("a name that no line has, with the one that may be meant", async () => {
    const text = lines(
      line("t1").replace("customer_id", "customerId"),
      line("t2").replace("customer_id", "customerId"),
    );
    expect(await refusals(load(text))).toEqual([
      expect.stringMatching(
        /^GK0321 .* has no column "customer_id", which its source maps; did you mean "customerId"\?$/u,
      ),
    ]);
  });

  test("a name that one line has is there, wherever that line is", async () => {
    const header = `${TRANSACTION_HEADER},region`;
    const text = lines(...Array.from({ length: 10 }, (_, index) => line(`t${index}`)), line("t99", { region: "上海" }));
    const rows = await loading().rows(await onlyInput(load(text, { header })));
    expect(rows.map((row) => row["region"]).filter((region) => region !== null)).toEqual(["上海"]);
  });

  test.each<[string, string | Uint8Array, string]>([
    ["a JSON list", `[\n${line("t1")},\n${line("t2")}\n]\n`, "GK0340 FILE is a JSON list, not an object a line"],
    ["one long line", `{"x":"${"y".repeat(2_000_000)}"}\n`, "GK0342 FILE line 1 is longer than 1048576 bytes"],
    ["zero bytes", lines(line("t1"), "\0\0\0"), "GK0326 FILE is not utf-8 text: record 2 holds zero bytes"],
    ["GB18030", encoded(lines(line("客户")), "gb18030"), "GK0326 FILE is read as utf-8, and its bytes are gb18030"],
  ])("%s", async (_, content, message) => {
    const file = newFile(".jsonl");
    expect(await refusals(load(content, { file }))).toEqual([message.replace("FILE", file)]);
  });

  test("lines that are rejected beyond the threshold, with the first of them", async () => {
    expect(await refusals(load(lines(line("t1"), line("t2", { amount: [] })), { threshold: 0 }))).toEqual([
      expect.stringMatching(
        /^GK0320 .*: 1 of 2 records rejected, more than 0%; first: record 2: the line has an object or a list .*\(GK0345\)$/u,
      ),
    ]);
  });
});

test.each(["utf-16le", "utf-16be", "gb18030"] as const)("a file in %s is read as declared", async (encoding) => {
  const text = lines(line("t1", { customer_id: "客户一" }), "{", line("t3", { customer_id: "客户三" }));
  const input = await onlyInput(load(encoded(text, encoding), { encoding }));
  expect(outcome(input)).toMatchObject({ records: 3, loaded: 2, rejects: ["2 malformed"] });
  expect((await loading().rows(input)).map((row) => row["customer_id"])).toEqual(["客户一", "客户三"]);
});
