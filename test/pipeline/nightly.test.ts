import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";

import { parquetRows } from "../support/parquet.ts";
import {
  CONFIGURATION,
  consentOf,
  numberOf,
  outcomes,
  people,
  peopleProject,
  withHeader,
} from "../support/people-project.ts";
import type { Project } from "../support/project.ts";

const POINTS = "input/contact_points.csv";
const EVENTS = "input/consent_events.csv";
const CUSTOMERS = "input/customers.csv";

/** Every table may come in several files, one more each night. */
const SEVERAL_FILES = CONFIGURATION.replaceAll(
  /files: input\/(customers|contact_points|consent_events)\.csv/gu,
  "files: input/$1*.csv",
);

/** Spellings that no pattern settles, so that the parser has to see them. */
const SPELLINGS = { known: "+86 138-0000-0007", met: "0086 138 0000 0008" };

/** The cache's files of one kind, by name; each with what tells whether it was written again. */
function cached(project: Project, ...kinds: readonly string[]): Map<string, string> {
  const cache = project.path(".gatekeeper/cache");
  const folders = readdirSync(cache).filter((name) => kinds.some((kind) => name.startsWith(kind)));
  const paths = folders.flatMap((folder) => readdirSync(join(cache, folder)).map((name) => join(folder, name)));
  return new Map(
    paths.map((path) => {
      const { ino, mtimeNs } = statSync(join(cache, path), { bigint: true });
      return [path, `${ino} ${mtimeNs}`];
    }),
  );
}

describe("a night after the first, when some files are new", () => {
  const TABLES = ["customers", "contact_points", "consent_events", "transactions"];
  let project: Project;
  let before: { readonly files: Map<string, string>; readonly values: Map<string, string> };

  const cacheNow = () => ({ files: cached(project, ...TABLES), values: cached(project, "contact-values") });

  beforeAll(async () => {
    const known = people(["c1", "c7"]);
    project = peopleProject(
      { ...known, [POINTS]: `c1,phone,${numberOf("c1")},\nc7,phone,${SPELLINGS.known},\n` },
      SEVERAL_FILES,
    );
    await project.run();
    before = cacheNow();
    // The new customer has the known number of another, in the spelling that is known, and one of their own in a spelling that is not.
    const night = people(["c8"]);
    project.write("input/customers-night.csv", withHeader(CUSTOMERS, night[CUSTOMERS]));
    project.write(
      "input/contact_points-night.csv",
      withHeader(POINTS, `c8,phone,${SPELLINGS.known},\nc8,phone,${SPELLINGS.met},\n`),
    );
    project.write("input/consent_events-night.csv", withHeader(EVENTS, consentOf("c8")));
  });

  test("parses the new files and no old one, and normalises the new values and no known one", async () => {
    const runId = await project.run();
    const after = cacheNow();
    for (const kind of ["files", "values"] as const)
      for (const [path, mark] of before[kind]) expect(after[kind].get(path), path).toBe(mark);
    const newFiles = [...after.files.keys()].filter((path) => !before.files.has(path) && path.endsWith(".parquet"));
    expect(newFiles.map((path) => path.replace(/\/.*$/u, "")).toSorted()).toEqual([
      "consent_events",
      "contact_points",
      "customers",
    ]);
    const newValues = [...after.values.keys()].filter((path) => !before.values.has(path));
    const rows = await Promise.all(newValues.map((path) => parquetRows(project.path(".gatekeeper/cache", path))));
    expect(rows.flat().map(({ value }) => value)).toEqual([SPELLINGS.met]);
    expect(await outcomes(project, runId)).toEqual({ c1: "listed", c7: "listed", c8: "ALLOC_DUPLICATE_CP" });
  });

  test("and the night after that, with nothing new, parses and normalises nothing", async () => {
    const known = cacheNow();
    await project.run("--as-of", "2026-11-02");
    expect(cacheNow()).toEqual(known);
  });
});
