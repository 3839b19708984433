import { describe, expect, test } from "vitest";

import { onlyInput, outcome, refusals, type SourceOptions, source } from "./support/loading.ts";
import {
  EVERY_RECORD,
  loadTransactions,
  newFile,
  sharedLoading,
  TRANSACTION_HEADER,
  transactionsIn,
} from "./support/shared-loading.ts";

const loading = sharedLoading();

const good = (id: number) => `t${id},c${id},2026-03-0${id},1.50`;

const load = async (text: string | Uint8Array, options: Parameters<typeof loadTransactions>[2] = {}) =>
  loadTransactions(loading(), text, options);

async function outcomeOf(text: string | Uint8Array, options: SourceOptions = {}) {
  return outcome(await onlyInput(load(text, options)));
}

const lines = (...records: string[]) => [TRANSACTION_HEADER, ...records, ""].join("\n");

describe("every record is loaded, rejected or excluded", () => {
  test("and is named by its number, counted from 1 after the header, whatever was malformed before it", async () => {
    const text = lines(
      good(1),
      "t2,c2",
      good(3),
      "t4,c4,2026-03-04,1.50,more",
      "t5,c5,someday,1.50",
      "t6,c6,2026-03-06,many",
    );
    expect(await outcomeOf(text)).toEqual({
      records: 6,
      loaded: 2,
      rejected: 4,
      excluded: 0,
      rejects: ["2 malformed", "4 malformed", "5 ordered_at GK0311", "6 amount GK0311"],
    });
  });

  test("one that the source does not want is excluded, and its faults do not matter but those of the condition", async () => {
    const text = lines(
      "t1,c1,2026-03-01,5",
      "t2,c2,2026-03-02,-5",
      "t3,c3,someday,-1",
      "t4,c4,someday,7",
      "t5,c5,2026-03-05,x",
    );
    expect(await outcomeOf(text, { where: "number(amount) > 0" })).toEqual({
      records: 5,
      loaded: 1,
      rejected: 2,
      excluded: 2,
      rejects: ["4 ordered_at GK0311", "5 where GK0311"],
    });
  });

  test("a field with line feeds in quotes is one field, in either kind of line end", async () => {
    const text = lines('t1,"c1, of\nFern Lane",2026-03-01,1', "t2,c2", "t3,c3,someday,1");
    const expected = { records: 3, loaded: 1, rejected: 2, rejects: ["2 malformed", "3 ordered_at GK0311"] };
    expect(await outcomeOf(text)).toMatchObject(expected);
    expect(await outcomeOf(text.replaceAll("\n", "\r\n"))).toMatchObject(expected);
  });

  test.each([
    ["with CRLF", (text: string) => text.replaceAll("\n", "\r\n")],
    ["with a byte-order mark", (text: string) => `\uFEFF${text}`],
    ["with empty lines between", (text: string) => text.replaceAll("\n", "\n\n").replace("\n\n", "\n")],
    [
      "with empty lines between, in CRLF",
      (text: string) => text.replaceAll("\n", "\n\n").replace("\n\n", "\n").replaceAll("\n", "\r\n"),
    ],
    ["without a line end at its end", (text: string) => text.trimEnd()],
    ["with quotes around everything", (text: string) => text.replaceAll(/[^,\n]+/gu, '"$&"')],
  ])("a file %s gives the same records under the same numbers", async (_, written) => {
    const text = lines(good(1), "t2,c2", good(3), "t4,c4,someday,1.50", "t5", "t6,c6,2026-03-06,many");
    expect(await outcomeOf(written(text))).toEqual({
      records: 6,
      loaded: 2,
      rejected: 4,
      excluded: 0,
      rejects: ["2 malformed", "5 malformed", "4 ordered_at GK0311", "6 amount GK0311"],
    });
  });

  test("in a file of one column an empty line is a blank cell", async () => {
    await loading().write("input/one-column.csv", "customer_id\nc1\n\nc2\n");
    const own = source("customers", {
      header: "customer_id",
      files: ["input/one-column.csv"],
      threshold: EVERY_RECORD,
    });
    expect(outcome(await onlyInput(loading().load([own])))).toMatchObject({
      records: 3,
      loaded: 2,
      rejects: ["2 customer_id GK0310"],
    });
  });

  test("a file with a header and nothing else has no records", async () => {
    expect(await outcomeOf(`${TRANSACTION_HEADER}\n`)).toMatchObject({ records: 0, loaded: 0 });
    expect(await outcomeOf(TRANSACTION_HEADER)).toMatchObject({ records: 0, loaded: 0 });
  });

  test("bytes that are not UTF-8 reject their record and no other", async () => {
    const bytes = Buffer.concat([
      Buffer.from(lines(good(1)) + "t2,"),
      Buffer.from([0xff, 0xfe]),
      Buffer.from(`,2026-03-02,1\n${good(3)}\n`),
    ]);
    expect(await outcomeOf(bytes)).toMatchObject({ records: 3, loaded: 2, rejects: ["2 malformed"] });
  });

  test("numbers stay right in a file that is read in several pieces", async () => {
    const records = Array.from({ length: 200_000 }, (_, index) => {
      if (index === 150_000) return "broken";
      return index === 199_999 ? "t,c,someday,1" : `t${index},c${index},2026-03-01,"1.50"`;
    });
    const text = [TRANSACTION_HEADER, ...records, ""].join("\n").replace("\nt1000,", "\n\n\nt1000,");
    expect(await outcomeOf(text)).toMatchObject({
      records: 200_000,
      rejects: ["150001 malformed", "200000 ordered_at GK0311"],
    });
  });
});

