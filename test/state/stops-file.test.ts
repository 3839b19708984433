import { createHash } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { SqlRow } from "../../src/engine/engine.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import { denialIdSql } from "../../src/state/denial-ids.ts";
import { readStopsFile } from "../../src/state/read-stops-file.ts";
import { writeStopsFile } from "../../src/state/stops-file.ts";
import { HOLDER_COLUMNS, MERGE_COLUMNS, STOP_COLUMNS } from "../../src/state/stop-columns.ts";
import { StopsStore } from "../../src/state/stops-store.ts";
import { openTestEngine, type TestEngine } from "../support/test-engine.ts";

const idOf = (text: string) => createHash("sha256").update(text).digest("hex");

const DENIAL: SqlRow = {
  purpose: "*",
  channel: "*",
  is_point_stop: false,
  authority_rank: 3,
  source_id: "desk",
  source_key: "e1",
  order_at: "2026-03-01 02:00:00",
  first_seen_at: "2026-11-01 02:00:00.5",
  file_id: "f",
  record_index: 7n,
};

const [START, EARLIEST, LATEST] = ["2026-03-01 02:00:00.000001", "0000-12-31 10:00:00", "10000-01-01 12:00:00"];
const PHONE = "phone:+8613800138000";

/** Three denials: dated and of a person, undated and of a point, of a list and ended. */
const DENIALS: readonly SqlRow[] = [
  { ...DENIAL, denial_id: idOf("1"), kind: "event", word: "withdraw", customer_id: "c1", start_at: START },
  { ...DENIAL, denial_id: idOf("2"), kind: "event", word: "refuse", contact_key: PHONE, is_point_stop: true },
  { ...DENIAL, denial_id: idOf("3"), kind: "suppression", word: "phone", start_at: EARLIEST, end_at: LATEST },
];

const MERGES: SqlRow[] = [
  {
    merge_id: "e".repeat(64),
    from_customer_id: "C1",
    into_customer_id: "C2",
    start_at: "2025-01-01 10:00:00",
    order_at: "2025-01-01 10:00:00",
    first_seen_at: "2026-01-01 00:00:00",
    source_id: "crm",
    file_id: "f",
    record_index: 0,
  },
];

const HOLDERS: readonly SqlRow[] = ["c1", "c2"].map((customer) => ({
  holding_id: idOf(customer),
  contact_key: PHONE,
  customer_id: customer,
}));

let opened: TestEngine;
let exported: string;
let folders = 0;

/** Denials with the ids of what they say, each with this key at its source. */
function withIds(from: string, sourceKey: string): string {
  const names = STOP_COLUMNS.slice(1).map(({ name }) =>
    name === "source_key" ? `${sourceKey} as source_key` : `rows.${name}`,
  );
  const said = `select ${names.join(", ")} from ${from} as rows`;
  return `select ${denialIdSql("said", "coalesce(timestamp_text(said.order_at), '')")} as denial_id, said.* from (${said}) as said`;
}

/** A store in a folder of its own, and how it is written. */
async function newStore() {
  folders += 1;
  const folder = join(opened.folder, `state-${folders}`);
  await mkdir(folder);
  const writing = {
    temporaryFile: join(folder, "new.parquet"),
    assertHeld: async () => Promise.resolve(),
    note: async () => {},
  };
  return { folder, stops: await StopsStore.open(folder, false), writing };
}

beforeAll(async () => {
  opened = await openTestEngine(1);
  const { engine } = opened;
  const cells = (row: SqlRow, columns: typeof STOP_COLUMNS) => columns.map(({ name }) => row[name] ?? null);
  await engine.fill(
    "given.statements",
    STOP_COLUMNS,
    DENIALS.map((row) => cells(row, STOP_COLUMNS)),
  );
  await engine.fill("given.denials", STOP_COLUMNS, []);
  await engine.append("given.denials", withIds("given.statements", "rows.source_key"));
  await engine.fill(
    "given.holders",
    HOLDER_COLUMNS,
    HOLDERS.map((row) => cells(row, HOLDER_COLUMNS)),
  );
  await engine.fill(
    "given.merges",
    MERGE_COLUMNS,
    MERGES.map((row) => cells(row, MERGE_COLUMNS)),
  );
  const { folder, stops, writing } = await newStore();
  const rows = {
    denials: "select * from given.denials",
    holders: "select * from given.holders",
    merges: "select * from given.merges",
  };
  await stops.absorb(engine, rows, { fileIds: ["f"], listRows: { internal: 1 } }, writing);
  await writeStopsFile(engine, stops, join(folder, "stops.jsonl"));
  exported = await readFile(join(folder, "stops.jsonl"), "utf8");
});

