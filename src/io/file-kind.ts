/** What a file is by its first bytes, where that is neither text nor anything else without a mark of its own. */
export type FileKind = "gzip" | "zip" | "zstd" | "bzip2" | "xz" | "7z" | "tar" | "xls" | "pdf" | "parquet";

interface Mark {
  readonly kind: FileKind;
  readonly at: number;
  readonly bytes: Buffer;
}

/** Marks long or strange enough that no text begins with them. */
const MARKS: readonly Mark[] = [
  mark("gzip", "1f8b08"),
  mark("zip", "504b0304"),
  mark("zip", "504b0506"),
  mark("zstd", "28b52ffd"),
  mark("bzip2", "314159265359", 4),
  mark("xz", "fd377a585a00"),
  mark("7z", "377abcaf271c"),
  mark("xls", "d0cf11e0a1b11ae1"),
  mark("pdf", "255044462d312e"),
  mark("parquet", "5041523115"),
  mark("tar", "757374617200", 257),
];

/** The kind of a file that begins with these bytes, 263 of them at best; null when they bear no known mark. */
export function kindOf(start: Uint8Array): FileKind | null {
  const bytes = Buffer.from(start.buffer, start.byteOffset, start.byteLength);
  const found = MARKS.find((one) => bytes.subarray(one.at, one.at + one.bytes.length).equals(one.bytes));
  return found?.kind ?? null;
}

function mark(kind: FileKind, hex: string, at = 0): Mark {
  return { kind, at, bytes: Buffer.from(hex, "hex") };
}
