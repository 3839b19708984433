import { closeSync, openSync, rmSync, truncateSync, writeSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { afterEach, beforeAll, describe, expect, test } from "vitest";

import { changed, shop } from "../commands/support/shop.ts";
import { withPeakMemory } from "../support/peak-memory.ts";
import { AS_OF, filesIn, type Project } from "../support/project.ts";

let project: Project;

beforeAll(() => {
  project = shop();
});

const MIB = 1024 * 1024;
const PEAK_MB = 300;

const HEADER = "transaction_id,customer_id,ordered_at,amount\n";

/** Writes a part again and again. A gzip file may have many members, so ten gigabytes are made in no time. */
function written(file: string, start: string | Uint8Array, part: Uint8Array, times: number): void {
  const descriptor = openSync(project.path(file), "w");
  writeSync(descriptor, Buffer.from(start));
  for (let index = 0; index < times; index += 1) writeSync(descriptor, part);
  closeSync(descriptor);
}

function repeated(text: string): Uint8Array {
  return gzipSync(Buffer.alloc(256 * MIB, text), { level: 1 });
}

interface Bomb {
  readonly file: string;
  readonly make: (file: string) => void;
  readonly says: string;
  /** More of the declaration of its source. */
  readonly declared?: string;
}

const BOMBS: Readonly<Record<string, Bomb>> = {
  "ten gigabytes of zeros in gzip": {
    file: "input/zeros.csv.gz",
    make: (file) => written(file, "", repeated("\0"), 40),
    says: "GK0326 input/zeros.csv.gz is not utf-8 text: record 1 holds zero bytes",
  },
  "ten gigabytes of zeros behind a header": {
    file: "input/late-zeros.csv.gz",
    make: (file) => written(file, gzipSync(HEADER), repeated("\0"), 40),
    says: "GK0326 input/late-zeros.csv.gz is not utf-8 text: record 2 holds zero bytes",
  },
  "ten gigabytes of zeros where Chinese is declared": {
    file: "input/chinese-zeros.csv.gz",
    make: (file) => written(file, "", repeated("\0"), 40),
    says: "GK0326 input/chinese-zeros.csv.gz is not gb18030 text",
    declared: "encoding: gb18030",
  },
  "ten gigabytes of one line in gzip": {
    file: "input/line.csv.gz",
    make: (file) => written(file, gzipSync(HEADER), repeated("x"), 40),
    says: "GK0304 input/line.csv.gz record 2 is longer than 1048576 bytes",
  },
  "ten gigabytes of one line of JSON in gzip": {
    file: "input/line.jsonl.gz",
    make: (file) => written(file, gzipSync('{"a":"'), repeated("x"), 40),
    says: "GK0342 input/line.jsonl.gz line 1 is longer than 1048576 bytes",
  },
  "ten gigabytes of empty lines": {
    file: "input/empty-lines.csv.gz",
    make: (file) => written(file, gzipSync(HEADER), repeated("\n"), 40),
    says: "GK0332 input/empty-lines.csv.gz cannot be read line by line: more than 5000000 of its lines are empty",
  },
  "ten gigabytes of good records, against a limit": {
    file: "input/records.csv.gz",
    make: (file) => written(file, gzipSync(HEADER), repeated("t1,c1,2026-03-01,1\n"), 40),
    says: "GK0305 input/records.csv.gz holds more than 100000000 bytes once decompressed",
    declared: "max_decompressed: 100MB",
  },
  "ten gigabytes of objects, against a limit": {
    file: "input/records.jsonl.gz",
    make: (file) => written(file, "", repeated("{}\n"), 40),
    says: "GK0305 input/records.jsonl.gz holds more than 50000000 bytes once decompressed",
    declared: "max_decompressed: 50MB",
  },
  "a gigabyte of one line behind a header": {
    file: "input/line.csv",
    make: (file) => written(file, HEADER, Buffer.alloc(MIB, "x"), 1024),
    says: "GK0304 input/line.csv record 2 is longer than 1048576 bytes",
  },
  "a gigabyte of one line and no other": {
    file: "input/only-line.csv",
    make: (file) => written(file, "", Buffer.alloc(MIB, "x,1;"), 1024),
    says: "GK0304 input/only-line.csv record 1 is longer than 1048576 bytes",
  },
  "a gigabyte of one line of JSON": {
    file: "input/line.jsonl",
    make: (file) => written(file, '{"transaction_id":"', Buffer.alloc(MIB, "x"), 1024),
    says: "GK0342 input/line.jsonl line 1 is longer than 1048576 bytes",
  },
  "a gigabyte of zeros that take no room": {
    file: "input/zeros.csv",
    make: (file) => {
      written(file, "", Buffer.of(), 0);
      truncateSync(project.path(file), 1024 * MIB);
    },
    says: "GK0326 input/zeros.csv is not utf-8 text: record 1 holds zero bytes",
  },
  "four million records that cannot be taken apart": {
    file: "input/broken.csv",
    make: (file) => written(file, HEADER, Buffer.alloc(MIB, "x,1\n"), 16),
    says: "GK0349 input/broken.csv has more than 500000 records that are broken",
  },
  "two hundred megabytes inside quotes": {
    file: "input/quotes.csv",
    make: (file) => written(file, `${HEADER}"`, Buffer.alloc(MIB, "x,1\n"), 200),
    says: "GK0304 input/quotes.csv record 2 is longer than 1048576 bytes",
  },
};

describe("what is far larger than it looks is refused in little memory, and leaves nothing behind", () => {
  const made: string[] = [];

  afterEach(() => {
    for (const file of made.splice(0)) rmSync(project.path(file));
  });

  test.each(Object.entries(BOMBS))("%s", async (_, { file, make, says, declared }) => {
    make(file);
    made.push(file);
    const source = declared === undefined ? file : `${file}\n      ${declared}`;
    project.write("gatekeeper.yaml", changed("gatekeeper.yaml", "input/transactions.csv", source));
    const finished = await withPeakMemory(project.start("run", "--as-of", AS_OF, "--threads", "2"));
    expect(finished.stderr).toContain(says);
    expect(finished.code).toBe(3);
    // Where the system does not tell, what is left to hold is that it ends.
    expect(finished.peakMb ?? 0).toBeLessThan(PEAK_MB);
    if (process.platform === "linux") expect(finished.peakMb ?? 0).toBeGreaterThan(30);
    expect(filesIn(project.path(".gatekeeper", "tmp")).size).toBe(0);
  });

  test("validate looks at their start only", async () => {
    const file = "input/records.csv.gz";
    BOMBS["ten gigabytes of good records, against a limit"]?.make(file);
    made.push(file);
    project.write("gatekeeper.yaml", changed("gatekeeper.yaml", "input/transactions.csv", file));
    const finished = await withPeakMemory(project.start("validate"));
    expect([finished.code, finished.stderr]).toEqual([0, ""]);
    expect(finished.peakMb ?? 0).toBeLessThan(PEAK_MB);
  });
});
