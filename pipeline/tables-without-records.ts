import type { RunContext } from "./context.ts";

/** Without somebody to reach and a consent nobody can come onto a list: which of the two tables have no record. */
export function tablesWithoutRecords({ results }: Pick<RunContext, "results">): readonly string[] {
  const loaded = new Set(
    results.inputs.flatMap(({ table, loaded: { rowsLoaded } }) => (rowsLoaded > 0 ? [table] : [])),
  );
  return (["contact_points", "consent_events"] as const).filter((table) => !loaded.has(table));
}
