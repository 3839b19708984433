import { join } from "node:path";

import type { Campaign } from "../domain/campaign.ts";
import { type Engine, type SqlRow, sqlText } from "../engine/engine.ts";
import { writtenListDiffers } from "../errors.ts";
import type { LocalizedText } from "../language.ts";
import { encryptForRecipient } from "../io/age.ts";
import { removePath } from "../io/atomic-write.ts";
import { readCsvRecords } from "../io/csv-reader.ts";
import { type CsvRow, neutralise, writeCsv } from "../io/csv-writer.ts";
import { sha256File } from "../io/sha256.ts";
import { stagedName } from "./staged-list.ts";

/** A list as written: its file in the release's folder, and the hash of its bytes. */
export interface WrittenList {
  readonly file: string;
  readonly sha256: string;
  /** Without decoys. */
  readonly people: number;
}

/** An invented recipient on a list. */
export interface ListedDecoy {
  readonly reference: string;
  readonly decoyId: string;
  /** Its number in the file it is from. */
  readonly record: number;
  /** By column of the list. */
  readonly cells: Readonly<Record<string, string>>;
}

/**
 * Writes the list of a campaign: the staged people that the decisions still list, in the order of their references, with
 * exactly the campaign's columns and the reference. What was written is read back by another reader and compared with the
 * decisions before anything else happens (GK0611); decoys stand among them by their references. `stagedTable` names the staged list in the engine. A vendor's list is encrypted for its recipient; the plain one is removed.
 */
export async function writeContactList(
  engine: Engine,
  campaign: Campaign,
  stagedTable: string,
  folder: string,
  decoys: readonly ListedDecoy[] = [],
): Promise<WrittenList> {
  const plain = join(folder, `${campaign.id}.csv`);
  const columns = ["reference", ...campaign.columns];
  await fillDecoys(engine, columns, decoys);
  const select = listSelect(campaign, stagedTable);
  const { rows } = await writeCsv(plain, columns, rowsOf(engine, select, columns));
  await verify(plain, campaign, columns, engine, select);
  if (campaign.executor === undefined)
    return { file: `${campaign.id}.csv`, sha256: await sha256File(plain), people: rows - decoys.length };
  const encrypted = `${plain}.age`;
  await encryptForRecipient(plain, campaign.executor.recipient, encrypted);
  await removePath(plain);
  return { file: `${campaign.id}.csv.age`, sha256: await sha256File(encrypted), people: rows - decoys.length };
}

/** Decoys as rows of the list, for the engine to put each in its place. */
async function fillDecoys(engine: Engine, columns: readonly string[], decoys: readonly ListedDecoy[]): Promise<void> {
  const rows = decoys.map(({ reference, cells }) => columns.map((name) => cells[name] ?? reference));
  await engine.fill(
    "export.decoys",
    columns.map((name) => ({ name, type: "varchar" })),
    rows,
  );
}

/** The staged rows of the people whom the decisions list through the very contact point that was staged, and the decoys among them. */
function listSelect(campaign: Campaign, stagedTable: string): string {
  const values = campaign.columns.map((column) => `staged.${stagedName(column)} as ${column}`);
  const names = ["reference", ...campaign.columns].map((name) => `decoys.${name}`);
  return `select listed.* from (
    select staged.reference, ${values.join(", ")}
    from ${stagedTable} as staged
    inner join allocation.decisions
      on decisions.campaign_id = ${sqlText(campaign.id)}
      and decisions.person_id = staged.person_id
      and decisions.contact_key = staged.contact_key
      and decisions.outcome = 'listed'
    union all
    select ${names.join(", ")} from export.decoys) as listed
    order by listed.reference`;
}

async function* rowsOf(engine: Engine, select: string, columns: readonly string[]): AsyncGenerator<CsvRow[]> {
  for await (const block of engine.stream(select)) yield block.map((row) => cellsOf(row, columns));
}

function cellsOf(row: SqlRow, columns: readonly string[]): (string | null)[] {
  return columns.map((column) => {
    const value = row[column] ?? null;
    return value === null ? null : String(value);
  });
}

async function verify(
  path: string,
  campaign: Campaign,
  columns: readonly string[],
  engine: Engine,
  select: string,
): Promise<void> {
  const written = readCsvRecords(path)[Symbol.asyncIterator]();
  const fail = (difference: LocalizedText) => writtenListDiffers({ campaign: campaign.id, difference });
  const next = async (): Promise<string[] | undefined> => {
    const result = await written.next();
    return result.done === true ? undefined : result.value;
  };
  if ((await next())?.join("\u0000") !== columns.join("\u0000"))
    throw fail({ en: "the header is not the campaign's columns", "zh-CN": "表头与该营销活动的列不符" });
  let row = 0;
  for await (const block of rowsOf(engine, select, columns)) {
    for (const cells of block) {
      row += 1;
      const expected = cells.map((cell) => neutralise(cell ?? ""));
      if ((await next())?.join("\u0000") !== expected.join("\u0000"))
        throw fail({ en: `row ${row} is not the person decided on`, "zh-CN": `第 ${row} 行与所决定的个人不符` });
    }
  }
  if ((await next()) !== undefined)
    throw fail({ en: `there are more rows than the ${row} people decided on`, "zh-CN": `行数多于所决定的 ${row} 人` });
}