afterAll(async () => {
  await opened.close();
});

async function imported(text: string) {
  const { folder, stops, writing } = await newStore();
  const path = join(folder, "import.jsonl");
  writeFileSync(path, text);
  const found = await readStopsFile(opened.engine, stops, { path, file: "import.jsonl" }, writing);
  return { folder, stops, found };
}

const denialLines = (text: string) => text.split("\n").filter((line) => line.startsWith('{"denial"'));

/** The file with its last line made anew, as somebody would who edits it on purpose. */
function rehashed(text: string): string {
  const content = text.slice(0, text.lastIndexOf('{"sha256"'));
  return `${content}${JSON.stringify({ sha256: idOf(content) })}\n`;
}

/** The file with a denial that says another thing under its old id. */
function squatting(text: string): string {
  return text.replace('"word":"withdraw"', '"word":"withdrew"');
}

const ERASURE = "5".repeat(32);
const TOMBSTONE = {
  tombstone_id: idOf("t"),
  erasure_id: ERASURE,
  key_id: "k",
  kind: "customer",
  keyed_hash: idOf("h"),
  erased_at: "2026-11-01 00:00:00",
};

/** The file with a tombstone, and with a row that says that it is of somebody erased. */
function erasedIn(
  text: string,
  kind: "denial" | "holder" | "merge",
  row: object,
  tombstone: object = TOMBSTONE,
): string {
  let isChanged = false;
  const lines = text.replace('"tombstones":0', '"tombstones":1').split("\n");
  const changed = lines.map((line) => {
    if (isChanged || !line.startsWith(`{"${kind}"`)) return line;
    isChanged = true;
    const { [kind]: content } = JSON.parse(line) as Record<string, Record<string, unknown>>;
    const kept = Object.entries({ ...content, ...row }).filter(([, value]) => value !== undefined);
    return canonicalJson({ [kind]: Object.fromEntries(kept) as Record<string, string> });
  });
  return rehashed(
    changed.toSpliced(-2, 0, canonicalJson({ tombstone: tombstone as Record<string, string> })).join("\n"),
  );
}

const STAND_IN = `erased-${ERASURE}`;
const OF_ERASED = { customer_id: STAND_IN, source_key: undefined };
const OF_NOBODY = `erased-${"6".repeat(32)}`;

function linesSwapped(text: string): string {
  const [header = "", one = "", two = "", ...others] = text.split("\n");
  return [header, two, one, ...others].join("\n");
}

