import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

import { readCatalog } from "../../src/catalog/catalog.ts";
import { findingsSelect } from "../../src/catalog/findings.ts";
import { loadProject } from "../../src/config/load-project.ts";
import { audienceSelect } from "../../src/expression/audience-select.ts";
import { duckdbDialect, trinoDialect } from "../../src/expression/dialect.ts";
import { allSources } from "../../src/load/load-inputs.ts";
import { rawSelect } from "../../src/load/raw-select.ts";
import { trinoSyntaxErrors } from "../support/trino-syntax.ts";

const project = loadProject(fileURLToPath(new URL("../../fixtures/demo", import.meta.url)), {});
const extraColumns = project.extraColumns.map(({ name }) => name);

describe("generated SQL is Trino's too", () => {
  test.each(allSources(project).map((source) => ({ source, id: source.source })))(
    "raw rows of source $id",
    ({ source }) => {
      const header = [...new Set(source.columns.flatMap(({ expression }) => expression.names))];
      const select = rawSelect("lake.source", source, {
        timeZone: project.timeZone,
        extraColumns,
        header,
        dialect: trinoDialect,
        fileName: "input",
      });
      expect(trinoSyntaxErrors(select)).toEqual([]);
    },
  );

  test.each([
    { engine: "embedded", dialect: duckdbDialect },
    { engine: "distributed", dialect: trinoDialect },
  ])("the audience of every campaign, as the $engine engine spells it", ({ dialect }) => {
    const select = audienceSelect(project.campaigns, project.extraColumns, dialect);
    expect(trinoSyntaxErrors(select)).toEqual([]);
  });

  test.each(readCatalog().gates.map((gate) => ({ gate, code: gate.reasonCode })))(
    "the findings of $code",
    ({ gate }) => {
      expect(trinoSyntaxErrors(findingsSelect(gate))).toEqual([]);
    },
  );
});
