import type { Campaign } from "../domain/campaign.ts";
import { CHANNEL_CONTACT_POINTS } from "../domain/campaign.ts";
import type { Decoys } from "../domain/decoys.ts";
import { decoyColumnsMissing, decoyContactUnreadable, decoyIncomplete, throwProblems } from "../errors.ts";
import { contactKey } from "../identity/contact-key.ts";
import { canonicalJson } from "../io/canonical-json.ts";
import { readCsvRecords } from "../io/csv-reader.ts";
import { sha256Text } from "../io/sha256.ts";

/** An invented recipient, as it stands on a list. */
export interface DecoyRecord {
  /** Its number in the file, from 1 without the header. */
  readonly record: number;
  /** Known by its content, wherever it stands in the file. */
  readonly decoyId: string;
  readonly contactKey: string;
  /** By column of the list. */
  readonly cells: Readonly<Record<string, string>>;
}

/** What a list takes of a decoy. */
type ListShape = Pick<Campaign, "channel" | "columns">;

/**
 * The decoys of a file, a CSV in UTF-8 whose columns are those of the list: each has a value in every one of them, and a contact point that can
 * be read, so that nothing tells them apart from people. Equal ones are one. Throws GK0476 for columns that are missing, GK0477 for values
 * that are, GK0478 for contact points that cannot be read, and GK0303, GK0304 or GK0306 for a file that is no CSV.
 */
export async function readDecoys(
  path: string,
  { file }: Decoys,
  list: ListShape,
  defaultCountry: string | null,
): Promise<DecoyRecord[]> {
  const kind = CHANNEL_CONTACT_POINTS[list.channel];
  const wanted = [...new Set([kind, ...list.columns])];
  const records = readCsvRecords(path, { name: file });
  const header = (((await records.next()).value ?? []) as string[]).map((name) => name.trim());
  const missing = wanted.filter((name) => !header.includes(name));
  if (missing.length > 0) throw decoyColumnsMissing({ columns: missing }, { at: { file, line: 1 } });
  const found = new Map<string, DecoyRecord>();
  const problems = [];
  let [line, number] = [2, 0];
  for await (const record of records) {
    const at = { file, line };
    line += 1 + record.reduce((breaks, cell) => breaks + (cell.split("\n").length - 1), 0);
    number += 1;
    const cell = (name: string) => (record[header.indexOf(name)] ?? "").trim();
    const blank = wanted.find((name) => cell(name) === "");
    const { key, is_valid: isValid } = contactKey(kind, cell(kind), defaultCountry);
    if (blank !== undefined) problems.push(decoyIncomplete({ column: blank }, { at }));
    else if (key === null || !isValid) problems.push(decoyContactUnreadable({ column: kind }, { at }));
    else {
      // The list writes a contact point as it is keyed; so does a decoy.
      const contact = kind === "address" ? cell(kind) : key.slice(key.indexOf(":") + 1);
      const cells = Object.fromEntries(list.columns.map((name) => [name, name === kind ? contact : cell(name)]));
      const decoyId = sha256Text(canonicalJson(cells));
      if (!found.has(decoyId)) found.set(decoyId, { record: number, decoyId, contactKey: key, cells });
    }
  }
  throwProblems(problems);
  return [...found.values()];
}
