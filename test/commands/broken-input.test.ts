import { mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { afterEach, beforeAll, describe, expect, test } from "vitest";

import { encoded } from "../io/encoded.ts";
import { AS_OF, filesIn, type Project } from "../support/project.ts";
import { changed, PERSONAL, shop, shopFiles } from "./support/shop.ts";

let project: Project;
let before: ReadonlyMap<string, string>;

/** Everything that lasts between runs, by path and hash; the cache may learn from a file, whatever becomes of the run. */
function lasting(): ReadonlyMap<string, string> {
  const parts = ["runs", "state", "releases", "journal", "tmp"];
  return new Map(
    parts.flatMap((part) =>
      [...filesIn(project.path(".gatekeeper", part))].map(([file, hash]) => [`${part}/${file}`, hash] as const),
    ),
  );
}

beforeAll(async () => {
  project = shop();
  await project.run();
  before = lasting();
});

/** Only what was broken is written again: the other files stay known, and are not read for every case. */
afterEach(() => {
  for (const [file, text] of Object.entries(shopFiles())) {
    const isFile = statSync(project.path(file), { throwIfNoEntry: false })?.isFile() === true;
    if (isFile && project.read(file) === text) continue;
    rmSync(project.path(file), { recursive: true, force: true });
    project.write(file, text);
  }
});

interface Expected {
  readonly code: string;
  /** What the message must say. */
  readonly says: string;
  readonly exit?: number;
}

/** Runs on what was broken: refused with one problem, and everything as it was before. */
async function expectRefused({ code, says, exit = 3 }: Expected): Promise<void> {
  const finished = await project.gatekeeper("run", "--as-of", AS_OF, "--format", "json");
  const problems = finished.stderr
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { code: string; message: string; remedy: string });
  expect(problems).toEqual([expect.objectContaining({ code })]);
  expect(finished.code).toBe(exit);
  expect(finished.stdout).toBe("");
  expect(problems[0]?.message).toContain(says);
  expect(problems[0]?.remedy).not.toBe("");
  expectNothingTold(finished.stderr);
  expect(lasting()).toEqual(before);
}

