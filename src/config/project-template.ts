import { stringify } from "yaml";

import type { SourceFormat, TextEncoding } from "../domain/project.ts";
import { formatOfName } from "../domain/source-format.ts";

/** The settings of a new project by their keys under `project:`; absent ones stay as the template has them. */
export interface TemplateSettings {
  readonly id?: string | undefined;
  readonly controller?: string | undefined;
  readonly time_zone?: string | undefined;
  readonly currency?: string | undefined;
  readonly default_country?: string | undefined;
  readonly language?: string | undefined;
}

/** A source as gatekeeper.yaml writes it, with comments that say where it comes from. */
export interface TemplateSource {
  readonly source: string;
  readonly files: string;
  /** Written where the file's name does not say it. */
  readonly format: SourceFormat;
  /** Written when it is not UTF-8. */
  readonly encoding: TextEncoding;
  /** Written when it is no comma. */
  readonly delimiter: string;
  /** `{ decimal: "," }`, as the source declares it; null for nothing to declare. */
  readonly formats: string | null;
  /** What it may have to declare, for the user to choose. */
  readonly formatsToChoose: readonly string[];
  readonly columns: readonly { readonly column: string; readonly expression: string; readonly comment: string }[];
  readonly where: string | null;
  /** Above the formats to choose, above the columns, and below them. */
  readonly comments: { readonly toChoose: string | null; readonly above: string; readonly below: string | null };
}

/** The text of a gatekeeper.yaml with other settings; its comments and its layout stay. */
export function withSettings(text: string, settings: TemplateSettings): string {
  return Object.entries(settings).reduce((result, [key, value]) => {
    if (value === undefined) return result;
    // The language stands in the template as a comment, because it may be left unsaid.
    const line = new RegExp(`^(  (?:# )?${key}: \\S.*?)( +)?(#.*)?$`, "mu");
    return result.replace(line, (_, before: string, blanks = "", comment = "") => {
      const setting = `  ${key}: ${scalar(String(value))}`;
      return comment === "" ? setting : `${setting.padEnd(before.length + String(blanks).length - 1)} ${comment}`;
    });
  }, text);
}

/** The text with the sources of one input table in place of the template's own. */
export function withSources(text: string, table: string, sources: readonly TemplateSource[]): string {
  const block = `  ${table}:\n${sources.map(sourceText).join("\n")}`;
  return text.replace(blockOf(table), () => block);
}

/** The text with comments above the sources of an input table, a sentence a line. */
export function withComment(text: string, table: string, comments: readonly string[]): string {
  const lines = comments.flatMap((each) => onOneLine(each).split(/(?<=\.) +|(?<=。)(?=.)/u));
  const comment = lines.map((line) => `  # ${line}\n`).join("");
  return text.replace(blockOf(table), (block) => comment + block);
}

/** What the template says of an input table: its key, and the lines indented below it. */
function blockOf(table: string): RegExp {
  return new RegExp(`^  ${table}:\\n(?:    .*\\n)+`, "mu");
}

function sourceText(own: TemplateSource): string {
  const { source, files, format, encoding, delimiter, formats, formatsToChoose, columns, where, comments } = own;
  const written = columns.map(({ column, expression, comment }) => ({
    text: `${column}: ${scalar(expression)}`,
    comment,
  }));
  const width = Math.min(60, Math.max(...written.map(({ text }) => text.length)));
  return [
    `    - source: ${source}`,
    `      files: ${scalar(files)}`,
    ...(formatOfName(files) === format ? [] : [`      format: ${format}`]),
    ...(encoding === "utf-8" ? [] : [`      encoding: ${encoding}`]),
    ...(delimiter === "," ? [] : [`      csv: { delimiter: ${scalar(delimiter)} }`]),
    ...(formats === null ? [] : [`      formats: ${formats}`]),
    ...(comments.toChoose === null ? [] : [`      # ${onOneLine(comments.toChoose)}`]),
    ...formatsToChoose.map((choice) => `      # formats: ${choice}`),
    `      # ${onOneLine(comments.above)}`,
    "      columns:",
    ...written.map(({ text, comment }) =>
      comment === "" ? `        ${text}` : `        ${text.padEnd(width)}   # ${onOneLine(comment)}`,
    ),
    ...(where === null ? [] : [`      where: ${scalar(where)}`]),
    ...(comments.below === null ? [] : [`      # ${onOneLine(comments.below)}`]),
    "",
  ].join("\n");
}

/** A text as one line of YAML, quoted as it must be; signs that would move the cursor or break the line are escaped. */
function scalar(text: string): string {
  const defaultStringType = SIGNS_TO_ESCAPE.test(text) ? "QUOTE_DOUBLE" : "PLAIN";
  const options = {
    lineWidth: 0,
    blockQuote: false,
    defaultStringType,
    doubleQuotedMinMultiLineLength: Infinity,
  } as const;
  return stringify(text, options).trimEnd();
}

const SIGNS_TO_ESCAPE = /[\p{Cc}\u2028\u2029]/u;

function onOneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ");
}
