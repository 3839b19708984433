import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

import { scratchFolder } from "../io/scratch-folder.ts";
import { ROOT } from "../support/tidy/source-files.ts";
import { auditFiles } from "./support/written-folder.ts";

const CASES = join(ROOT, "../shared/cases/disclosure");
const isHere = existsSync(CASES);
const isOptional = (process.env["CI"] ?? "") !== "true";

/** A published table with the pattern of another program. */
interface Published {
  readonly params: { readonly maxN: number };
  readonly dims: readonly string[];
  readonly inner: readonly Readonly<Record<string, string | number>>[];
  readonly measure: string;
  readonly primary_only_exactly_disclosed_ids: readonly number[];
  readonly cells: readonly {
    readonly id: number;
    readonly key: Readonly<Record<string, string>>;
    readonly value: number;
    readonly primary: boolean;
    readonly suppressed: boolean;
  }[];
}

const NAMES = ["gauss_z1_maxn3", "gauss_z1_maxn3_zerosok", "ssbtools_gauss_doc_example"];

describe.skipIf(!isHere && isOptional)("published tables as files (skipped without ../shared)", () => {
  test.each(NAMES)("%s: with primary cells alone withheld, each of them is given away exactly", async (name) => {
    const { published, audit } = await audited(name, ({ primary }) => primary);
    const exact = audit.objections
      .filter(({ kind }) => kind === "exact")
      .map(({ place }) => JSON.stringify(place.values));
    const expected = published.cells
      .filter(({ id }) => published.primary_only_exactly_disclosed_ids.includes(id))
      .map(({ key }) => JSON.stringify(sorted(key)));
    expect(exact.toSorted()).toEqual(expected.toSorted());
    expect(expected.length).toBeGreaterThan(0);
  });

  test.each(NAMES)("%s: the published pattern gives nothing away exactly", async (name) => {
    const { audit } = await audited(name, ({ suppressed }) => suppressed);
    expect(audit.objections.filter(({ kind }) => kind === "exact" || kind === "contradiction")).toEqual([]);
    expect(audit.checked.withheld).toBeGreaterThan(3);
  });

  test.each(NAMES)("%s: with any one secondary cell printed, a primary one is given away", async (name) => {
    const published = read(name);
    const secondary = published.cells.filter(({ primary, suppressed }) => suppressed && !primary);
    for (const shown of secondary) {
      const { audit } = await audited(name, ({ id, suppressed }) => suppressed && id !== shown.id);
      expect([shown.key, audit.objections.length > 0]).toEqual([shown.key, true]);
    }
  });
});

async function audited(name: string, isWithheld: (cell: Published["cells"][number]) => boolean) {
  const published = read(name);
  const lines = published.cells.map((cell) =>
    [...published.dims.map((dim) => cell.key[dim]), isWithheld(cell) ? "" : cell.value].join(),
  );
  const text = [[...published.dims, "freq"].join(), ...lines, ""].join("\n");
  const minimumUnits = published.params.maxN + 1;
  return { published, audit: await auditFiles(await scratchFolder(), { "table.csv": text }, { minimumUnits }) };
}

function sorted(key: Readonly<Record<string, string>>): Record<string, string> {
  const pairs = Object.entries(key).filter(([, value]) => value !== "Total");
  return Object.fromEntries(pairs.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function read(name: string): Published {
  return JSON.parse(readFileSync(join(CASES, `${name}.json`), "utf8")) as Published;
}