/** No message shows whose record it is, where the project lies, or the engine's own words. */
function expectNothingTold(text: string): void {
  expect(text).not.toMatch(PERSONAL);
  expect(text).not.toContain(project.folder);
  expect(text).not.toMatch(/Error:|LINE \d|read_csv|\/tmp\//u);
}

const replaced = (file: string, from: string | RegExp, to: string) => () => {
  project.write(file, changed(file, from, to));
};

const written = (file: string, content: string | Uint8Array) => () => {
  writeFileSync(project.path(file), content);
};

/** The transactions delivered as a compressed file of these bytes. */
const compressed = (bytes: Uint8Array) => () => {
  project.write("gatekeeper.yaml", changed("gatekeeper.yaml", "input/transactions.csv", "input/transactions.csv.gz"));
  writeFileSync(project.path("input/transactions.csv.gz"), bytes);
};

/** The transactions delivered as JSON Lines of this text. */
const asJsonLines = (text: string) => () => {
  project.write("gatekeeper.yaml", changed("gatekeeper.yaml", "input/transactions.csv", "input/transactions.jsonl"));
  project.write("input/transactions.jsonl", text);
};

const TRANSACTIONS = "input/transactions.csv";
const transactions = shopFiles()[TRANSACTIONS] ?? "";
const gzipped = gzipSync(transactions);

describe("a file of transactions that is broken stops the run and changes nothing", () => {
  test.each<[string, () => void, Expected]>([
    [
      "missing",
      () => rmSync(project.path(TRANSACTIONS)),
      { code: "GK0323", says: 'no file matches "input/transactions.csv" of source "till"' },
    ],
    [
      "a folder",
      () => {
        rmSync(project.path(TRANSACTIONS));
        mkdirSync(project.path(TRANSACTIONS));
      },
      { code: "GK0324", says: TRANSACTIONS },
    ],
    ["empty", written(TRANSACTIONS, ""), { code: "GK0325", says: TRANSACTIONS }],
    [
      "another header",
      replaced(TRANSACTIONS, "amount", "total"),
      { code: "GK0321", says: 'input/transactions.csv has no column "amount"' },
    ],
    [
      "a header name twice",
      replaced(TRANSACTIONS, "amount\n", "amount,amount\n"),
      { code: "GK0322", says: "columns 4 and 5 have the same name" },
    ],
    [
      "truncated gzip",
      compressed(gzipped.subarray(0, -30)),
      { code: "GK0303", says: "input/transactions.csv.gz cannot be read whole: its compressed data ends too early" },
    ],
    [
      "damaged gzip",
      compressed(Buffer.from(gzipped).fill(0, 60, 80)),
      { code: "GK0303", says: "input/transactions.csv.gz" },
    ],
    [
      "gzip with a wrong checksum",
      compressed(Buffer.from(gzipped).fill(0, gzipped.length - 8, gzipped.length - 4)),
      { code: "GK0303", says: "input/transactions.csv.gz" },
    ],
    [
      "a date that is none",
      replaced(TRANSACTIONS, "2026-10-05", "2026-02-30"),
      { code: "GK0320", says: "record 5: ordered_at cannot be read as what the column holds (GK0311)" },
    ],
    [
      "an amount with a comma",
      replaced(TRANSACTIONS, ",07.50", ',"1,234.50"'),
      { code: "GK0320", says: "1 of 12 records rejected, more than 0%; first: record 7: amount" },
    ],
    [
      "a record with a field too many",
      replaced(TRANSACTIONS, ",07.50", ",1,234.50"),
      { code: "GK0320", says: "record 7: the record does not have the header's number of fields" },
    ],
    [
      "quotes that join records",
      replaced(TRANSACTIONS, /t04,c04(.*)\nt05(.*)\nt06,c06/u, 't04,"c04$1\nt05$2\nt06,c06"'),
      { code: "GK0320", says: "record 4: " },
    ],
    [
      "a quote that never closes",
      replaced(TRANSACTIONS, "t04,c04", 't04,"c04'),
      { code: "GK0306", says: "input/transactions.csv record 5" },
    ],
    [
      "bytes that are not UTF-8",
      written(TRANSACTIONS, Buffer.from(transactions.replace("c03", "c\u00e9"), "latin1")),
      { code: "GK0320", says: "record 3: " },
    ],
    [
      "UTF-16",
      written(TRANSACTIONS, Buffer.from(`\uFEFF${transactions}`, "utf16le")),
      { code: "GK0326", says: "input/transactions.csv is read as utf-8, and its bytes are utf-16le" },
    ],
    [
      "GB18030",
      written(TRANSACTIONS, encoded(transactions.replace("c03", "客户三号"), "gb18030")),
      { code: "GK0326", says: "input/transactions.csv is read as utf-8, and its bytes are gb18030" },
    ],
    [
      "a workbook",
      written(TRANSACTIONS, Buffer.from("504b030414000600", "hex")),
      { code: "GK0340", says: "input/transactions.csv is a zip archive or an Excel workbook" },
    ],
    [
      "gzip whose name does not say so",
      written(TRANSACTIONS, gzipped),
      { code: "GK0340", says: "input/transactions.csv is gzip data" },
    ],
    [
      "a list of JSON",
      asJsonLines('[{"transaction_id":"t1"}]\n'),
      { code: "GK0340", says: "input/transactions.jsonl is a JSON list, not an object a line" },
    ],
    [
      "a line of JSON cut short",
      asJsonLines(
        '{"transaction_id":"t1","customer_id":"c01","ordered_at":"2026-10-01","amount":1.50}\n{"transaction_id":\n',
      ),
      {
        code: "GK0320",
        says: "1 of 2 records rejected, more than 0%; first: record 2: the line is not one JSON object",
      },
    ],
    ["JSON Lines without a byte", asJsonLines(""), { code: "GK0348", says: "transactions.jsonl is empty" }],
    ["zero bytes", replaced(TRANSACTIONS, "c08", "c\u00008"), { code: "GK0326", says: "zero bytes" }],
    [
      "a line of three megabytes",
      replaced(TRANSACTIONS, "c08", "c".repeat(3_000_000)),
      { code: "GK0304", says: "input/transactions.csv record 9 is longer than" },
    ],
  ])("%s", async (_, breakIt, expected) => {
    breakIt();
    await expectRefused(expected);
  });
});

describe("what may be somebody's refusal stops the run and changes nothing", () => {
  test.each<[string, () => void, Expected]>([
    [
      "an action nobody knows",
      replaced("input/consent_events.csv", ",refuse,", ",refuze,"),
      {
        code: "GK0328",
        says: 'input/consent_events.csv record 12: action "refuze" (did you mean "refuse"?) is not known',
      },
    ],
    [
      "an action that is somebody's number",
      replaced("input/consent_events.csv", ",refuse,", ",+8613900001099,"),
      { code: "GK0328", says: "record 12: action with a value that is not shown" },
    ],
    [
      "a match nobody knows",
      replaced("input/suppressions.csv", "stop,phone", "stop,phon"),
      { code: "GK0328", says: 'input/suppressions.csv record 1: match "phon"' },
    ],
    [
      "an outcome nobody knows",
      replaced("input/contact_history.csv", "answered", "hung up"),
      { code: "GK0328", says: "input/contact_history.csv record 1: outcome with a value that is not shown" },
    ],
    [
      "a refusal of nobody",
      replaced("input/consent_events.csv", "e12,c12,", "e12,,"),
      {
        code: "GK0329",
        says: "input/consent_events.csv record 12: a refusal that names neither a customer nor a contact point",
      },
    ],
    [
      "a refusal that cannot be taken apart",
      replaced("input/consent_events.csv", "refuse,2026", "refuse,,,2026"),
      { code: "GK0331", says: "input/consent_events.csv record 12 cannot be taken apart" },
    ],
    [
      "a suppression list without rows",
      written("input/suppressions.csv", "list_id,match,value\n"),
      { code: "GK0318", says: 'suppression list "internal-stop"' },
    ],
    [
      "a suppression list that shrank",
      replaced("input/suppressions.csv", /internal-stop,phone,.*\n/u, ""),
      { code: "GK0317", says: "has 1 rows, 2 at the last run", exit: 6 },
    ],
    [
      "a number that a spreadsheet spoilt",
      replaced("input/suppressions.csv", /\n$/u, "\ninternal-stop,phone,2.12556E+09\n"),
      {
        code: "GK0319",
        says: "input/suppressions.csv record 3: the suppressed value is no telephone number, e-mail, address, domain or prefix that can be read",
      },
    ],
    [
      "a number too short to be one",
      replaced("input/suppressions.csv", /\n$/u, "\ninternal-stop,phone,212555\n"),
      { code: "GK0319", says: "record 3: the suppressed value is no telephone number" },
    ],
    [
      "a suppression without a value",
      replaced("input/suppressions.csv", /\n$/u, "\ninternal-stop,phone,\n"),
      { code: "GK0319", says: "input/suppressions.csv record 3: the suppressed value is blank" },
    ],
  ])("%s", async (_, breakIt, expected) => {
    breakIt();
    await expectRefused(expected);
  });
});

test("every broken file is told at once, in the order of the configuration, and the worst decides the exit code", async () => {
  written(TRANSACTIONS, "")();
  replaced("input/customers.csv", "full_name", "name")();
  replaced("input/consent_events.csv", ",refuse,", ",no,")();
  const { code, stderr } = await project.gatekeeper("run", "--as-of", AS_OF, "-q");
  expect(
    stderr
      .split("\n")
      .filter((line) => line.startsWith("GK"))
      .map((line) => line.slice(0, 6)),
  ).toEqual(["GK0325", "GK0321", "GK0328"]);
  expect(stderr).toContain("gatekeeper.yaml:");
  expect(code).toBe(3);
  expectNothingTold(stderr);
});
