import { createReadStream } from "node:fs";

import type { SourceDeclaration } from "../domain/project.ts";
import {
  encodingUndeclared,
  type GatekeeperError,
  headerUnusable,
  inputEmpty,
  inputFileBroken,
  systemSays,
} from "../errors.ts";
import type { LocalizedText } from "../language.ts";
import { readHeader } from "../io/csv-reader.ts";

/** Delimiter and quote, one character each. */
export interface Dialect {
  readonly delimiter: string;
  readonly quote: string;
}

/** The declared dialect of a source, or the written default. */
export function dialectOf({ csv }: SourceDeclaration): Dialect {
  return { delimiter: csv?.delimiter ?? ",", quote: csv?.quote ?? '"' };
}

/** Enough to tell an encoding. */
const FIRST_BYTES = 4096;

/**
 * The column names of a CSV file, from its first record; `file` is how messages name it. Throws GK0326 for a file that is
 * no UTF-8 text, GK0325 for one without a header, GK0322 for names that are blank or occur twice: a column that cannot be
 * named cannot be mapped; GK0303, GK0304 and GK0306 for one that cannot be read.
 */
export async function readSourceHeader(textPath: string, file: string, dialect: Dialect): Promise<string[]> {
  const encoding = encodingProblem(await firstBytes(textPath, file));
  if (encoding !== null) throw encodingUndeclared({ file, encoding }, { at: { file } });
  const header = await readHeader(textPath, { ...dialect, name: file });
  if (header.length === 0 || (header.length === 1 && header[0] === "")) throw inputEmpty({ file }, { at: { file } });
  const problem = problemOf(header);
  if (problem !== null) throw headerUnusable({ file, problem }, { at: { file, line: 1 } });
  return header;
}

async function firstBytes(path: string, file: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    const start: AsyncIterable<Buffer> = createReadStream(path, { end: FIRST_BYTES - 1 });
    for await (const chunk of start) chunks.push(chunk);
  } catch (cause) {
    throw unreadable(file, cause);
  }
  return Buffer.concat(chunks);
}

/** The coded error for what the system says of a file. */
export function unreadable(file: string, cause: unknown): GatekeeperError {
  const { code } = cause as NodeJS.ErrnoException;
  const reason = code === undefined ? SYSTEM_REFUSES : systemSays(code);
  return inputFileBroken({ file, reason }, { at: { file }, cause });
}

const SYSTEM_REFUSES: LocalizedText = {
  en: "the system says that it cannot be read",
  "zh-CN": "系统报告无法读取",
};

/** What a text with zero bytes is said to be. */
export const ZERO_BYTES: LocalizedText = {
  en: "not UTF-8 text (it holds zero bytes)",
  "zh-CN": "不是 UTF-8 文本（含有零字节）",
};

function encodingProblem(start: Buffer): LocalizedText | null {
  const mark = start.subarray(0, 2).toString("hex");
  if (mark === "fffe" || mark === "feff") return { en: "UTF-16", "zh-CN": "是 UTF-16 编码" };
  return start.includes(0) ? ZERO_BYTES : null;
}

function problemOf(header: readonly string[]): LocalizedText | null {
  if (header.some((name) => name.includes("\r")))
    return { en: "its lines end in carriage returns alone", "zh-CN": "行尾只有回车符" };
  const blank = header.findIndex((name) => name.trim() === "") + 1;
  if (blank > 0) return { en: `column ${blank} has no name`, "zh-CN": `第 ${blank} 列没有名称` };
  // The reader folds case, so two names that differ in case only are one to it.
  const seen = new Map<string, number>();
  for (const [index, name] of header.entries()) {
    const before = seen.get(name.toLowerCase());
    // The name stays untold: in a file without a header it is somebody's value.
    if (before !== undefined)
      return {
        en: `columns ${before + 1} and ${index + 1} have the same name`,
        "zh-CN": `第 ${before + 1} 列与第 ${index + 1} 列同名`,
      };
    seen.set(name.toLowerCase(), index);
  }
  return null;
}
