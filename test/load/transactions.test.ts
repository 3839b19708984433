import { describe, expect, test } from "vitest";

import { onlyInput, outcome, refusals, type SourceOptions } from "./support/loading.ts";
import { newFile, sharedLoading, transactionsIn } from "./support/shared-loading.ts";

const loading = sharedLoading();

/** A source of transactions whose files hold the given records. */
async function sourceOf(header: string, texts: readonly (readonly string[])[], options: SourceOptions = {}) {
  const folder = newFile("");
  const names = texts.map((_, index) => `${folder}/part-${index}.csv`);
  for (const [index, name] of names.entries())
    await loading().write(name, [header, ...(texts[index] ?? []), ""].join("\n"));
  return transactionsIn(folder, { header, files: names, ...options });
}

const load = async (header: string, records: readonly string[], options: SourceOptions = {}) =>
  onlyInput(loading().load([await sourceOf(header, [records], options)]));

describe("signs", () => {
  const header = "transaction_id,customer_id,ordered_at,amount,kind";
  const records = [
    "t1,c1,2026-03-01,5,sale",
    "t2,c1,2026-03-01,-5,refund",
    "t3,c1,2026-03-01,5,Refund",
    "t4,c1,2026-03-01,5,cancellation",
    "t5,c1,2026-03-01,-5,",
    "t6,c1,2026-03-01,-2,adjustment",
  ];

  test("a positive refund or cancellation is rejected unless the source writes them so", async () => {
    expect(outcome(await load(header, records)).rejects).toEqual(["3 amount GK0313", "4 amount GK0313"]);
    const rows = await loading().rows(await load(header, records, { refundSign: "positive" }));
    expect(rows.map((row) => row["amount"])).toEqual(["5.0000", "-5.0000", "-5.0000", "-5.0000", "-5.0000", "-2.0000"]);
  });

  test("without a kind the sign tells a refund from a sale", async () => {
    const rows = await loading().rows(
      await load("transaction_id,customer_id,ordered_at,amount", [
        "t1,c1,2026-03-01,5",
        "t2,c1,2026-03-01,-5",
        "t3,c1,2026-03-01,0",
      ]),
    );
    expect(rows.map((row) => row["kind"])).toEqual(["sale", "refund", "sale"]);
  });
});

describe("times", () => {
  test("a local time or day is the project's, an instant keeps its offset, and the day is always the project's", async () => {
    const header = "transaction_id,customer_id,ordered_at,amount";
    const moments = ["2026-03-01", "2026-03-01 00:30:00", "2026-03-01T23:30:00Z", "2026-03-29T01:30:00+00:00"];
    const own = await sourceOf(header, [moments.map((moment, index) => `t${index},c1,${moment},1`)]);
    const read = async (timeZone: string) => {
      const rows = await loading().rows(await onlyInput(loading().load([own], { timeZone })));
      return rows.map((row) => `${String(row["ordered_at"])} on ${String(row["ordered_date"])}`);
    };
    expect(await read("Asia/Shanghai")).toEqual([
      "2026-02-28 16:00:00 on 2026-03-01",
      "2026-02-28 16:30:00 on 2026-03-01",
      "2026-03-01 23:30:00 on 2026-03-02",
      "2026-03-29 01:30:00 on 2026-03-29",
    ]);
    expect(await read("America/New_York")).toEqual([
      "2026-03-01 05:00:00 on 2026-03-01",
      "2026-03-01 05:30:00 on 2026-03-01",
      "2026-03-01 23:30:00 on 2026-03-01",
      "2026-03-29 01:30:00 on 2026-03-28",
    ]);
  });
});

