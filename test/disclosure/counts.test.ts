import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type CampaignCounts, protectCounts } from "../../src/disclosure/counts.ts";

const CLASSES = ["absolute", "subject", "register", "basis", "record", "contact_point", "allocation"];

describe("the public counts of a campaign", () => {
  test("are the exact ones when none is small", () => {
    const counts = countsOf(40, { subject: 20, basis: 10 });
    expect(protectCounts(counts, 10)).toEqual({
      campaignId: "c",
      candidates: 70,
      listed: 40,
      byClass: [
        { reasonClass: "subject", people: 20 },
        { reasonClass: "basis", people: 10 },
      ],
    });
  });

  test("withhold a small class, the next smallest beside it, and the total", () => {
    const published = protectCounts(countsOf(40, { subject: 20, basis: 11, record: 3 }), 10);
    expect(published.candidates).toBeNull();
    expect(published.listed).toBe(40);
    expect(published.byClass.filter(({ people }) => people === null).map(({ reasonClass }) => reasonClass)).toEqual([
      "basis",
      "record",
    ]);
  });

  test("withhold no further class when the small ones hold enough people together", () => {
    const published = protectCounts(countsOf(40, { subject: 20, basis: 6, record: 5 }), 10);
    expect(published.byClass.map(({ people }) => people)).toEqual([20, null, null]);
  });

  test("withhold the listed with a single small class that has no other beside it", () => {
    const published = protectCounts(countsOf(40, { record: 3 }), 10);
    expect(published).toMatchObject({ candidates: null, listed: null, byClass: [{ people: null }] });
  });

  test("C52: are the same for an audience of nobody, of one who is listed, and of one who is refused", () => {
    const nothing = { campaignId: "c", candidates: null, listed: null, byClass: [] };
    for (const counts of [countsOf(0, {}), countsOf(1, {}), countsOf(0, { subject: 1 }), countsOf(4, { basis: 5 })])
      expect(protectCounts(counts, 10)).toEqual(nothing);
  });

  test("tell how many live where no rules are known, unless these or all others are too few", () => {
    const shown = (withoutRules: number) => protectCounts({ ...countsOf(40, {}), withoutRules }, 10).withoutRules;
    expect([0, 1, 9, 10, 30, 31, 39, 40].map(shown)).toEqual([undefined, null, null, 10, 30, null, null, 40]);
    expect(protectCounts({ ...countsOf(4, {}), withoutRules: 4 }, 10).withoutRules).toBeUndefined();
  });

  test("show a true zero beside enough others", () => {
    expect(protectCounts(countsOf(0, { subject: 20 }), 10)).toMatchObject({ candidates: 20, listed: 0 });
  });

  test("never give a single count below the limit away to a reader who knows the total", () => {
    const people = fc.integer({ min: 0, max: 40 });
    const byClass = fc.dictionary(fc.constantFrom(...CLASSES), people, { noNullPrototype: true });
    fc.assert(
      fc.property(people, byClass, fc.integer({ min: 3, max: 15 }), (listed, classes, minimumUnits) => {
        const counts = countsOf(listed, classes);
        const published = protectCounts(counts, minimumUnits);
        if (counts.candidates < minimumUnits) {
          expect(published).toMatchObject({ candidates: null, listed: null, byClass: [] });
          return;
        }
        const parts = [
          { is: counts.listed, shown: published.listed },
          ...counts.byClass.map(({ people: is }, index) => ({ is, shown: published.byClass[index]?.people ?? null })),
        ];
        for (const { is, shown } of parts) expect(shown === null || shown === is).toBe(true);
        for (const { shown } of parts) expect(shown === null || shown === 0 || shown >= minimumUnits).toBe(true);
        const withheld = parts.filter(({ shown }) => shown === null);
        if (withheld.length === 0) return;
        expect(published.candidates).toBeNull();
        const hidden = withheld.reduce((total, { is }) => total + is, 0);
        const isEverything = withheld.length === parts.filter(({ is }) => is > 0).length;
        expect(isEverything || (withheld.length >= 2 && hidden >= minimumUnits)).toBe(true);
      }),
    );
  });
});

function countsOf(listed: number, classes: Readonly<Record<string, number>>): CampaignCounts {
  const byClass = Object.entries(classes).map(([reasonClass, people]) => ({ reasonClass, people }));
  const refused = byClass.reduce((total, { people }) => total + people, 0);
  const byReason = byClass.map(({ reasonClass, people }) => ({ reasonCode: reasonClass.toUpperCase(), people }));
  const [candidates, heldOut] = [listed + refused, 0];
  return { campaignId: "c", candidates, listed, heldOut, refused, withoutRules: 0, byReason, byClass };
}
