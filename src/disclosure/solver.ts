import type { Highs } from "highs";

let loaded: Promise<Highs> | undefined;

/** The solver of linear programs, loaded when a report is to be protected: it takes a tenth of a second. */
export function loadSolver(): Promise<Highs> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Highs> {
  // Its declarations are those of a CommonJS module, and its code is not.
  const { default: start } = (await import("highs")) as unknown as { readonly default: () => Promise<Highs> };
  return start();
}
