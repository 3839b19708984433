import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";

import { type Engine, sqlText } from "../engine/engine.ts";
import type { Directories } from "./directories.ts";
import type { ErasedPerson } from "./tombstones.ts";

/** What becomes of the rows of a file that name an erased person. */
export type FileFate =
  /** They go. */
  | "rows"
  /** They stay without what they say, so that every record keeps its number; nobody reads them any more. */
  | "blank"
  /** A stand-in takes the person's place, so that what refers to them still finds something. */
  | "stand_in";

/** A Parquet file of the project's state that names an erased person. */
export interface NamedFile {
  readonly path: string;
  /** Below `.gatekeeper/`. */
  readonly name: string;
  readonly fate: FileFate;
  readonly rows: number;
  /** Of those, the ones that are no rejected or excluded records of a loaded file. */
  readonly loadedRows: number;
  readonly columns: readonly string[];
  /** SQL over the file: the rows that name the person. */
  readonly isNamed: string;
}

/** Columns that name people, in whatever file. */
const IS_PERSON_COLUMN = /^(?:person_id|customer_id|member_id|.+_customer_id)$/u;

/**
 * Every Parquet file of runs, releases and cache that names the person, by any column that names people. The files of the
 * stops store are not among them. Reads only.
 */
export async function findNamedFiles(
  engine: Engine,
  directories: Directories,
  person: ErasedPerson,
): Promise<NamedFile[]> {
  const found: NamedFile[] = [];
  for (const folder of [directories.cache, directories.releases, directories.runs, directories.state]) {
    for (const path of await parquetFiles(folder)) {
      if (path.startsWith(join(directories.state, "stops"))) continue;
      const file = await namedFile(engine, relative(directories.root, path), path, person);
      if (file !== null) found.push(file);
    }
  }
  return found;
}

/** The contact keys that files have beside the person. */
export async function contactKeysIn(engine: Engine, files: readonly NamedFile[]): Promise<string[]> {
  const keys = new Set<string>();
  for (const { path, columns, isNamed } of files) {
    if (!columns.includes("contact_key")) continue;
    await engine.attach("erasure.named_file", [path]);
    const rows = await engine.query(
      `select distinct named_file.contact_key from erasure.named_file where (${isNamed}) and named_file.contact_key is not null`,
    );
    for (const row of rows) keys.add(String(row["contact_key"]));
  }
  return [...keys].toSorted();
}

/** The references of the person on released lists, by the folder of the release's private side. */
export async function referencesIn(
  engine: Engine,
  file: NamedFile,
): Promise<{ campaignId: string; reference: string }[]> {
  await engine.attach("erasure.named_file", [file.path]);
  const rows = await engine.query(
    `select named_file.campaign_id, named_file.contact_id from erasure.named_file where ${file.isNamed}
     order by named_file.campaign_id, named_file.contact_id`,
  );
  return rows.map((row) => ({
    campaignId: String(row["campaign_id"]),
    reference: String(row["contact_id"]).split("/")[0] ?? "",
  }));
}

async function parquetFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".parquet") && !entry.name.startsWith("."))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes("/public/"))
    .toSorted();
}

async function namedFile(
  engine: Engine,
  name: string,
  path: string,
  { customerIds, contactKeys }: ErasedPerson,
): Promise<NamedFile | null> {
  await engine.attach("erasure.named_file", [path]);
  const columns = (await engine.describe("select * from erasure.named_file")).map((column) => column.name);
  const isNamed = conditionOf(name, columns, customerIds, contactKeys);
  if (isNamed === null) return null;
  const loaded = columns.includes("fate") ? "sum(case when named_file.fate is null then 1 else 0 end)" : "count(*)";
  const [found] = await engine.query(
    `select count(*) as named, ${loaded} as loaded from erasure.named_file where ${isNamed}`,
  );
  const rows = Number(found?.["named"] ?? 0);
  const loadedRows = Number(found?.["loaded"] ?? 0);
  return rows === 0 ? null : { path, name, fate: fateOf(name), rows, loadedRows, columns, isNamed };
}

/** Contact keys alone name somebody in the values learnt from contact points only: elsewhere they may be anybody's. */
function conditionOf(
  name: string,
  columns: readonly string[],
  customerIds: readonly string[],
  contactKeys: readonly string[],
): string | null {
  const ids = customerIds.map(sqlText).join(", ");
  const conditions = columns
    .filter((column) => IS_PERSON_COLUMN.test(column))
    .map((column) => `coalesce(named_file.${column} in (${ids}), false)`);
  if (name.startsWith("cache/suppressions/"))
    conditions.push(`coalesce(named_file.match = 'person' and named_file.value in (${ids}), false)`);
  if (name.startsWith("cache/contact-values") && contactKeys.length > 0)
    conditions.push(`coalesce(named_file.contact_key in (${contactKeys.map(sqlText).join(", ")}), false)`);
  return conditions.length === 0 ? null : conditions.join(" or ");
}

function fateOf(name: string): FileFate {
  if (name.startsWith("releases/") || name.startsWith("state/")) return "stand_in";
  return name.startsWith("cache/") && !name.startsWith("cache/contact-values") ? "blank" : "rows";
}