describe("repeated transactions", () => {
  const header = "transaction_id,customer_id,ordered_at,amount,store_id";
  const records = [
    "t1,c1,2026-03-01,5,s",
    "t2,c1,2026-03-01,5,s",
    "t1,c1,2026-03-01,5,s",
    "t3,c1,2026-03-01,5,s",
    "t3,c1,2026-03-01,5,other",
    "t1,c1,2026-03-01,5,s",
  ];

  test("of equal records all but the first are rejected, of different ones every one", async () => {
    const input = await load(header, records, { records: "transaction" });
    expect(outcome(input)).toMatchObject({
      loaded: 2,
      rejected: 4,
      rejects: [
        "3 transaction_id GK0316",
        "4 transaction_id GK0316",
        "5 transaction_id GK0316",
        "6 transaction_id GK0316",
      ],
    });
  });

  test("a malformed record between them leaves their numbers right", async () => {
    const input = await load(header, ["t1,c1,2026-03-01,5,s", "broken", "t1,c1,2026-03-01,5,s"], {
      records: "transaction",
    });
    expect(outcome(input).rejects).toEqual(["2 malformed", "3 transaction_id GK0316"]);
  });

  test("lines of one order are no repetition, unless their line ids repeat", async () => {
    expect(outcome(await load(header, records))).toMatchObject({ loaded: 6, rejected: 0 });
    const lines = ["t1,c1,2026-03-01,5,1", "t1,c1,2026-03-01,5,2", "t1,c1,2026-03-01,5,2", "t2,c1,2026-03-01,5,1"];
    expect(outcome(await load("transaction_id,customer_id,ordered_at,amount,line_id", lines)).rejects).toEqual([
      "3 transaction_id GK0316",
    ]);
  });

  test("a record that is rejected or excluded anyway repeats nothing", async () => {
    const input = await load(header, ["t1,c1,someday,5,s", "t1,c1,2026-03-01,5,s", "t1,c1,2026-03-01,-9,s"], {
      records: "transaction",
      where: "number(amount) > 0",
    });
    expect(outcome(input)).toMatchObject({ loaded: 1, rejected: 1, excluded: 1, rejects: ["1 ordered_at GK0311"] });
  });

  test("between files of a source they refuse the run, and both files are named", async () => {
    const parts = [
      ["t1,c1,2026-03-01,5,s", "t2,c1,2026-03-01,5,s"],
      ["t3,c1,2026-03-01,5,s"],
      ["t2,c1,2026-03-01,5,s", "t1,c1,2026-03-01,7,s"],
    ];
    const own = await sourceOf(header, parts, { records: "transaction" });
    const [first, , third] = own.files;
    expect(await refusals(loading().load([own]))).toEqual([
      `GK0330 ${third} has 2 transactions that ${first} has as well`,
    ]);
    expect(
      await refusals(loading().load([await sourceOf(header, parts.slice(0, 2), { records: "transaction" })])),
    ).toEqual([]);
  });

  test("between files are looked for anew when one of them changes, and not while none does", async () => {
    const parts = [["t1,c1,2026-03-01,5,s"], ["t2,c1,2026-03-01,5,s"]];
    const own = await sourceOf(header, parts, { records: "transaction" });
    expect(await refusals(loading().load([own]))).toEqual([]);
    expect(await refusals(loading().load([own]))).toEqual([]);
    const [first = "", second = ""] = own.files;
    await loading().write(second, `${header}\nt1,c1,2026-03-01,5,s\n`);
    expect(await refusals(loading().load([own]))).toEqual([
      expect.stringContaining(`${second} has 1 transaction that ${first}`),
    ]);
  });

  test("between files, lines with line ids repeat too, and one file delivered twice under two names does", async () => {
    const lineHeader = "transaction_id,customer_id,ordered_at,amount,line_id";
    const lines = await sourceOf(lineHeader, [
      ["t1,c1,2026-03-01,5,1"],
      ["t1,c1,2026-03-01,5,2", "t1,c1,2026-03-01,5,1"],
    ]);
    expect(await refusals(loading().load([lines]))).toEqual([
      expect.stringMatching(/^GK0330 .* has 1 transaction that /u),
    ]);
    const twice = await sourceOf(header, [["t1,c1,2026-03-01,5,s"], ["t1,c1,2026-03-01,5,s"]], {
      records: "transaction",
    });
    expect(await refusals(loading().load([twice]))).toHaveLength(1);
    const lineTwice = await sourceOf(header, [["t1,c1,2026-03-01,5,s"], ["t1,c1,2026-03-01,5,s"]]);
    const [first, second] = lineTwice.files;
    expect(await refusals(loading().load([lineTwice]))).toEqual([
      `GK0330 ${second} has 1 line that ${first} has as well`,
    ]);
  });
});

describe("repeated lines", () => {
  const header = "transaction_id,customer_id,ordered_at,amount,article";

  test("lines without a key that equal an earlier one of their file are named, and count all the same", async () => {
    const own = await sourceOf(header, [
      ["t1,c1,2026-03-01,5,s", "t1,c1,2026-03-01,5,other", "t1,c1,2026-03-01,5.00,s", "t2,,2026-03-01,5,s"],
      ["t3,c1,2026-03-01,5,s", "t4,,2026-03-01,5,s", "t4,,2026-03-01,5,s"],
    ]);
    expect(await loading().repeatedLines([own])).toEqual(["0/2", "1/2"]);
    expect(await loading().repeatedLines([own])).toEqual(["0/2", "1/2"]);
    expect((await loading().load([own])).map((input) => outcome(input).loaded)).toEqual([4, 3]);
  });

  test("between files they refuse the run, with or without an article, and what differs in any column does not", async () => {
    const parts = [
      ["t1,c1,2026-03-01,5,s", "t2,,2026-03-01,5,s"],
      ["t3,c1,2026-03-01,5,s"],
      ["t2,,2026-03-01,5.00,s", "t1,c1,2026-03-01,5,p"],
    ];
    const own = await sourceOf(header, parts);
    const [first, , third] = own.files;
    expect(await refusals(loading().load([own]))).toEqual([`GK0330 ${third} has 1 line that ${first} has as well`]);
    expect(await refusals(loading().load([{ ...own, files: own.files.slice(0, 2) }]))).toEqual([]);
    const amounts = await sourceOf(
      "transaction_id,customer_id,ordered_at,amount",
      [["t1,c1,2026-03-01,5"], ["t1,c1,2026-03-01,5"], ["t1,c1,2026-03-01,6"]].map((lines, index) => [
        ...lines,
        `u${index},c1,2026-03-01,5`,
      ]),
    );
    expect(await refusals(loading().load([amounts]))).toEqual([expect.stringContaining(" has 1 line that ")]);
  });

  test("a record that is rejected or excluded repeats nothing", async () => {
    const own = await sourceOf(
      header,
      [["t1,c1,someday,5,s", "t1,c1,someday,5,s", "t2,c1,2026-03-01,-9,s", "t2,c1,2026-03-01,-9,s"]],
      {
        where: "number(amount) > 0",
        threshold: 1_000_000,
      },
    );
    expect(await loading().repeatedLines([own])).toEqual([]);
  });

  test("where records have a key or no article there are none", async () => {
    const keyed = await sourceOf(header, [["t1,c1,2026-03-01,5,s", "t1,c1,2026-03-01,5,s"]], {
      records: "transaction",
      threshold: 1_000_000,
    });
    expect(await loading().repeatedLines([keyed])).toEqual([]);
    const amounts = await sourceOf("transaction_id,customer_id,ordered_at,amount", [
      ["t1,c1,2026-03-01,5", "t1,c1,2026-03-01,5"],
    ]);
    expect(await loading().repeatedLines([amounts])).toEqual([]);
  });
});
