import { existsSync, statSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";

import { exportBroken, exportFileUnread, fileNotThere, minimumUnitsUnknown } from "../errors.ts";
import { LANGUAGES } from "../language.ts";
import { type ParquetReader, readTable, TABLE_ENDINGS } from "./read-tables.ts";
import { type TextLine, textLines, textTable } from "./text-tables.ts";
import { type TableOrigin, type WrittenTable, writtenTable } from "./written-table.ts";

/** What is to be read. */
export interface ExportPlace {
  readonly path: string;
  /** How the files are named in what the audit says. */
  readonly name: string;
}

export interface ReadOptions {
  readonly readParquet: ParquetReader;
  /** Overrides what the files say. */
  readonly minimumUnits: number | undefined;
  /** Whether a table without rows is one of nobody, and not one that was cut off; false by default. */
  readonly mayBeEmpty?: boolean;
}

/** What was written: tables, and lines of text beside them. */
export interface WrittenExport {
  readonly tables: readonly WrittenTable[];
  readonly lines: readonly TextLine[];
  readonly files: readonly string[];
}

const TEXT_ENDINGS: ReadonlySet<string> = new Set([".md", ".txt", ".html", ".svg"]);
const DESCRIPTION = "report.json";

/**
 * Reads written reports: a folder with `report.json`, a folder of such folders, or one file. Throws GK0115 for what is not there, GK0531 to GK0533 for what is no table, GK0536 for what lies beside
 * tables and cannot be looked at, and GK0534 where nothing says the least number of customers.
 */
export async function readExport(places: readonly ExportPlace[], options: ReadOptions): Promise<WrittenExport> {
  const read: WrittenExport[] = [];
  for (const place of places) {
    const found = statSync(place.path, { throwIfNoEntry: false });
    if (found === undefined) throw fileNotThere({ file: place.name, isFolder: false });
    read.push(...(found.isDirectory() ? await readFolder(place, options) : [await readOne(place, options)]));
  }
  return {
    tables: read.flatMap(({ tables }) => tables),
    lines: read.flatMap(({ lines }) => lines),
    files: read.flatMap(({ files }) => files),
  };
}

async function readFolder(place: ExportPlace, options: ReadOptions): Promise<WrittenExport[]> {
  const entries = (await readdir(place.path, { withFileTypes: true })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const below = entries.filter((entry) => entry.isDirectory());
  const shown = entries.filter((entry) => !entry.isDirectory() && !entry.name.startsWith("."));
  const files = shown.map(({ name }) => name);
  for (const entry of shown) {
    const file = `${place.name}/${entry.name}`;
    if (!entry.isFile()) throw exportFileUnread({ file, reason: NO_FILE }, { at: { file } });
    if (!isKnown(entry.name)) throw exportFileUnread({ file, reason: UNKNOWN_KIND }, { at: { file } });
  }
  const read: WrittenExport[] = files.length > 0 ? [await readReport(place, files, options)] : [];
  for (const { name } of below)
    read.push(...(await readFolder({ path: join(place.path, name), name: `${place.name}/${name}` }, options)));
  return read;
}

function isTable(name: string): boolean {
  return name !== DESCRIPTION && !name.endsWith(".metadata.json") && TABLE_ENDINGS.has(extname(name).toLowerCase());
}

function isKnown(name: string): boolean {
  const ending = extname(name).toLowerCase();
  return TABLE_ENDINGS.has(ending) || TEXT_ENDINGS.has(ending);
}

async function readOne(place: ExportPlace, options: ReadOptions): Promise<WrittenExport> {
  const name = basename(place.path);
  if (name === DESCRIPTION) {
    const folder = { path: dirname(place.path), name: dirname(place.name) };
    const read = await readFolder(folder, options);
    return { tables: read.flatMap((one) => one.tables), lines: read.flatMap((one) => one.lines), files: [place.name] };
  }
  const folder = { path: dirname(place.path), name: dirname(place.name) };
  return readReport(folder, [name], options);
}

async function readReport(folder: ExportPlace, files: readonly string[], options: ReadOptions): Promise<WrittenExport> {
  const description = await readDescription(folder);
  const tables: WrittenTable[] = [];
  const lines: TextLine[] = [];
  const nameOf = (file: string) => (folder.name === "." || folder.name === "" ? file : `${folder.name}/${file}`);
  for (const file of files.filter(isTable)) {
    const found = await readTable(join(folder.path, file), nameOf(file), options.readParquet);
    if (found.rows.length === 0 && options.mayBeEmpty !== true)
      throw exportBroken({ file: found.file, reason: NO_ROW }, { at: { file: found.file } });
    tables.push(writtenTable(found, originOf(description, found.file, folder, options)));
  }
  for (const file of files.filter((name) => TEXT_ENDINGS.has(extname(name).toLowerCase()))) {
    const text = await readText(join(folder.path, file), nameOf(file));
    const stem = nameOf(file).slice(0, -extname(file).length);
    const like = tables.find((table) => table.file.slice(0, -extname(table.file).length) === stem);
    const table = like === undefined ? null : textTable(text, nameOf(file), like);
    if (table !== null) tables.push(table);
    lines.push(...textLines(text, nameOf(file), table !== null));
  }
  for (const title of LANGUAGES.map((language) => description?.title?.[language]))
    if (typeof title === "string") lines.push({ file: nameOf(DESCRIPTION), line: null, text: title });
  return {
    tables,
    lines: lines.map((line) => ({ ...line, accounted: accountedOf(description) })),
    files: files.map(nameOf),
  };
}

/** A text that is read by halves, or in signs that it does not have, is not looked at. */
async function readText(path: string, file: string): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
  } catch (cause) {
    throw exportFileUnread({ file, reason: NO_TEXT }, { at: { file }, cause });
  }
}

