import { expect, test } from "vitest";

import { readCatalog } from "../../src/catalog/catalog.ts";
import { DATA_FINDINGS } from "../../src/domain/data-findings.ts";

test("every finding that a model makes has a label in each language, and every label a finding", () => {
  const models = readCatalog().models.filter(({ name }) => /^export\.\w+_findings$/u.test(name));
  const made = models.flatMap(({ select }) =>
    [...select.matchAll(/(?:select|then|else) '(\w+)'/gu)].map(([, finding = ""]) => finding),
  );
  expect([...new Set(made)].toSorted()).toEqual(Object.keys(DATA_FINDINGS).toSorted());
});
