import { describe, expect, test } from "vitest";

import { modelNamed, readCatalog } from "../../src/catalog/catalog.ts";
import { AUDIENCE_COLUMNS } from "../../src/domain/audience-columns.ts";
import type { ExpressionText } from "../../src/domain/project.ts";
import { audienceSelect } from "../../src/expression/audience-select.ts";
import { duckdbDialect } from "../../src/expression/dialect.ts";

describe("the audience of a campaign", () => {
  test("may name no column that gate.audience_people lacks", () => {
    const { select } = modelNamed(readCatalog(), "gate.audience_people");
    const columns = select.slice(select.lastIndexOf("\nselect\n")).matchAll(/(?:\.|\bas )([a-z_]+),?$/gmu);
    const has = [...columns].map((match) => match[1]);
    expect(AUDIENCE_COLUMNS.map(({ name }) => name).filter((name) => !has.includes(name))).toEqual([]);
  });

  test("reads a sensitive extra column from the sensitive table, and no attribute that it does not name", () => {
    const extra = [
      { name: "diet", dataClass: "sensitive" as const },
      { name: "best_time", dataClass: "personal" as const },
    ];
    const select = audienceSelect([{ id: "c", audience: text("diet = 'none'", ["diet"]) }], extra, duckdbDialect);
    expect(select).toContain("left join sensitive.attributes as attribute_1");
    expect(select).not.toContain("personal.attributes");
  });

  test("of no campaign is nobody", () => {
    expect(audienceSelect([], [], duckdbDialect)).toMatch(/where 1 = 0$/u);
  });
});

function text(condition: string, names: readonly string[]): ExpressionText {
  return { text: condition, names, at: { file: "campaigns/c.yaml" } };
}
