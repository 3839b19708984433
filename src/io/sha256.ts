import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

/** Large reads keep the hash function busy; 1 MiB is where throughput stops growing. */
const CHUNK_BYTES = 1024 * 1024;

/** The SHA-256 of a file's bytes in lower-case hexadecimal, read as a stream. Throws the system's error when it cannot be read. */
export async function sha256File(path: string): Promise<string> {
  const hash = createHash("sha256");
  const chunks: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest("hex");
}

/** The SHA-256 of a text's UTF-8 bytes in lower-case hexadecimal. */
export function sha256Text(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
