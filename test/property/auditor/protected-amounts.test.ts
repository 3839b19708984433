import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { ReportDimension, ReportTable } from "../../../src/domain/report.ts";
import { type Customer, protectedRelease } from "../../auditor/support/protected-release.ts";
import { auditFiles, objectionLines } from "../../auditor/support/written-folder.ts";
import { scratchFolder } from "../../io/scratch-folder.ts";

const RUNS = process.env["GK_LONG"] === "1" ? 1000 : 15;
const MEASURES = ["customers", "orders", "revenue"] as const;

const byScore = tableOf(["m_score"], ["country"], ["customers", "orders", "revenue"]);
const bySegment = tableOf(["segment"], ["country"], ["customers"]);
const segments = tableOf(["segment"], [], ["customers", "orders", "revenue"]);

/** Scores by countries of which most have few customers, by themselves and beside tables of the same customers. */
const RELEASES: readonly (readonly [title: string, tables: readonly ReportTable[]])[] = [
  ["alone", [byScore]],
  [
    "with orders beside segments with revenue",
    [
      tableOf(["m_score"], ["country"], ["customers", "orders"]),
      tableOf(["segment"], ["country"], ["customers", "revenue"]),
    ],
  ],
  ["beside segments", [segments, byScore]],
  ["beside segments by country", [segments, { ...bySegment, totals: false }, byScore]],
];

describe("the auditor objects to nothing that is protected: scores by many small countries", () => {
  test.each(RELEASES)("%s", async (_, tables) => {
    const folder = await scratchFolder();
    await fc.assert(
      fc.asyncProperty(customers(), fc.constantFrom(3, 5, 10), async (everybody, minimumUnits) => {
        const { files, counted } = protectedRelease(tables, everybody, minimumUnits);
        const audit = await auditFiles(folder, files(), { counted: [counted] });
        expect(objectionLines(audit)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});

function tableOf(
  rows: readonly ReportDimension[],
  columns: readonly ReportDimension[],
  measures: readonly (typeof MEASURES)[number][],
): ReportTable {
  return { rows, columns, measures, totals: true };
}

/** One large country and many others: cells of nobody, of one customer and of few, some of whom bring nearly everything or give back what they bought. */
function customers(): fc.Arbitrary<Customer[]> {
  const bought = fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 20, max: 90 }) },
    { weight: 1, arbitrary: fc.constantFrom(1, 900, 20_000) },
  );
  const refunds = fc.oneof(
    { weight: 8, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.constantFrom(0.1, 1, 3) },
  );
  const orders = fc.oneof(
    { weight: 5, arbitrary: fc.constant(1) },
    { weight: 2, arbitrary: fc.integer({ min: 2, max: 5 }) },
    { weight: 1, arbitrary: fc.constantFrom(10, 73, 201) },
  );
  const customer = fc.tuple(fc.integer({ min: 0, max: 2 }), orders, bought, refunds);
  const few = fc.oneof(
    { weight: 4, arbitrary: fc.constant([]) },
    { weight: 4, arbitrary: fc.array(customer, { minLength: 1, maxLength: 1 }) },
    { weight: 3, arbitrary: fc.array(customer, { minLength: 2, maxLength: 4 }) },
    { weight: 1, arbitrary: fc.array(customer, { minLength: 10, maxLength: 20 }) },
  );
  const many = fc.array(customer, { minLength: 12, maxLength: 30 });
  return fc.tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 10 })).chain(([scores, countries]) => {
    const small = fc.array(few, { minLength: scores * countries, maxLength: scores * countries });
    const large = fc.array(many, { minLength: scores, maxLength: scores });
    return fc.tuple(large, small).map(([first, others]) =>
      [...first, ...others].flatMap((own, place) =>
        own.map(([segment, made, amount, share]): Customer => ({
          values: {
            m_score: `${1 + (place % scores)}`,
            country: `c${Math.floor(place / scores)}`,
            segment: `s${segment}`,
          },
          orders: made,
          bought: amount,
          refunds: Math.round(share * amount),
        })),
      ),
    );
  });
}
