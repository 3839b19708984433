/** A number with commas between thousands. */
export function plainNumber(value: number): string {
  return value.toString().replaceAll(/\B(?=(\d{3})+$)/gu, ",");
}

/** Milliseconds as seconds with one decimal, or as minutes and seconds. */
export function seconds(milliseconds: number): string {
  const total = milliseconds / 1000;
  if (total < 60) return `${total.toFixed(1)} s`;
  return `${Math.floor(total / 60)} min ${Math.floor(total % 60)} s`;
}

/** A number of bytes in the unit that suits it, of 1000 each. */
export function sizeText(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let [value, unit] = [bytes, 0];
  while (value >= 999.5 && unit < units.length - 1) [value, unit] = [value / 1000, unit + 1];
  return `${unit === 0 ? value : value.toFixed(value < 9.95 ? 1 : 0)} ${units[unit] ?? ""}`;
}

const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}/u;
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** Columns a terminal needs for a text: East Asian wide characters take two, marks on the character before none. */
export function displayWidth(text: string): number {
  return [...text].reduce((width, character) => {
    if (NO_WIDTH.test(character)) return width;
    return width + (WIDE.test(character) ? 2 : 1);
  }, 0);
}

/** The text filled up with blanks to a display width; longer texts stay as they are. */
export function padded(text: string, width: number, side: "left" | "right" = "left"): string {
  const blanks = " ".repeat(Math.max(0, width - displayWidth(text)));
  return side === "left" ? text + blanks : blanks + text;
}

/** Rows as aligned columns; numbers are given as text and aligned right where `right` says so. */
export function columnsText(rows: readonly (readonly string[])[], right: readonly boolean[]): string[] {
  const widths = right.map((_, column) => Math.max(0, ...rows.map((row) => displayWidth(row[column] ?? ""))));
  return rows.map((row) =>
    row
      .map((cell, column) => padded(cell, widths[column] ?? 0, right[column] === true ? "right" : "left"))
      .join("  ")
      .trimEnd(),
  );
}

/** A table that a command prints for programs. */
export interface TextTable {
  readonly columns: readonly string[];
  /** The columns that hold numbers. */
  readonly numbers: readonly string[];
  /** Cells in the order of the columns; null is nothing. */
  readonly rows: readonly (readonly (string | null)[])[];
}
