import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";

import type { EarlierMoment } from "../../pipeline/context.ts";
import { findEarlierMoments } from "../../pipeline/earlier-moments.ts";
import { segmentationHash } from "../../pipeline/segmentation-rules.ts";
import { parseAsOf } from "../../src/config/as-of.ts";
import { MOST_EARLIER_MOMENTS } from "../../src/domain/report.ts";
import { folderWith, load, replaced, REPORT } from "../config/project-folder.ts";

const SIZES = { "reports/segments.yaml": replaced(REPORT, "columns: [region]", "columns: [as_of]") };
const OWN = "the rules of today";
const ZONE = "Asia/Shanghai";

/** A finished run: its id, the day it looked from, and of its release what is not as usual; null without one. */
type Run = readonly [name: string, day: string, release?: Partial<Release> | null];

interface Release {
  readonly rules: string;
  readonly minimumUnits: number;
  readonly beside: readonly string[];
  readonly tables: readonly object[];
  readonly repeated: readonly string[];
  readonly period: object;
}

describe("the earlier moments whose segment sizes are shown", () => {
  test("are those before the run's own of which a release published them, ascending", async () => {
    const runs: Run[] = [
      ["b", "2026-09-01"],
      ["a", "2026-08-01"],
      ["now", "2026-11-01"],
      ["later", "2026-12-01"],
    ];
    expect(await found(runs)).toEqual({ shown: ["a", "b"], otherRules: [], notPublished: [] });
  });

  test("are of the first of several releases of a moment, whichever is kept as the newest", async () => {
    const runs: Run[] = [
      ["z-third", "2026-08-01", { beside: ["m-first", "a-second"] }],
      ["a-second", "2026-08-01", { beside: ["m-first"] }],
      ["m-first", "2026-08-01"],
    ];
    expect(await found(runs)).toMatchObject({ shown: ["m-first"] });
  });

  test("are not those of a release that only repeated another's numbers, whose customers may be others", async () => {
    const runs: Run[] = [["again", "2026-08-01", { repeated: ["sizes/1"] }]];
    expect(await found(runs)).toEqual({ shown: [], otherRules: [], notPublished: ["again"] });
  });

  test("are of releases by the rules of today; of a moment without one it is said that its rules were others", async () => {
    const runs: Run[] = [
      ["own", "2026-08-01"],
      ["tried", "2026-08-01", { rules: "other", beside: ["own"] }],
      ["old", "2026-09-01", { rules: "other" }],
      ["silent", "2026-10-01", { rules: "" }],
    ];
    expect(await found(runs)).toEqual({ shown: ["own"], otherRules: ["old", "silent"], notPublished: [] });
  });

  test("are none of which a segment, or a sum that is asked, was withheld, or that no release was made of", async () => {
    const runs: Run[] = [
      ["in-part", "2026-08-01", { tables: [table({ cells: [cell("a"), cell("b", { is_withheld: true })] })] }],
      ["sum", "2026-08-02", { tables: [table({ cells: [cell("a", { withheld_measures: ["revenue"] })] })] }],
      ["counts-only", "2026-08-03", { tables: [table({ measures: ["customers"] })] }],
      ["lower-bar", "2026-08-04", { minimumUnits: 3 }],
      ["days", "2026-08-05", { period: { from: "2026-07-01", before: "2026-08-01" } }],
      ["no-release", "2026-08-06", null],
      ["rest", "2026-08-07", { tables: [table({ combined: { segment: ["a", "b"] } })] }],
      ["moved", "2026-08-08", { tables: [table({ columns: ["previous_segment"] })] }],
    ];
    const { shown, notPublished } = await found(runs);
    expect([shown, notPublished]).toEqual([[], runs.map(([name]) => name)]);
  });

  test("are said by the totals of a finer table, and by the rows of a table over time that are of its own moment", async () => {
    const [finer, over] = [
      {
        columns: ["region"],
        cells: [cell("a", { values: ["a", "north"], is_withheld: true }), cell("a", { values: ["a", null] })],
      },
      {
        columns: ["as_of"],
        cells: [
          cell("a", { values: ["a", "2026-08-02"] }),
          cell("b", { values: ["b", "2026-08-01"], is_withheld: true }),
        ],
      },
    ];
    const runs: Run[] = [
      ["finer", "2026-08-01", { tables: [table(finer)] }],
      ["over-time", "2026-08-02", { tables: [table(over)] }],
    ];
    expect(await found(runs)).toMatchObject({ shown: ["finer", "over-time"] });
  });

  test("are the latest ones, and none that is older is missed", async () => {
    const days = Array.from({ length: MOST_EARLIER_MOMENTS + 2 }, (_, index) => String(index + 1).padStart(2, "0"));
    const { shown, otherRules } = await found([
      ["oldest", "2026-08-01", { rules: "other" }],
      ...days.map((day): Run => [day, `2026-09-${day}`]),
    ]);
    expect(shown).toEqual(days.slice(2));
    expect(otherRules).toEqual([]);
  });

  test("are none where no report asks for them", async () => {
    const project = load();
    const runsFolder = folderOf([["a", "2026-08-01"]], segmentationHash(project));
    expect(await findEarlierMoments({ project, asOf: parseAsOf("2026-11-01", ZONE), runsFolder })).toEqual({
      earlierMoments: [],
      momentsLeftOut: { otherRules: [], notPublished: [] },
    });
  });
});

