import { createReadStream } from "node:fs";

const LINE_FEED = 0x0a;
const MAX_LINE_BYTES = 1024 * 1024;

/**
 * The lines of a file as bytes, each with the line feed that ends it; the last one may lack it. Throws a RangeError for a
 * line of more than 1 MiB, before it is whole in memory, and the system's error for a file it may not read.
 */
export async function* readLines(path: string): AsyncGenerator<Buffer> {
  const chunks: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: MAX_LINE_BYTES });
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, start)) {
      yield bytes.subarray(start, end + 1);
      start = end + 1;
    }
    rest = bytes.subarray(start);
    if (rest.length > MAX_LINE_BYTES) throw new RangeError("a line is too long");
  }
  if (rest.length > 0) yield rest;
}