const NO_FILE = { en: "it is neither a file nor a folder", "zh-CN": "既不是文件，也不是文件夹" };
const UNKNOWN_KIND = { en: "files of its kind are not known", "zh-CN": "不认识这种文件" };
const NO_TEXT = { en: "it cannot be read as text in UTF-8", "zh-CN": "无法作为 UTF-8 文本读取" };

/** What `report.json` says, as far as an audit needs it. */
interface Description {
  readonly run_id?: unknown;
  readonly as_of?: unknown;
  readonly minimum_units?: unknown;
  readonly currency?: unknown;
  readonly zeros?: unknown;
  readonly customers?: Description["period"];
  readonly measure_types?: Readonly<Record<string, unknown>> | null;
  readonly period?: { readonly from?: unknown; readonly before?: unknown } | null;
  readonly title?: Readonly<Record<string, unknown>> | null;
  readonly tables?: readonly Readonly<Record<string, unknown>>[];
}

async function readDescription({ path, name }: ExportPlace): Promise<Description | null> {
  const file = join(path, DESCRIPTION);
  if (!existsSync(file)) return null;
  try {
    const parsed: unknown = JSON.parse(await readFile(file, "utf8"));
    if (isDescription(parsed)) return parsed;
  } catch (cause) {
    throw exportBroken({ file: `${name}/${DESCRIPTION}`, reason: NO_DESCRIPTION }, { cause });
  }
  throw exportBroken({ file: `${name}/${DESCRIPTION}`, reason: NO_DESCRIPTION });
}

/** Only what an audit reads has to be what it should be. */
function isDescription(parsed: unknown): parsed is Description {
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return false;
  const { tables = [], title = null } = parsed as Readonly<Record<string, unknown>>;
  return Array.isArray(tables) && typeof title === "object";
}

const NO_ROW = { en: "it has no row", "zh-CN": "没有任何行" };
const NO_DESCRIPTION = { en: "it is no JSON that describes a report", "zh-CN": "不是描述报表的 JSON" };

function originOf(
  description: Description | null,
  file: string,
  folder: ExportPlace,
  { minimumUnits }: ReadOptions,
): TableOrigin {
  const stated = typeof description?.minimum_units === "number" ? description.minimum_units : undefined;
  const least = minimumUnits ?? stated;
  if (least === undefined) throw minimumUnitsUnknown({ file });
  const text = (value: unknown) => (typeof value === "string" ? value : null);
  return {
    run: text(description?.run_id) ?? folder.name,
    asOf: text(description?.as_of),
    from: text((description?.customers ?? description?.period)?.from),
    minimumUnits: least,
    areZerosPrinted: description?.zeros !== "protect",
    areFlows: Object.values(description?.measure_types ?? {}).includes("flow"),
    currency: text(description?.currency),
    totals: new Set(description === null ? ["(all)", "Total", "total"] : ["(all)"]),
  };
}

/** Numbers of the description that its texts repeat: they count cells, and are no customers. */
function accountedOf(description: Description | null): readonly string[] {
  const tables = description?.tables ?? [];
  const counts = tables.flatMap((table) => Object.values(table).filter((value) => typeof value === "number"));
  const spans = [description?.period, description?.customers].flatMap((span) => [span?.from, span?.before]);
  const known = [description?.run_id, description?.as_of, ...spans];
  const texts = known.filter((value) => typeof value === "string");
  return [...counts, description?.minimum_units ?? [], ...texts].flat().map(String);
}
