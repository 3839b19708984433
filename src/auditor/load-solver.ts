import type { Highs } from "highs";

let loaded: Promise<Highs> | undefined;

/** The solver of linear programs, of the auditor's own: it shares none with what made the tables. */
export function loadSolver(): Promise<Highs> {
  loaded ??= start();
  return loaded;
}

async function start(): Promise<Highs> {
  // Its declarations are those of a CommonJS module, and its code is not.
  const { default: open } = (await import("highs")) as unknown as { readonly default: () => Promise<Highs> };
  return open();
}