interface Found {
  readonly shown: string[];
  readonly otherRules: string[];
  readonly notPublished: string[];
}

async function found(runs: readonly Run[]): Promise<Found> {
  const project = load(SIZES);
  const runsFolder = folderOf(runs, segmentationHash(project));
  const asOf = parseAsOf("2026-11-01", ZONE);
  const { earlierMoments, momentsLeftOut } = await findEarlierMoments({ project, asOf, runsFolder });
  const names = (moments: readonly EarlierMoment[]) => moments.map(({ run }) => run.manifest.run_id);
  const { otherRules, notPublished } = momentsLeftOut;
  return { shown: names(earlierMoments), otherRules: names(otherRules), notPublished: names(notPublished) };
}

function cell(segment: string, own: object = {}): object {
  return { values: [segment], is_withheld: false, withheld_measures: [], measures: {}, ...own };
}

function table(own: object = {}): object {
  const usual = { id: "sizes/1", rows: ["segment"], columns: [], measures: ["customers", "revenue"], combined: {} };
  return { ...usual, cells: [cell("a"), cell("b")], ...own };
}

/** A folder of runs that finished in the order given, each with what is asked of it here. */
function folderOf(runs: readonly Run[], own: string): string {
  const folder = folderWith({});
  for (const [index, [name, day, release = {}]] of runs.entries()) {
    const run = join(folder, `run-${name}`);
    const at = parseAsOf(day, ZONE).at;
    const { rules = OWN, beside = [], tables = [table()], repeated = [], minimumUnits = 10, period } = release ?? {};
    const hash = rules === "" ? {} : { segmentation_sha256: rules === OWN ? own : rules };
    const ledger = release === null ? null : { base_id: name, compared_with: beside };
    const released = {
      run_id: name,
      as_of: at,
      as_of_name: day,
      minimum_units: minimumUnits,
      tables,
      ...(period && { period }),
    };
    write(join(run, "private", "manifest.json"), JSON.stringify({ run_id: name, as_of: at, ledger, ...hash }));
    write(join(run, "private", "ledger", "customers.parquet"), "");
    write(join(run, "private", "ledger", "released_tables.json"), JSON.stringify(released));
    const again = repeated.map((id) => ({ table_id: id, run_id: "another" }));
    write(join(run, "private", "ledger", "comparison.json"), JSON.stringify({ published_again: again }));
    utimesSync(run, index, index);
  }
  return folder;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
