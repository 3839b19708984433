import { beforeAll, describe, expect, test } from "vitest";

import type { SqlRow } from "../../src/engine/engine.ts";
import { parquetRows } from "../support/parquet.ts";
import { filesIn, type Project, readJson } from "../support/project.ts";
import { changed, PERSONAL, shop } from "./support/shop.ts";

const TOLERANT = changed(
  "gatekeeper.yaml",
  "files: input/transactions.csv\n",
  "files: input/transactions.csv\n      reject_threshold: 50%\n",
).replace("files: input/suppressions.csv\n", "files: input/suppressions.csv\n      reject_threshold: 50%\n");

interface FileCounts {
  readonly file: string;
  readonly records: number;
  readonly loaded: number;
  readonly rejected: number;
  readonly excluded: number;
}

let project: Project;
let folder: string;
let rejects: SqlRow[];

beforeAll(async () => {
  project = shop({
    "gatekeeper.yaml": TOLERANT,
    "input/transactions.csv": changed("input/transactions.csv", "c02,2026-10-02", "c02,Wren Applegarth")
      .replace("t03,c03", "t03")
      .replace(",05.50", ",+86139000010 5"),
    "input/suppressions.csv": changed(
      "input/suppressions.csv",
      /\n$/u,
      "\ninternal-stop,phone,139000\ninternal-stop,phone,\n",
    ),
  });
  folder = project.path(".gatekeeper/runs", await project.run(), "private");
  rejects = await parquetRows(`${folder}/rejects.parquet`);
});

describe("records rejected under the threshold", () => {
  test("are kept by source, file, record, column and code, those found late among them", () => {
    const told = rejects.map((row) =>
      [row["source_id"], row["file"], row["record"], row["column_name"], row["code"]].map(String).join(" "),
    );
    expect(told).toEqual([
      "stop-list input/suppressions.csv 3 value GK0319",
      "stop-list input/suppressions.csv 4 value GK0310",
      "till input/transactions.csv 2 ordered_at GK0311",
      "till input/transactions.csv 3 null GK0315",
      "till input/transactions.csv 5 amount GK0311",
    ]);
  });

  test("leave a keyed hash in place of their values: without the project's key nobody can try values against it", async () => {
    const hashes = rejects.filter((row) => row["code"] !== "GK0315").map((row) => String(row["values_hash"]));
    expect(hashes.every((hash) => /^[0-9a-f]{64}$/u.test(hash))).toBe(true);
    expect(new Set(hashes).size).toBe(hashes.length);
    const other = shop({
      "gatekeeper.yaml": TOLERANT,
      "keys/reference.key": `${"fedcba9876543210".repeat(4)}\n`,
      "input/transactions.csv": project.read("input/transactions.csv"),
      "input/suppressions.csv": project.read("input/suppressions.csv"),
    });
    const id = await other.run();
    const otherHashes = (await parquetRows(other.path(".gatekeeper/runs", id, "private/rejects.parquet"))).map((row) =>
      String(row["values_hash"]),
    );
    expect(otherHashes.filter((hash) => hashes.includes(hash))).toEqual([]);
  });

  test("are counted, so that every record of every file is loaded, rejected or excluded", () => {
    const { files } = readJson(`${folder}/quality.json`) as { files: FileCounts[] };
    expect(files).toHaveLength(6);
    for (const { records, loaded, rejected, excluded } of files) expect(loaded + rejected + excluded).toBe(records);
    expect(files.map(({ file, rejected }) => [file, rejected])).toEqual(
      expect.arrayContaining([
        ["input/transactions.csv", 3],
        ["input/suppressions.csv", 2],
      ]),
    );
  });

  test("show nobody's values in any file that the run wrote as text", () => {
    const texts = [...filesIn(project.path(".gatekeeper/runs")).keys()].filter((file) =>
      /\.(?:json|csv|txt)$/u.test(file),
    );
    expect(texts.length).toBeGreaterThan(4);
    for (const file of texts) expect(project.read(".gatekeeper/runs", file)).not.toMatch(PERSONAL);
    for (const row of rejects) expect(Object.values(row).join(" ")).not.toMatch(PERSONAL);
  });
});