describe("a file of stops", () => {
  test("gives an empty store the same contents, and the same bytes again", async () => {
    const { folder, stops, found } = await imported(exported);
    expect(found).toMatchObject({ denials: 3, holders: 2, newDenials: 3, newHolders: 2, newMerges: 1 });
    expect(stops.listRows).toEqual({ internal: 1 });
    await writeStopsFile(opened.engine, stops, join(folder, "again.jsonl"));
    expect(await readFile(join(folder, "again.jsonl"), "utf8")).toBe(exported);
  });

  test("is canonical JSON, line by line, with a header, rows in the order of their ids, and the hash of all before it", () => {
    const lines = exported
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const header = {
      format: "campaign-gatekeeper stops",
      version: 2,
      tombstones: 0,
      denials: 3,
      holders: 2,
      merges: 1,
    };
    expect(lines[0]).toEqual({ ...header, list_rows: { internal: 1 } });
    expect(lines.slice(1, -1).map((line) => Object.keys(line))).toEqual(
      ["denial", "denial", "denial", "holder", "holder", "merge"].map((kind) => [kind]),
    );
    expect(exported).toBe(rehashed(exported));
    expect(denialLines(exported).toSorted()).toHaveLength(3);
  });

  test("of more rows than are handed over at once loses none", async () => {
    const { folder, stops, writing } = await newStore();
    const many = withIds(
      "range(45000) as numbers cross join (select * from given.denials limit 1)",
      "cast(numbers.range as varchar)",
    );
    const rows = {
      denials: many,
      holders: "select * from given.holders limit 0",
      merges: "select * from given.merges limit 0",
    };
    await stops.absorb(opened.engine, rows, { fileIds: [], listRows: {} }, writing);
    await writeStopsFile(opened.engine, stops, join(folder, "many.jsonl"));
    const copy = await imported(await readFile(join(folder, "many.jsonl"), "utf8"));
    expect(copy.found.newDenials).toBe(45_000);
    expect(copy.stops.contents).toBe(stops.contents);
  });

  test("takes in what an erasure took a person out of, as it left it, with the tombstone in the file or in the store", async () => {
    for (const [kind, row] of [
      ["denial", { ...OF_ERASED, contact_key: undefined }],
      ["denial", { ...OF_ERASED, contact_key: STAND_IN }],
      ["holder", { customer_id: STAND_IN, contact_key: STAND_IN }],
      ["merge", { into_customer_id: STAND_IN }],
    ] as const) {
      const { folder, stops } = await imported(erasedIn(exported, kind, row));
      await writeStopsFile(opened.engine, stops, join(folder, "again.jsonl"));
      expect(await readFile(join(folder, "again.jsonl"), "utf8")).toBe(erasedIn(exported, kind, row));
    }
  });

  test.each([
    ["a denial of an erasure without its tombstone", "denial", { ...OF_ERASED, customer_id: OF_NOBODY }, 2],
    ["a denial with what an erasure takes out", "denial", { customer_id: STAND_IN }, 2],
    ["a denial with a contact point", "denial", { ...OF_ERASED, contact_key: PHONE }, 2],
    ["a denial of an erasure that has no such id", "denial", { ...OF_ERASED, customer_id: "erased-" }, 2],
    ["a holder of an erasure without its tombstone", "holder", { customer_id: OF_NOBODY, contact_key: OF_NOBODY }, 5],
    ["a holder with a contact point", "holder", { customer_id: STAND_IN }, 5],
    ["a merge of an erasure without its tombstone", "merge", { into_customer_id: OF_NOBODY }, 7],
  ] as const)("with %s that says it is of somebody erased adds nothing", async (_, kind, row, line) => {
    const failure = imported(erasedIn(exported, kind, row));
    await expect(failure).rejects.toMatchObject({ code: "GK0109", at: { file: "import.jsonl", line } });
    await expect(failure).rejects.toThrow("somebody erased");
    expect(existsSync(join(opened.folder, `state-${folders}`, "stops"))).toBe(false);
  });

  test.each([
    ["another format", () => "customer_id,value\nc1,x\n", "it does not begin as one"],
    ["an empty file", () => "", "it does not begin as one"],
    ["no text at all", () => "\u0000\u0001\u0002", "it does not begin as one"],
    ["a newer version", () => exported.replace('"version":2', '"version":3'), "a newer version of the gatekeeper"],
    ["one without its end", () => exported.slice(0, exported.lastIndexOf('{"sha256"')), "its end is missing"],
    ["one cut within a line", () => exported.slice(0, exported.length / 2), "a line is not as"],
    ["one letter changed", () => exported.replace('"word":"withdraw"', '"word":"withdrew"'), "the hash or the number"],
    ["a denial left out", () => rehashed(exported.replace(/\{"denial".*\n/u, "")), "the hash or the number"],
    ["lines in another order", () => rehashed(linesSwapped(exported)), "a line is not as"],
    ["a line twice", () => rehashed(exported.replace(/(\{"denial".*\n)/u, "$1$1")), "a line is not as"],
    ["an unknown column", () => rehashed(exported.replace('"kind":', '"mind":"x","kind":')), "a line is not as"],
    ["a number for a word", () => rehashed(exported.replace('"word":"withdraw"', '"word":7')), "a line is not as"],
    [
      "a moment nobody can read",
      () => rehashed(exported.replace(/"order_at":"[^"]*"/u, '"order_at":"soon"')),
      "a line is not as",
    ],
    ["a denial without its scope", () => rehashed(exported.replace('"purpose":"*",', "")), "a line is not as"],
    ["an id that is none", () => rehashed(exported.replace(/"denial_id":"./u, '"denial_id":"x')), "a line is not as"],
    ["a line that stands under the id of another", () => rehashed(squatting(exported)), "the id of a denial"],
    ["something after its end", () => `${exported}${denialLines(exported)[0] ?? ""}\n`, "a line is not as"],
    ["a line of two megabytes", () => exported.replace('"word":"', `"word":"${"x".repeat(2 ** 21)}`), "a line is not"],
  ])("that is %s adds nothing", async (name, text, says) => {
    const failure = imported(text());
    await expect(failure, name).rejects.toMatchObject({ code: "GK0109", category: "data" });
    await expect(failure).rejects.toThrow(says);
    expect(existsSync(join(opened.folder, `state-${folders}`, "stops"))).toBe(false);
  });
});
