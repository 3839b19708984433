import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";

import type { LoadedInput } from "../../../src/load/load-inputs.ts";
import { onlyInput } from "../../load/support/loading.ts";
import { EVERY_RECORD, newFile, sharedLoading, sourceIn } from "../../load/support/shared-loading.ts";
import { INPUT_TEXTS } from "../input-texts.ts";
import { type DamagedTable, damagedTable } from "./damaged-table.ts";
import { expectWellTold, problemsIn, RECORD_CODES, RUNS, WITHIN_MS } from "./well-told.ts";

const loading = sharedLoading();

const PATIENCE_MS = 60_000 + RUNS * 100;

test(
  "whatever bytes a file holds, every record of it is loaded, rejected or excluded, or it is refused with place and remedy",
  async () => {
    const fates = { loaded: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(damagedTable, fc.boolean(), async (damaged, isTolerant) => {
        const file = newFile(damaged.isGzip ? ".csv.gz" : ".csv");
        await loading().write(file, damaged.bytes);
        const start = performance.now();
        const fate = await load(damaged, file, isTolerant);
        fates[fate] += 1;
        expect(performance.now() - start).toBeLessThan(WITHIN_MS);
      }),
      { numRuns: RUNS },
    );
    // The damage is neither nothing nor everything.
    expect(Math.min(fates.loaded, fates.refused)).toBeGreaterThan(RUNS / 20);
  },
  PATIENCE_MS,
);

async function load(damaged: DamagedTable, file: string, isTolerant: boolean): Promise<"loaded" | "refused"> {
  const [header] = INPUT_TEXTS[damaged.table].split("\n");
  const threshold = isTolerant ? EVERY_RECORD : 0;
  const own = sourceIn(damaged.table, file, { header: String(header), threshold });
  let input: LoadedInput;
  try {
    input = await onlyInput(loading().load([own]));
  } catch (error) {
    const text = damaged.isGzip ? INPUT_TEXTS[damaged.table].repeat(2) : damaged.bytes.toString("utf8");
    for (const problem of problemsIn(error)) {
      expect([file, "gatekeeper.yaml"]).toContain(problem.at?.file);
      expectWellTold(problem, file, text);
    }
    return "refused";
  }
  expectAllAccountedFor(input, damaged);
  return "loaded";
}

function expectAllAccountedFor({ loaded }: LoadedInput, { bytes, isGzip }: DamagedTable): void {
  const { records, rowsLoaded, rowsRejected, rowsExcluded, rejects, malformed } = loaded;
  expect(rowsLoaded + rowsRejected + rowsExcluded).toBe(records);
  expect(rejects.length + malformed.length).toBe(rowsRejected);
  for (const { code, record } of rejects) {
    expect(RECORD_CODES.has(code)).toBe(true);
    expect(record).toBeLessThanOrEqual(records);
  }
  const theirs = isGzip ? null : recordsByAnotherParser(bytes);
  if (theirs !== null) expect(records).toBe(theirs.length - 1);
  // A record of another width is never taken for a whole one.
  const width = theirs?.[0]?.length;
  const misfits = (theirs ?? []).filter((record) => record.length !== width);
  expect(malformed.length).toBeGreaterThanOrEqual(misfits.length);
}

/** What another reader makes of the text; null where it cannot. */
function recordsByAnotherParser(bytes: Buffer): readonly (readonly string[])[] | null {
  try {
    return parse(bytes, {
      bom: true,
      skip_empty_lines: true,
      relax_column_count: true,
      record_delimiter: ["\r\n", "\n"],
    });
  } catch {
    return null;
  }
}
