import { createHash } from "node:crypto";
import { join } from "node:path";

import type { HashScheme } from "../domain/list.ts";
import type { ListDeclaration } from "../domain/project.ts";
import { attachOrEmpty } from "../engine/attach.ts";
import type { Column, Engines, SqlValue } from "../engine/engine.ts";
import { anyContactKey } from "../identity/any-contact.ts";
import { contactForms } from "../identity/contact-forms.ts";

/** The columns of `consent.hashed_points`: each form of each contact point, hashed as each list is. */
export const HASHED_POINT_COLUMNS: readonly Column[] = [
  { name: "list_id", type: "varchar" },
  { name: "hashed_value", type: "varchar" },
  { name: "contact_key", type: "varchar" },
];

/** Rows written together: enough to be quick, few enough to stay small in memory. */
const BATCH = 200_000;

/**
 * Makes `consent.hashed_points` for the hashed lists of a project: every distinct contact point in each of its exact and loose forms,
 * hashed by the list's own scheme. It is done here and not in the engine, so that no statement carries a salt. Without a hashed list
 * the table is empty and nothing is read. Source: consent-gate.md §4.
 */
export async function hashPoints(
  { engine, local }: Engines,
  lists: readonly ListDeclaration[],
  temporaryFolder: string,
): Promise<void> {
  const hashedLists = lists.flatMap(({ listId, register }) =>
    register?.hash ? [{ listId, scheme: register.hash }] : [],
  );
  const files: string[] = [];
  let batch: SqlValue[][] = [];
  const keep = async () => {
    const path = join(temporaryFolder, `hashed-points-${files.length}.parquet`);
    await local.fill("consent.hashed_batch", HASHED_POINT_COLUMNS, batch);
    await local.writeParquet("select * from consent.hashed_batch", path, ["list_id", "hashed_value", "contact_key"]);
    await local.drop("consent.hashed_batch");
    files.push(path);
    batch = [];
  };
  if (hashedLists.length > 0) {
    const select = "select distinct contact_points.contact_key from identity.contact_points order by contact_key";
    for await (const block of engine.stream(select)) {
      for (const row of block) {
        const key = String(row["contact_key"]);
        for (const { listId, scheme } of hashedLists)
          for (const value of hashesOf(scheme, key)) batch.push([listId, value, key]);
      }
      if (batch.length >= BATCH) await keep();
    }
  }
  if (batch.length > 0) await keep();
  await attachOrEmpty(engine, "consent.hashed_points", HASHED_POINT_COLUMNS, files);
}

/** The hash of a contact in clear as the list writes it; null when it cannot be read or is of another kind. */
export function controlHash(scheme: HashScheme, contact: string): string | null {
  const { key } = anyContactKey(contact, null);
  const [form] = key === null ? [] : contactForms(key);
  const text = form === undefined ? undefined : formText(scheme.form, form);
  return text === undefined ? null : hashed(scheme, text);
}

/** A scheme as messages name it; the salt is nobody's business. */
export function schemeText({ algorithm, encoding, form }: HashScheme): string {
  return `${algorithm}/${encoding}/${form}`;
}

function hashesOf(scheme: HashScheme, contactKey: string): string[] {
  const forms = contactForms(contactKey).flatMap((form) => formText(scheme.form, form) ?? []);
  const texts = [...forms, ...digitsAsGiven(scheme.form, contactKey)];
  return [...new Set(texts)].map((text) => hashed(scheme, text));
}

/** What the list hashed of a contact key; undefined of another kind of contact. */
function formText(form: HashScheme["form"], key: string): string | undefined {
  const [kind, text] = [key.slice(0, key.indexOf(":")), key.slice(key.indexOf(":") + 1)];
  if (form === "email") return kind === "email" ? text : undefined;
  if (kind !== "phone" || !text.startsWith("+")) return undefined;
  return form === "e164" ? text : text.slice(1);
}

/** Of a number that is none whoever hashed it had its digits alone, and put a plus in front of them or could not. Source: consent-gate.md §5. */
function digitsAsGiven(form: HashScheme["form"], contactKey: string): string[] {
  const digits = /^phone:raw:([0-9]+)$/u.exec(contactKey)?.[1];
  if (digits === undefined || form === "email") return [];
  return form === "e164" ? [`+${digits}`, digits] : [digits];
}

function hashed({ algorithm, encoding, salt }: HashScheme, text: string): string {
  const hash = createHash(algorithm).update((salt?.reveal() ?? "") + text, "utf8");
  if (encoding === "base64") return hash.digest("base64");
  const hex = hash.digest("hex");
  return encoding === "hex" ? hex : hex.toUpperCase();
}