describe("columns are found by name", () => {
  test("in any order, and columns that nobody maps are left alone", async () => {
    const text = 'note,amount,ordered_at,customer_id,transaction_id\n"a, b",1.5,2026-03-01,c1,t1\n';
    const [row] = await loading().rows(await onlyInput(load(text)));
    expect(row).toMatchObject({ transaction_id: "t1", customer_id: "c1", amount: "1.5000" });
  });

  test("with another delimiter and quote when they are declared", async () => {
    const csv = { delimiter: ";", quote: "'" } as const;
    const text = `${TRANSACTION_HEADER.replaceAll(",", ";")}\nt1;'c1; it''s';2026-03-01;1.5\n`;
    const [row] = await loading().rows(await onlyInput(load(text, { csv })));
    expect(row).toMatchObject({ customer_id: "c1; it's", amount: "1.5000" });
  });

  test.each([
    [
      "a column that is missing, with the one that may be meant",
      "transaction_id,custmer_id,ordered_at,amount\n",
      'GK0321 FILE has no column "customer_id", which its source maps; did you mean "custmer_id"?',
    ],
    [
      "names that differ in capitals only",
      `${TRANSACTION_HEADER},Amount\n`,
      "GK0322 the header of FILE cannot be used: columns 4 and 5 have the same name",
    ],
    [
      "a column without a name",
      `${TRANSACTION_HEADER},\n`,
      "GK0322 the header of FILE cannot be used: column 5 has no name",
    ],
    [
      "a file of carriage returns",
      `${TRANSACTION_HEADER}\rt1,c1,2026-03-01,1\r`,
      "GK0332 FILE cannot be read line by line: its lines end in carriage returns alone",
    ],
    ["an empty file", "", "GK0325 FILE is empty: it has not even a header"],
    ["a file of empty lines", "\n\n", "GK0325 FILE has no header: its first line is blank"],
  ])("refuses %s", async (_, text, expected) => {
    const file = newFile();
    expect(await refusals(load(text, { file }))).toEqual([expected.replace("FILE", file)]);
  });
});

