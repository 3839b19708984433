import { expect, test } from "vitest";

import type { ReleasedTables } from "../../../src/artefacts/released-tables.ts";
import { nearestReleases } from "../../../src/export/nearest-releases.ts";

/** A table of customers and revenue by region, of which only some values are printed. */
function released(day: number, printed: Readonly<Record<string, readonly string[]>>): { released: ReleasedTables } {
  const cells = Object.entries(printed).map(([region, measures]) => ({
    values: [region],
    is_withheld: measures.length === 0,
    withheld_measures: ["customers", "revenue"].filter((measure) => !measures.includes(measure)),
    measures: { customers: null, revenue: null },
  }));
  const asOf = new Date(Date.UTC(2026, 0, day)).toISOString();
  const table = {
    id: "by-region/1",
    rows: ["region"],
    columns: [],
    measures: ["customers", "revenue"],
    totals: false,
    has_totals: false,
    is_withheld_whole: false,
    inhabited_cells: cells.length,
    remainder: [],
    combined: {},
    cells,
  } as unknown as ReleasedTables["tables"][number];
  const rest = { key_id: "k", minimum_units: 10, segmentation_sha256: "s" };
  return { released: { run_id: `run-${day}`, as_of: asOf, as_of_name: asOf.slice(0, 10), tables: [table], ...rest } };
}

const WHOLE = ["customers", "revenue"];
const days = (releases: readonly { released: ReleasedTables }[]) =>
  releases.map(({ released: { run_id: id } }) => Number(id.slice(4)));

test("of releases that say the same the 24 nearest are looked at", () => {
  const all = Array.from({ length: 30 }, (_, index) => released(index + 1, { A: WHOLE }));
  expect(days(nearestReleases(all, "2026-02-01T00:00:00.000Z"))).toEqual(Array.from({ length: 24 }, (_, i) => i + 7));
});

test("and the last one that printed what all of these withhold", () => {
  const all = Array.from({ length: 30 }, (_, index) =>
    released(index + 1, index < 3 ? { A: WHOLE, B: WHOLE } : { A: [], B: WHOLE }),
  );
  expect(days(nearestReleases(all, "2026-02-01T00:00:00.000Z"))).toEqual([
    3,
    ...Array.from({ length: 24 }, (_, i) => i + 7),
  ]);
});

test("of an amount that is withheld alone, too", () => {
  const all = Array.from({ length: 30 }, (_, index) => released(index + 1, { A: index < 3 ? WHOLE : ["customers"] }));
  expect(days(nearestReleases(all, "2026-02-01T00:00:00.000Z"))).toContain(3);
});
