import type { LoadedInput } from "./load-inputs.ts";

/** Without somebody to reach and a consent nobody can come onto a list: which of the two tables have no record. Pure. */
export function tablesWithoutRecords(inputs: readonly Pick<LoadedInput, "table" | "loaded">[]): readonly string[] {
  const loaded = new Set(inputs.flatMap(({ table, loaded: { rowsLoaded } }) => (rowsLoaded > 0 ? [table] : [])));
  return (["contact_points", "consent_events"] as const).filter((table) => !loaded.has(table));
}
