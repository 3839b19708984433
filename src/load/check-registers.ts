import type { ListDeclaration } from "../domain/project.ts";
import { type Engine, sqlText } from "../engine/engine.ts";
import {
  controlValueNotFound,
  type GatekeeperError,
  hashUndeclared,
  registerShrank,
  throwProblems,
} from "../errors.ts";
import { controlHash, schemeText } from "./hashed-points.ts";
import type { LoadedInput } from "./load-inputs.ts";
import {
  fileIdsOf,
  filesByList,
  isSameFiles,
  type LastSnapshot,
  olderSnapshots,
  type RegisterFile,
} from "./register-snapshots.ts";

/** What a register's last snapshot left behind. */
interface Before extends LastSnapshot {
  readonly entries: number;
}

/** A snapshot that takes the place of a register's last one. */
interface NewSnapshot {
  readonly listId: string;
  readonly fileIds: readonly string[];
  readonly snapshot: string;
  readonly select: string;
}

interface Registers {
  readonly lists: readonly ListDeclaration[];
  readonly inputs: readonly LoadedInput[];
  readonly snapshots: readonly RegisterFile[];
  readonly before: Readonly<Record<string, Before>>;
}

/**
 * Checks the registers once contact values are keyed: hashes of a list that declares none (GK0434), a hashed list without its control
 * value (GK0431), and one that lacks more of its last entries than it may (GK0433). Entries are told apart by their keys, so that a
 * file of the same length with others in it is seen. Source: consent-gate.md §4.
 */
export async function checkRegisters(engine: Engine, { lists, inputs, snapshots, before }: Registers): Promise<void> {
  const problems: GatekeeperError[] = await undeclaredHashes(engine, lists, inputs);
  for (const [listId, files] of filesByList(snapshots)) {
    const [first] = files;
    if (first === undefined) continue;
    const { list, rules, file } = first;
    const told = { list: listId, file };
    if (rules.hash !== undefined && rules.controlValue !== undefined) {
      const control = controlHash(rules.hash, rules.controlValue);
      const isThere = control !== null && (await holdsValue(engine, files, control));
      if (!isThere) problems.push(controlValueNotFound({ ...told, scheme: schemeText(rules.hash) }, { at: list.at }));
    }
    const last = before[listId];
    if (last !== undefined && !isSameFiles(files, last) && (await hasShrunk(engine, files, last)))
      problems.push(registerShrank({ ...told, limit: list.allowedShrink.text }, { at: list.at }));
  }
  throwProblems(problems);
}

/**
 * The registers whose snapshot is another than the last one, or of another day, each with the SELECT of its entries and when each was first seen. An older
 * one never takes the place of the last.
 */
export function newSnapshots(
  snapshots: readonly RegisterFile[],
  before: Readonly<Record<string, Before>>,
): NewSnapshot[] {
  const older = new Set(olderSnapshots(snapshots, before).map(({ register }) => register.list.listId));
  return [...filesByList(snapshots)].flatMap(([listId, files]) => {
    const [first] = files;
    const last = before[listId];
    if (first === undefined || older.has(listId)) return [];
    if (last !== undefined && isSameFiles(files, last) && last.snapshot === first.snapshot) return [];
    const select = `select ${sqlText(listId)} as list_id, entries.entry_key,
        min(coalesce(known.first_seen_at, entries.first_seen_at)) as first_seen_at
      from (${entriesSelect(files)}) as entries
      left join state.register_entries as known on known.list_id = ${sqlText(listId)} and known.entry_key = entries.entry_key
      group by entries.entry_key`;
    return [{ listId, fileIds: fileIdsOf(files), snapshot: first.snapshot, select }];
  });
}

/** Every entry of a snapshot: a contact key, an area, a person or a hash. */
function entriesSelect(files: readonly RegisterFile[]): string {
  const [listId = ""] = files.map(({ list }) => sqlText(list.listId));
  return `select coalesce(
        suppressions.clean_key,
        case when as_listed.is_valid then as_listed.contact_key end,
        contact_values.contact_key,
        suppressions.match || ':' || suppressions.value
      ) as entry_key, files.first_seen_at
    from staging.suppressions
    inner join run.files on files.file_id = suppressions.file_id
    left join run.lists on lists.list_id = suppressions.list_id
    cross join run.parameters
    left join identity.contact_values as as_listed
      on as_listed.kind = case when suppressions.clean_key is null then suppressions.match end
      and as_listed.country = lists.country
      and as_listed.value = suppressions.value
    left join identity.contact_values
      on contact_values.kind = case when suppressions.clean_key is null then suppressions.match end
      and contact_values.country = parameters.default_country
      and contact_values.value = suppressions.value
    where suppressions.list_id = ${listId} and suppressions.file_id in (${fileIdsOf(files).map(sqlText).join(", ")})`;
}

async function hasShrunk(engine: Engine, files: readonly RegisterFile[], last: Before): Promise<boolean> {
  const [list] = files.map((file) => file.list);
  if (list === undefined) return false;
  const [counts] = await engine.query(
    `select count(*) as entries, count(known.entry_key) as kept
     from (select distinct entries.entry_key from (${entriesSelect(files)}) as entries) as now
     left join state.register_entries as known on known.list_id = ${sqlText(list.listId)} and known.entry_key = now.entry_key`,
  );
  const [entries, kept] = [BigInt(Number(counts?.["entries"])), BigInt(Number(counts?.["kept"]))];
  if (list.expectedRows !== undefined && entries === BigInt(list.expectedRows)) return false;
  const before = BigInt(last.entries);
  return (before - kept) * 1_000_000n > before * BigInt(list.allowedShrink.partsPerMillion);
}

async function holdsValue(engine: Engine, files: readonly RegisterFile[], value: string): Promise<boolean> {
  const [listId = ""] = files.map(({ list }) => sqlText(list.listId));
  const rows = await engine.query(
    `select count(*) as found from staging.suppressions
     where suppressions.list_id = ${listId} and suppressions.match = 'hash' and suppressions.value = ${sqlText(value)}
       and suppressions.file_id in (${fileIdsOf(files).map(sqlText).join(", ")})`,
  );
  return Number(rows[0]?.["found"]) > 0;
}

async function undeclaredHashes(
  engine: Engine,
  lists: readonly ListDeclaration[],
  inputs: readonly LoadedInput[],
): Promise<GatekeeperError[]> {
  const declared = lists.filter(({ register }) => register?.hash !== undefined).map(({ listId }) => listId);
  const rows = await engine.query(
    `select suppressions.list_id, min(suppressions.file_id) as file_id from staging.suppressions
     where suppressions.match = 'hash' group by suppressions.list_id order by suppressions.list_id`,
  );
  return rows
    .filter((row) => !declared.includes(String(row["list_id"])))
    .map((row) => {
      const listId = String(row["list_id"]);
      const list = lists.find((one) => one.listId === listId);
      const file = inputs.find(({ loaded }) => loaded.fileId === row["file_id"])?.file ?? "";
      return hashUndeclared({ list: listId, file }, { at: list?.at ?? { file } });
    });
}
