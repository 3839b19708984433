import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";

import type { TextEncoding } from "../../src/domain/project.ts";
import { scanBinaryFile, scanFile } from "../../src/io/scan-file.ts";
import { encoded } from "./encoded.ts";
import { scratchFolder } from "./scratch-folder.ts";

describe("other encodings", () => {
  const text = '编号,姓名\n1,"王\n小明"\n2,李雷\n';

  async function copied(content: Uint8Array, encoding: TextEncoding, name = "input.csv") {
    const folder = await scratchFolder();
    await writeFile(join(folder, name), content);
    const scan = await scanFile(join(folder, name), { name, encoding, copy: { to: join(folder, "copy.csv") } });
    return { scan, copy: await readFile(join(folder, "copy.csv"), "utf8") };
  }

  const utf16le = encoded(text, "utf-16le");
  const utf16be = encoded(text, "utf-16be");
  const gb18030 = encoded(text, "gb18030");
  const marked = (mark: string, bytes: Buffer) => Buffer.concat([Buffer.from(mark, "hex"), bytes]);

  test.each<[string, TextEncoding, Buffer]>([
    ["UTF-16, little end first", "utf-16le", utf16le],
    ["UTF-16, little end first, marked", "utf-16le", marked("fffe", utf16le)],
    ["UTF-16, told by its mark to be little end first", "utf-16", marked("fffe", utf16le)],
    ["UTF-16, told by its mark to be big end first", "utf-16", marked("feff", utf16be)],
    ["UTF-16, big end first", "utf-16be", utf16be],
    ["GB18030", "gb18030", gb18030],
    ["GB18030, marked", "gb18030", marked("84319533", gb18030)],
    ["UTF-8, copied as it is", "utf-8", Buffer.from(text)],
  ])("%s becomes UTF-8, and its records are counted as such", async (_, encoding, content) => {
    const { scan, copy } = await copied(content, encoding);
    expect(copy).toBe(text);
    expect(scan).toMatchObject({ bytes: content.length, records: 3, quotedLineFeeds: 1 });
    const zipped = await copied(gzipSync(content), encoding, "INPUT.CSV.GZ");
    expect(zipped.copy).toBe(text);
  });

  test.each<[string, TextEncoding, Buffer, string]>([
    ["UTF-16 with its mark", "utf-8", marked("fffe", utf16le), "is read as utf-8, and its bytes are utf-16le"],
    ["UTF-16 without one", "utf-8", utf16be, "is read as utf-8, and its bytes are utf-16be"],
    ["GB18030", "utf-8", gb18030, "is read as utf-8, and its bytes are gb18030"],
    ["GB18030 with its mark", "utf-8", marked("84319533", gb18030), "and its bytes are gb18030"],
    ["UTF-8 with its mark", "gb18030", marked("efbbbf", Buffer.from(text)), "and its bytes are utf-8"],
    ["UTF-8", "gb18030", Buffer.from(text), "is read as gb18030, and its bytes are utf-8"],
    ["UTF-16", "gb18030", utf16le, "is read as gb18030, and its bytes are utf-16le"],
    ["the other end", "utf-16le", utf16be, "is read as utf-16le, and its bytes are utf-16be"],
    ["the other end's mark", "utf-16be", marked("fffe", utf16le), "is read as utf-16be, and its bytes are utf-16le"],
    ["UTF-16 that no mark tells", "utf-16", utf16le, "is read as utf-16, and its bytes are utf-16le"],
    ["UTF-8 where UTF-16 is declared", "utf-16le", Buffer.from(text), "and its bytes are utf-8"],
    ["GB18030 where UTF-16 is declared", "utf-16", gb18030, "and its bytes are gb18030"],
    ["zero bytes", "utf-8", Buffer.from("a,b\n1,2\n3,\0\n"), "is not utf-8 text: record 3 holds zero bytes"],
  ])("%s is refused by name, with what to declare", async (_, encoding, content, message) => {
    await expect(copied(content, encoding)).rejects.toMatchObject({
      code: "GK0326",
      message: expect.stringContaining(message) as unknown,
    });
  });

  test("GB18030 far down a file of ASCII is noticed, and so is UTF-8 far down a file declared GB18030", async () => {
    const ascii = "1,abc\n".repeat(300_000);
    const late = Buffer.concat([Buffer.from(ascii), gb18030]);
    await expect(copied(late, "utf-8")).rejects.toThrow("its bytes are gb18030");
    await expect(copied(Buffer.from(ascii + text), "gb18030")).rejects.toThrow("its bytes are utf-8");
  });

  test("a few accented letters of a western encoding are not taken for Chinese", async () => {
    for (const name of ["Müller", "Bjørn", "Žižek", "été", "naïve façade", "Ãœber"]) {
      const latin = Buffer.from(`1,${name}\n2,x\n`, "latin1");
      expect((await copied(latin, "utf-8")).scan.records, name).toBe(2);
    }
  });

  test("the record that holds what does not decode is named", async () => {
    const broken = Buffer.concat([gb18030, Buffer.from("33 2c ff 0a".replaceAll(" ", ""), "hex")]);
    await expect(copied(broken, "gb18030")).rejects.toMatchObject({
      code: "GK0341",
      message: "input.csv record 4 holds bytes that are no gb18030",
    });
    await expect(copied(utf16le.subarray(0, -1), "utf-16le")).rejects.toThrow("input.csv record 3 holds");
  });
});

