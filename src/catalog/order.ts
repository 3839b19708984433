import { assert } from "../assert.ts";
import type { Model } from "./model.ts";

/** Models so that each comes after the models it reads; among equals by name, so that the order never varies. */
export function inDependencyOrder(models: readonly Model[]): Model[] {
  const byName = new Map(models.map((model) => [model.name, model]));
  const ordered: Model[] = [];
  const state = new Map<string, "open" | "done">();
  const visit = (model: Model) => {
    if (state.get(model.name) === "done") return;
    assert(state.get(model.name) !== "open", `models do not depend on themselves, and ${model.name} does`);
    state.set(model.name, "open");
    for (const name of model.reads) {
      const read = byName.get(name);
      if (read !== undefined) visit(read);
    }
    state.set(model.name, "done");
    ordered.push(model);
  };
  for (const model of models.toSorted((a, b) => (a.name < b.name ? -1 : 1))) visit(model);
  return ordered;
}
