import { rename } from "node:fs/promises";

import { type Engine, sqlText } from "../engine/engine.ts";
import { sha256File } from "../io/sha256.ts";
import type { NamedFile } from "./named-files.ts";

/** A file that was written anew without a person: the hash of its bytes before and after; null when it went. */
export interface RewrittenFile {
  /** Below `.gatekeeper/`. */
  readonly file: string;
  readonly before: string;
  readonly after: string | null;
}

/** How a file is written anew. */
export interface Rewriting {
  /** Where the engine may write; the file is moved into its place. */
  readonly temporaryFile: string;
  /** What takes the person's place in rows that stay. */
  readonly standIn: string;
  /** Awaited when the new bytes are known and before they take the old ones' place, so that every change is on record. */
  readonly note: (file: RewrittenFile) => Promise<void>;
}

/** Takes the person out of a file, by one rename, and keeps the order of its rows. */
export async function rewriteNamedFile(engine: Engine, file: NamedFile, rewriting: Rewriting): Promise<RewrittenFile> {
  const before = await sha256File(file.path);
  await engine.attach("erasure.named_file", [file.path]);
  await engine.writeParquet(selectWithout(file, rewriting.standIn), rewriting.temporaryFile, []);
  const rewritten = { file: file.name, before, after: await sha256File(rewriting.temporaryFile) };
  await rewriting.note(rewritten);
  await rename(rewriting.temporaryFile, file.path);
  return rewritten;
}

function selectWithout({ fate, columns, isNamed }: NamedFile, standIn: string): string {
  const all = columns.map((name) => `named_file.${name}`).join(", ");
  if (fate === "rows") return `select ${all} from erasure.named_file where not (${isNamed})`;
  const cells = columns.map((name) => {
    const kept = fate === "blank" ? blanked(name) : standingIn(name, standIn);
    return kept === null
      ? `named_file.${name}`
      : `case when ${isNamed} then ${kept} else named_file.${name} end as ${name}`;
  });
  return `select ${cells.join(", ")} from erasure.named_file`;
}

/** A record without content counts as one that its source did not want. */
function blanked(name: string): string {
  return name === "fate" ? "coalesce(named_file.fate, 'excluded')" : "null";
}

/** What of a row names the person or a contact point; the others keep the count. */
function standingIn(name: string, standIn: string): string | null {
  return /^(?:person_id|customer_id|member_id|.+_customer_id|contact_key)$/u.test(name) ? sqlText(standIn) : null;
}