describe("a stray quote", () => {
  test("inside a field is a character like any other", async () => {
    expect(await outcomeOf(lines('t1,c"1,2026-03-01,1', good(2)))).toMatchObject({ records: 2, loaded: 2 });
  });

  test("that joins records into a well-formed one is found by its delimiters", async () => {
    const joined = ['t2,"c2,2026-03-02,1', good(3), 't4,c4",2026-03-04,1'];
    expect(await outcomeOf(lines(good(1), ...joined, good(5)))).toEqual({
      records: 3,
      loaded: 2,
      rejected: 1,
      excluded: 0,
      rejects: ["2  GK0315"],
    });
    const gzipped = await loading().gzip("input/joined.csv.gz", lines(good(1), ...joined, good(5)));
    const own = transactionsIn(gzipped);
    expect(outcome(await onlyInput(loading().load([own])))).toMatchObject({ loaded: 2, rejects: ["2  GK0315"] });
  });

  test("that joins records is found even where the joined record is not wanted", async () => {
    const joined = ['t2,"c2,2026-03-02,-1', 't3,c3",2026-03-03,-1'];
    expect(await outcomeOf(lines(good(1), ...joined), { where: "number(amount) > 0" })).toMatchObject({
      loaded: 1,
      rejected: 1,
      excluded: 0,
    });
  });

  test("that makes a broken record of several lines refuses the file, threshold or not", async () => {
    const broken = await refusals(load(lines(good(1), 't2,"c2,2026-03-02,1', 't3,"c3,2026-03-03,1', good(4))));
    expect(broken).toEqual([
      expect.stringMatching(/^GK0306 .* record 3 is not well-formed CSV \(its quotes run over several lines\)$/u),
    ]);
  });

  test("that never closes refuses the file, threshold or not", async () => {
    const open = await refusals(load(lines(good(1), 't2,"c2,2026-03-02,1', good(3), good(4))));
    expect(open).toEqual([expect.stringMatching(/^GK0306 .* record 3 .*\(a quote opens in it and never closes\)$/u)]);
  });
});

describe("a file that is no such text", () => {
  const utf16 = Buffer.from(lines(good(1)), "utf16le");
  test.each([
    ["UTF-16 with its mark", Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]), "GK0326"],
    ["UTF-16, big end first", Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()]), "GK0326"],
    ["UTF-16 without a mark", utf16, "GK0326"],
    ["zero bytes far down", lines(...Array.from({ length: 500 }, () => good(1)), "t\0,c,2026-03-01,1"), "GK0326"],
    ["a line of three megabytes", lines(good(1), `t2,${"x".repeat(3_000_000)},2026-03-01,1`, good(3)), "GK0304"],
    ["lines that end in LF and in CRLF", `${TRANSACTION_HEADER}\n${good(1)}\r\n${good(2)}\n`, "GK0332"],
    ["a carriage return inside a line", lines(good(1), "t2,c\r2,2026-03-02,1", good(3)), "GK0332"],
  ])("is refused: %s", async (_, content, code) => {
    expect(await refusals(load(content))).toEqual([
      expect.stringMatching(new RegExp(`^${code} input/file-\\d+\\.csv `, "u")),
    ]);
  });
});

describe("a record that may be a refusal", () => {
  test.each([
    ["consent_events", "event_id,customer_id,purpose,action,effective_at", "e1,c1,direct_marketing,refuse"],
    ["suppressions", "list_id,match,value", "stop,person"],
    ["contact_history", "contact_id,customer_id,contact_point,campaign_id,channel,contacted_at,outcome", "h1,c1"],
  ] as const)("is not lost under a threshold: %s", async (table, header, record) => {
    await loading().write(`input/${table}.csv`, `${header}\n${record}\n${record}\n`);
    const refused = await refusals(loading().load([source(table, { header, threshold: EVERY_RECORD })]));
    expect(refused).toEqual([expect.stringMatching(/^GK0331 input\/\w+\.csv records 1, 2 cannot be taken apart/u)]);
  });
});

test("a file is named by its path in the project and never by where the project lies", async () => {
  const refused = await refusals(load(lines("t1,c1"), { threshold: 0 }));
  expect(refused).toEqual([expect.stringMatching(/^GK0320 input\/file-\d+\.csv: 1 of 1 records rejected/u)]);
  expect(refused.join(" ")).not.toContain(loading().folder);
});