describe("a file of another kind than its name says", () => {
  const parquet = Buffer.from("5041523115040000", "hex");
  const tar = Buffer.concat([Buffer.from("a.csv"), Buffer.alloc(252), Buffer.from("ustar\0"), Buffer.alloc(300)]);
  test.each<[string, Buffer, string, string]>([
    ["gzip without .gz", gzipSync("a,b\n"), "input.csv", "gzip data"],
    ["a zip archive", Buffer.from("504b030414000000", "hex"), "input.csv", "a zip archive or an Excel workbook"],
    ["zstd", Buffer.from("28b52ffd04000000", "hex"), "input.csv", "zstd data"],
    ["bzip2", Buffer.from("425a6839314159265359", "hex"), "input.csv", "bzip2 data"],
    ["xz", Buffer.from("fd377a585a000004", "hex"), "input.csv", "xz data"],
    ["7z", Buffer.from("377abcaf271c0004", "hex"), "input.csv", "a 7z archive"],
    ["an old Excel workbook", Buffer.from("d0cf11e0a1b11ae1", "hex"), "input.csv", "an old Excel workbook"],
    ["a PDF", Buffer.from("%PDF-1.7\n"), "input.csv", "a PDF document"],
    ["a Parquet file", parquet, "input.csv", "a Parquet file"],
    ["a zip archive named .gz", Buffer.from("504b030414000000", "hex"), "input.csv.gz", "a zip archive"],
    ["a zip archive in gzip", gzipSync(Buffer.from("504b030414000000", "hex")), "input.csv.gz", "a zip archive"],
    ["gzip in gzip", gzipSync(gzipSync("a,b\n")), "input.csv.gz", "gzip data"],
    ["a tar archive in gzip", gzipSync(tar), "input.csv.gz", "a tar archive"],
  ])("is refused by name: %s", async (_, content, name, kind) => {
    const path = join(await scratchFolder(), name);
    await writeFile(path, content);
    await expect(scanFile(path, { name })).rejects.toMatchObject({
      code: "GK0340",
      message: expect.stringContaining(`${name} is ${kind}`) as unknown,
    });
  });

  test("is noticed where Parquet is expected too, and Parquet itself is hashed", async () => {
    const path = join(await scratchFolder(), "input.parquet");
    await writeFile(path, gzipSync("a,b\n"));
    await expect(scanBinaryFile(path, "input.parquet", "parquet")).rejects.toMatchObject({ code: "GK0340" });
    await writeFile(path, parquet);
    expect(await scanBinaryFile(path, "input.parquet", "parquet")).toMatchObject({ bytes: 8 });
  });
});
