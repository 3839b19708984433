import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";

import type { CsvDelimiter, TextEncoding } from "../../src/domain/project.ts";
import { encoded } from "../io/encoded.ts";
import { onlyInput, outcome, refusals } from "./support/loading.ts";
import { loadTransactions, newFile, sharedLoading, TRANSACTION_HEADER } from "./support/shared-loading.ts";

const loading = sharedLoading();

const load = async (content: string | Uint8Array, options: Parameters<typeof loadTransactions>[2] = {}) =>
  loadTransactions(loading(), content, options);

const TEXT = [
  TRANSACTION_HEADER,
  "t1,客户一,2026-03-01,1.50",
  '"t2","客户\r\n二, 号",2026-03-02,"2"',
  "t3,客户三",
  "t4,客户四,someday,4",
  "",
].join("\r\n");

const MARKS: Readonly<Record<TextEncoding, string>> = {
  "utf-8": "efbbbf",
  "utf-16": "fffe",
  "utf-16le": "fffe",
  "utf-16be": "feff",
  gb18030: "84319533",
};

function written(text: string, encoding: TextEncoding): Buffer {
  if (encoding === "utf-8") return Buffer.from(text);
  return encoded(text, encoding === "utf-16" ? "utf-16le" : encoding);
}

describe.each<TextEncoding>(["utf-8", "utf-16le", "utf-16be", "utf-16", "gb18030"])(
  "a file declared %s",
  (encoding) => {
    const marked = Buffer.concat([Buffer.from(MARKS[encoding], "hex"), written(TEXT, encoding)]);
    const variants: (readonly [string, Buffer, string])[] = [
      ["with its mark", marked, ".csv"],
      ["with its mark, compressed", gzipSync(marked), ".csv.gz"],
      ...(encoding === "utf-16"
        ? []
        : [
            ["without a mark", written(TEXT, encoding), ".csv"] as const,
            ["without a mark, compressed", gzipSync(written(TEXT, encoding)), ".CSV.GZ"] as const,
          ]),
    ];

    test.each(variants)("is read whole %s", async (_, content, ending) => {
      const input = await onlyInput(load(content, { encoding, file: newFile(ending) }));
      expect(outcome(input)).toEqual({
        records: 4,
        loaded: 2,
        rejected: 2,
        excluded: 0,
        rejects: ["3 malformed", "4 ordered_at GK0311"],
      });
      expect((await loading().rows(input)).slice(0, 2).map((row) => row["customer_id"])).toEqual([
        "客户一",
        "客户\r\n二, 号",
      ]);
    });
  },
);

describe("a file in another encoding than declared is refused by name", () => {
  test.each<[string, Uint8Array, TextEncoding, string]>([
    ["a header in GB18030", encoded("客户号,姓名\n1,2\n", "gb18030"), "utf-8", "gb18030"],
    ["records in GB18030 under a header of ASCII", encoded(TEXT, "gb18030"), "utf-8", "gb18030"],
    ["UTF-16 without a mark", encoded(TEXT, "utf-16le"), "utf-8", "utf-16le"],
    ["UTF-8", Buffer.from(TEXT), "gb18030", "utf-8"],
    ["UTF-8 where UTF-16 is declared", Buffer.from(TEXT), "utf-16be", "utf-8"],
  ])("%s", async (_, content, encoding, is) => {
    const file = newFile();
    expect(await refusals(load(content, { encoding, file }))).toEqual([
      `GK0326 ${file} is read as ${encoding}, and its bytes are ${is}`,
    ]);
  });

  test("a header whose bytes are neither is told with its record", async () => {
    const file = newFile();
    const latin = Buffer.from("numéro,nom\n1,2\n", "latin1");
    expect(await refusals(load(latin, { file }))).toEqual([`GK0341 ${file} record 1 holds bytes that are no utf-8`]);
  });

  test("bytes that do not decode are told with their record, threshold or not", async () => {
    const file = newFile();
    const bytes = Buffer.concat([
      encoded(TEXT, "gb18030"),
      Buffer.from("t5,"),
      Buffer.from([0xff]),
      Buffer.from(",x,1\n"),
    ]);
    expect(await refusals(load(bytes, { file, encoding: "gb18030" }))).toEqual([
      `GK0341 ${file} record 6 holds bytes that are no gb18030`,
    ]);
  });
});

describe("every dialect", () => {
  const delimiters: CsvDelimiter[] = [",", ";", "\t", "|"];
  const cases = delimiters.flatMap((delimiter) => (['"', "'"] as const).map((quote) => ({ delimiter, quote })));

  test.each(cases)(
    "delimiter $delimiter and quote $quote: with a mark, a quoted header, quoted line feeds, no last line end",
    async (csv) => {
      const { delimiter, quote } = csv;
      const cell = (text: string) => `${quote}${text.replaceAll(quote, quote + quote)}${quote}`;
      const record = (...cells: string[]) => cells.join(delimiter);
      const names = TRANSACTION_HEADER.split(",");
      for (const lineEnd of ["\n", "\r\n"]) {
        const text = [
          record(...names.map(cell)),
          record("t1", cell(`c${delimiter}1 ${quote}x${quote}`), "2026-03-01", "1"),
          record("t2", cell(`two${lineEnd}lines`), "2026-03-01", cell("2")),
          record("t3", "c3", "2026-03-01", "3"),
        ].join(lineEnd);
        const input = await onlyInput(load(`\uFEFF${text}`, { csv }));
        expect(outcome(input)).toEqual({ records: 3, loaded: 3, rejected: 0, excluded: 0, rejects: [] });
        expect((await loading().rows(input)).map((row) => row["customer_id"])).toEqual([
          `c${delimiter}1 ${quote}x${quote}`,
          `two${lineEnd}lines`,
          "c3",
        ]);
      }
    },
  );

  test("a file of another delimiter than declared has no column of its source, and the remedy says where to declare it", async () => {
    expect(await refusals(load(TEXT.replaceAll(",", ";")))).toEqual(
      expect.arrayContaining([expect.stringMatching(/^GK0321 .* has no column "transaction_id"/u)]),
    );
  });
});

describe("a compressed file that becomes too large", () => {
  const text = `${TRANSACTION_HEADER}\n${"t1,c1,2026-03-01,1\n".repeat(100_000)}`;

  test("is refused at the declared limit, and read within it", async () => {
    const file = "input/large.csv.gz";
    const options = { file, records: "line", maxDecompressedBytes: 1_000_000 } as const;
    expect(await refusals(load(gzipSync(text), options))).toEqual([
      `GK0305 ${file} holds more than 1000000 bytes once decompressed`,
    ]);
    const input = await onlyInput(load(gzipSync(text), { ...options, maxDecompressedBytes: 10_000_000 }));
    expect(outcome(input)).toMatchObject({ records: 100_000, loaded: 100_000 });
  });
});
