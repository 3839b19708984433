import { materialize } from "../../src/catalog/materialize.ts";
import type { RunContext } from "../context.ts";

/** Computes recency, frequency and monetary value of every person, their scores and their segment. */
export async function segment({ engine, catalog }: RunContext): Promise<void> {
  await materialize(engine, catalog, "segment");
}
