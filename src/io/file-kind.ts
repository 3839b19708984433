/** What a file is by its first bytes, where that is neither text nor anything else without a mark of its own. */
export type FileKind =
  | "gzip"
  | "zip"
  | "zstd"
  | "bzip2"
  | "xz"
  | "7z"
  | "tar"
  | "xls"
  | "pdf"
  | "parquet"
  | "html"
  | "xml";

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

/** How pages of the web begin, a login page or a table that calls itself a workbook among them. No name of a column begins so. */
const HTML = /^(?:\u{FEFF})?\s*<(?:!doctype\s+html|html|head|meta|table)\b/iu;
const XML = /^(?:\u{FEFF})?\s*<\?xml\s/iu;

/** The kind of a file that begins with these bytes, 263 of them at best; null when they bear no known mark. */
export function kindOf(start: Uint8Array): FileKind | null {
  const bytes = Buffer.from(start.buffer, start.byteOffset, start.byteLength);
  const found = MARKS.find((one) => bytes.subarray(one.at, one.at + one.bytes.length).equals(one.bytes));
  return found?.kind ?? markupOf(bytes.toString("utf8"));
}

function markupOf(text: string): FileKind | null {
  if (HTML.test(text)) return "html";
  return XML.test(text) ? "xml" : null;
}

function mark(kind: FileKind, hex: string, at = 0): Mark {
  return { kind, at, bytes: Buffer.from(hex, "hex") };
}
