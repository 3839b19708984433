import { digitsOf, isVariable, type PatternPart, type TimePattern } from "./time-pattern.ts";

/** One capturing group a field, in the pattern's order; what it lets pass reads in one way, but may be no day that exists. */
export function patternExpression({ parts }: TimePattern): string {
  return parts.map((part) => ("literal" in part ? escaped(part.literal) : `(${fieldExpression(part)})`)).join("");
}

/** The group that captures a field; 0 for none. */
export function groupOf({ parts }: TimePattern, wanted: string): number {
  return parts.flatMap((part) => ("field" in part ? [part.field as string] : [])).indexOf(wanted) + 1;
}

/** What stands before and after a year of two digits, and it: three groups. */
export function shortYearExpression({ parts }: TimePattern): string {
  const index = parts.findIndex((part) => "field" in part && part.letters === "yy");
  const plain = (some: readonly PatternPart[]): string =>
    some.map((part) => ("literal" in part ? escaped(part.literal) : `(?:${fieldExpression(part)})`)).join("");
  return `(${plain(parts.slice(0, index))})([0-9]{2})(${plain(parts.slice(index + 1))})`;
}

type Field = Extract<PatternPart, { letters: string }>;

function fieldExpression({ field, letters }: Field): string {
  switch (field) {
    case "year":
      return letters === "yy" ? "[0-9]{2}" : "[1-9][0-9]{3}";
    case "month":
      return isVariable(letters) ? "0?[1-9]|1[0-2]" : "0[1-9]|1[0-2]";
    case "day":
      return isVariable(letters) ? "0?[1-9]|[12][0-9]|3[01]" : "0[1-9]|[12][0-9]|3[01]";
    case "hour":
      return hourExpression(letters);
    case "minute":
    case "second":
      return isVariable(letters) ? "[0-5]?[0-9]" : "[0-5][0-9]";
    case "fraction":
      return `[0-9]{${digitsOf(letters)}}`;
    case "half":
      return HALVES;
    case "offset":
      return "Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9]";
  }
}

/** In either language and any case. */
const HALVES = "[AaPp][Mm]|上午|下午";

function hourExpression(letters: string): string {
  const [zero, twelve] = [isVariable(letters) ? "0?" : "0", letters.startsWith("h")];
  return twelve ? `${zero}[1-9]|1[0-2]` : `${zero}[0-9]|1[0-9]|2[0-3]`;
}

/** Signs that mean something in an expression are none of a pattern's, but for the point. */
function escaped(literal: string): string {
  return literal.replaceAll(".", "[.]");
}
