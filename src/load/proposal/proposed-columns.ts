import { INPUT_TABLES } from "../../domain/input-tables.ts";
import { spelledName } from "../../expression/spelled-name.ts";
import type { Meaning } from "./column-words.ts";
import type { FileColumns, Found } from "./file-columns.ts";
import { momentExpression, type ValueShape } from "./value-shape.ts";

/** A column of an input table, what it is read from, and why. */
export interface ProposedColumn {
  readonly column: string;
  readonly expression: string;
  /** The columns of the file it is read from. */
  readonly from: readonly string[];
  /** How its values look, where that was asked. */
  readonly shape: ValueShape | null;
}

/** The column as it stands, whatever its values look like. */
export function plain(found: Found, meaning: Meaning, column: string = meaning): ProposedColumn | null {
  const source = found.get(meaning);
  if (source === undefined) return null;
  return { column, expression: spelledName(source.name), from: [source.name], shape: null };
}

/** A column of moments, where its values can be read as such. */
export function moment(found: Found, meaning: Meaning): ProposedColumn | null {
  const source = found.get(meaning);
  const expression = source && momentExpression(source.name, source.shape);
  if (source === undefined || expression === null || expression === undefined) return null;
  return { column: meaning, expression, from: [source.name], shape: source.shape };
}

/** A column of numbers, where its values can be read as such. */
export function number(found: Found, meaning: Meaning): ProposedColumn | null {
  const source = found.get(meaning);
  return source !== undefined && isNumber(source.shape) ? plain(found, meaning) : null;
}

/** An amount as it stands, or what quantity and price make; only of numbers the language reads. */
export function amount(found: Found): ProposedColumn | null {
  const whole = found.get("amount");
  if (whole !== undefined && isNumber(whole.shape))
    return { column: "amount", expression: spelledName(whole.name), from: [whole.name], shape: "number" };
  const [quantity, price] = [found.get("quantity"), found.get("unit_price")];
  if (quantity === undefined || price === undefined || !isNumber(quantity.shape) || !isNumber(price.shape)) return null;
  return {
    column: "amount",
    expression: `number(${spelledName(quantity.name)}) * number(${spelledName(price.name)})`,
    from: [quantity.name, price.name],
    shape: "number",
  };
}

/** Eight digits may be a day as well as a number. */
function isNumber(shape: ValueShape | null): boolean {
  return shape === "number" || shape === "bare_day";
}

/** What kind of transaction it is, where all its words are known. */
export function kind(file: FileColumns, found: Found): ProposedColumn | null {
  const source = found.get("kind");
  const kinds = INPUT_TABLES.transactions.find(({ name }) => name === "kind")?.choices ?? [];
  return source !== undefined && areWords(file.valuesOf(source.index), kinds) ? plain(found, "kind") : null;
}

/** A name as it stands, or what a first and a last name make. */
export function fullName(found: Found): ProposedColumn | null {
  const [first, last] = [found.get("first_name"), found.get("last_name")];
  if (found.has("full_name") || first === undefined || last === undefined) return plain(found, "full_name");
  return {
    column: "full_name",
    expression: `trim(coalesce(${spelledName(first.name)}, '') || ' ' || coalesce(${spelledName(last.name)}, ''))`,
    from: [first.name, last.name],
    shape: null,
  };
}

/** Whether all values that are not blank are words of a list, and there is one. */
export function areWords(values: readonly string[], words: readonly string[]): boolean {
  const told = values.map((value) => value.trim().toLowerCase()).filter((value) => value !== "");
  return told.length > 0 && told.every((value) => words.includes(value));
}
