import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";

import { artefactSchemas } from "../../src/schema/published-schemas.ts";
import { succeeded } from "../support/cli.ts";
import { schemaErrors, schemaFor } from "../support/json-schema.ts";
import { fixtureProject, type Project } from "../support/project.ts";

let project: Project;
/** Every JSON file in the folders of runs and releases, and the journal; paths below `.gatekeeper/`. */
let files: readonly string[];

beforeAll(async () => {
  project = fixtureProject("demo");
  project.write(
    "reports/stability.yaml",
    "id: stability\ntables: [{ rows: [stability], measures: [customers] }]\naudience: internal\n",
  );
  project.write("gatekeeper.yaml", `${project.read("gatekeeper.yaml")}\nrobustness: { resamples: 2 }\n`);
  const vendor = "vendors/print-house.yaml";
  project.write(vendor, `${project.read(vendor)}decoys: { file: decoys.csv, seed: trace-1 }\n`);
  project.write("decoys.csv", "full_name,address,language\nWei Lan,1 Nowhere Lane 200000 上海,zh\n");
  const release = await project.release(await project.run());
  // Somebody of the list is erased, so that there is somebody to take back.
  succeeded(await project.gatekeeper("erase", "--customer", "C04555"));
  succeeded(await project.gatekeeper("recall", release));
  const root = project.path(".gatekeeper");
  files = ["runs", "releases", "journal"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.jsonl?$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/")),
  );
});

/** The JSON values of a file: one, or one a line. */
function valuesOf(file: string): readonly unknown[] {
  const text = readFileSync(project.path(".gatekeeper", file), "utf8");
  return file.endsWith(".jsonl")
    ? text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown)
    : [JSON.parse(text)];
}

describe("what a run and a release of the demo leave", () => {
  test("has a published schema, file by file, and every published schema a file", () => {
    const described = files.map((file) => [file, schemaFor(file)?.name]);
    expect(described.filter(([, name]) => name === undefined)).toEqual([]);
    // What commands print is tried where they are; decisions of officers, with approvals.
    const left = artefactSchemas().filter((schema) => /^(?:runs|releases|journal)\//.test(schema.files));
    expect(new Set(described.map(([, name]) => name))).toEqual(new Set(left.map(({ name }) => name)));
  });

  test("fits its schema, by a validator that is not ours", () => {
    for (const file of files) {
      const name = schemaFor(file)?.name ?? "";
      for (const value of valuesOf(file))
        expect({ file, errors: schemaErrors(name, value) }).toEqual({ file, errors: [] });
    }
  });

  test("would not fit with a key more or a key less", () => {
    for (const file of files.filter((path) => path.endsWith(".json"))) {
      const name = schemaFor(file)?.name ?? "";
      const [value] = valuesOf(file);
      const one = Array.isArray(value) ? (value[0] as object) : (value as object);
      const [first = ""] = Object.keys(one);
      const whole = (part: unknown) => (Array.isArray(value) ? [part] : part);
      expect(schemaErrors(name, whole({ ...one, surprise: 1 }))).not.toEqual([]);
      expect(schemaErrors(name, whole({ ...one, [first]: undefined }))).not.toEqual([]);
    }
  });
});
