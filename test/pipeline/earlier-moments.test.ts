import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";

import { findEarlierMoments } from "../../pipeline/earlier-moments.ts";
import { segmentationHash } from "../../pipeline/segmentation-rules.ts";
import { parseAsOf } from "../../src/config/as-of.ts";
import { MOST_EARLIER_MOMENTS } from "../../src/domain/report.ts";
import { FACTS_FILE, SEGMENTS_FILE } from "../../src/state/run-store.ts";
import { folderWith, load, replaced, REPORT } from "../config/project-folder.ts";

const SIZES = { "reports/segments.yaml": replaced(REPORT, "columns: [region]", "columns: [as_of]") };
const OWN = "the rules of today";
const ZONE = "Asia/Shanghai";

/** A finished run: its id, the day it looked from, the rules by which it made segments. */
type Run = readonly [name: string, day: string, rules?: string, tables?: readonly object[]];

describe("the earlier moments whose segment sizes are shown", () => {
  test("are one for each moment before the run's own, ascending, of the run that finished last", async () => {
    const runs: Run[] = [
      ["b", "2026-09-01"],
      ["a", "2026-08-01"],
      ["c", "2026-08-01"],
      ["now", "2026-11-01"],
      ["later", "2026-12-01"],
    ];
    expect(await found(runs)).toEqual({ shown: ["c", "b"], leftOut: [], withheld: [] });
  });

  test("are of runs by the rules of today, though another finished later; a moment without one is left out", async () => {
    const runs: Run[] = [
      ["own", "2026-08-01"],
      ["tried", "2026-08-01", "other"],
      ["old", "2026-09-01", "other"],
      ["silent", "2026-10-01", ""],
    ];
    expect(await found(runs)).toEqual({ shown: ["own"], leftOut: ["old", "silent"], withheld: [] });
  });

  test("are none of which a run, of whatever rules, published a table with withheld cells", async () => {
    const whole = { cells_withheld: 9, is_withheld_whole: true };
    const partly = { cells_withheld: 1, is_withheld_whole: false };
    const runs: Run[] = [
      ["safe", "2026-08-01", OWN, [whole, { cells_withheld: 0, is_withheld_whole: false }]],
      ["own", "2026-09-01"],
      ["tried", "2026-09-01", "other", [whole, partly]],
    ];
    expect(await found(runs)).toEqual({ shown: ["safe"], leftOut: [], withheld: ["own"] });
  });

  test("are the latest ones, and none that is older is missed", async () => {
    const days = Array.from({ length: MOST_EARLIER_MOMENTS + 2 }, (_, index) => String(index + 1).padStart(2, "0"));
    const { shown, leftOut } = await found([
      ["oldest", "2026-08-01", "other"],
      ...days.map((day): Run => [day, `2026-09-${day}`]),
    ]);
    expect(shown).toEqual(days.slice(2));
    expect(leftOut).toEqual([]);
  });

  test("are none where no report asks for them", async () => {
    const project = load();
    const runsFolder = folderOf([["a", "2026-08-01"]], segmentationHash(project));
    expect(await findEarlierMoments({ project, asOf: parseAsOf("2026-11-01", ZONE), runsFolder })).toEqual({
      earlierMoments: [],
      momentsLeftOut: { otherRules: [], withheldCells: [] },
    });
  });
});

interface Found {
  readonly shown: string[];
  readonly leftOut: string[];
  readonly withheld: string[];
}

async function found(runs: readonly Run[]): Promise<Found> {
  const project = load(SIZES);
  const runsFolder = folderOf(runs, segmentationHash(project));
  const asOf = parseAsOf("2026-11-01", ZONE);
  const { earlierMoments, momentsLeftOut } = await findEarlierMoments({ project, asOf, runsFolder });
  const names = (moments: typeof earlierMoments) => moments.map(({ run }) => run.manifest.run_id);
  const { otherRules, withheldCells } = momentsLeftOut;
  return { shown: names(earlierMoments), leftOut: names(otherRules), withheld: names(withheldCells) };
}

/** A folder of runs that finished in the order given, each with what is asked of it here. */
function folderOf(runs: readonly Run[], own: string): string {
  const folder = folderWith({});
  for (const [index, [name, day, rules = OWN, tables = []]] of runs.entries()) {
    const run = join(folder, `run-${name}`);
    const manifest = {
      run_id: name,
      as_of: parseAsOf(day, ZONE).at,
      ...(rules === "" ? {} : { segmentation_sha256: rules === OWN ? own : rules }),
    };
    write(join(run, "private", "manifest.json"), JSON.stringify(manifest));
    for (const table of [SEGMENTS_FILE, FACTS_FILE]) write(join(run, "private", "tables", table), "");
    write(join(run, "public", "reports", "r", "report.json"), JSON.stringify({ tables }));
    utimesSync(run, index, index);
  }
  return folder;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
