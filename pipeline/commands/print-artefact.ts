import type { Artefact } from "../../src/artefacts/artefact.ts";
import { assert } from "../../src/assert.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import type { CommandContext } from "./command.ts";

/** Prints what a command found as canonical JSON of its published shape; another shape is our own mistake. */
export function printArtefact<Content>(artefact: Artefact<Content>, content: Content, { print }: CommandContext): void {
  const places = artefact.schema.safeParse(content).error?.issues.map((issue) => issue.path.join(".")) ?? [];
  assert(places.length === 0, `${artefact.name} has its published shape, at ${places.join(", ")}`);
  print(canonicalJson(content));
}
