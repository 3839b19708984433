import type * as z from "zod";
import { assert } from "../assert.ts";
import { writeFileAtomic } from "../io/atomic-write.ts";
import { canonicalJson } from "../io/canonical-json.ts";
import type { LocalizedText } from "../language.ts";

/** A JSON file that a run or a release leaves for others, and the shape it is sure to have. Source: contracts.md §6. */
export interface Artefact<Content> {
  /** What `gatekeeper schema` calls its schema. */
  readonly name: string;
  /** Where it lies below `.gatekeeper/`, ids in capitals. */
  readonly file: string;
  /** What it says, in one line. */
  readonly title: LocalizedText;
  readonly schema: z.ZodType<Content>;
}

/**
 * Writes an artefact as canonical JSON with a line feed at its end. Content of another shape than the published one is our
 * own mistake and is not written. Throws GK0503 when the disk refuses.
 */
export async function writeArtefact<Content>(
  path: string,
  artefact: Artefact<Content>,
  content: Content,
): Promise<void> {
  const places = artefact.schema.safeParse(content).error?.issues.map((issue) => issue.path.join(".")) ?? [];
  assert(places.length === 0, `${artefact.name} has its published shape, at ${places.join(", ")}`);
  await writeFileAtomic(path, `${canonicalJson(content)}\n`);
}
