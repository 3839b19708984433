import fc from "fast-check";
import { expect, test } from "vitest";

import type { ColumnUses } from "../../src/data-model/column-uses.ts";
import { DATA_MODEL_MESSAGES_EN, DATA_MODEL_MESSAGES_ZH_CN } from "../../src/report/data-model-messages.ts";
import { dataModelPicture } from "../../src/report/data-model-picture.ts";
import { dataModelLines } from "../../src/report/data-model-table.ts";

const COLUMN: ColumnUses = {
  table: "customers",
  column: "full_name",
  dataClass: "identity",
  type: "text",
  isKey: false,
  isRequired: false,
  isExtra: false,
  mappings: [{ source: "crm", expression: "trim(name)" }],
  uses: { audiences: [], lists: ["a", "b", "c"], reports: [], gates: ["REC_DUPLICATE_PERSON"] },
  readers: { models: ["identity.people"], gates: ["REC_DUPLICATE_PERSON"], audits: [], commands: ["run"] },
};

test("no expression of a mapping ends its text in the picture, starts a directive or a line", () => {
  const hostile = fc.array(
    fc.oneof(
      fc.constantFrom('"', "%%{init: {}}%%", "#quot;", "<script>", "}", "\n  evil {", ";", "`", "\\", "#", "%%"),
      fc.string({ unit: "binary", maxLength: 8 }),
    ),
  );
  fc.assert(
    fc.property(hostile, (parts) => {
      const column = { ...COLUMN, mappings: [{ source: "crm", expression: parts.join("") }] };
      const picture = dataModelPicture({ projectId: "p", columns: [column], computed: [] }, DATA_MODEL_MESSAGES_EN);
      const lines = picture.split(/[\n\r\u2028\u2029]/u);
      expect(lines).toHaveLength(4);
      expect(lines[2]?.match(/"/gu)).toHaveLength(2);
      expect(lines[2]).not.toMatch(/%%|[<>`\\{}]/u);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  {
    language: "en",
    messages: DATA_MODEL_MESSAGES_EN,
    line: "full_name  identity  text  crm: trim(name)  3 lists; gate REC_DUPLICATE_PERSON  1 model, 1 gate",
  },
  {
    language: "zh-CN",
    messages: DATA_MODEL_MESSAGES_ZH_CN,
    line: "full_name  identity  text  crm: trim(name)  3 份名单；关卡 REC_DUPLICATE_PERSON  1 个模型、1 个关卡",
  },
])("a column reads in $language as one line of a table", ({ messages, line }) => {
  const lines = dataModelLines({ projectId: "p", columns: [COLUMN], computed: [] }, messages);
  expect(lines.map((one) => one.replaceAll(/ {2,}/gu, "  ").trim())).toContain(line);
});
