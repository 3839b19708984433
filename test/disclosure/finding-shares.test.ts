import fc from "fast-check";
import { expect, test } from "vitest";

import { SHARE_BANDS, shareOf } from "../../src/disclosure/finding-shares.ts";

function share(records: number, recordsOfSource: number, minimumUnits = 10) {
  return shareOf({ sourceId: "crm", finding: "phones_unreadable", records, recordsOfSource }, minimumUnits).share;
}

test("a finding is shown as a band of the source's records", () => {
  expect([
    share(10, 2000),
    share(10, 1000),
    share(49, 1000),
    share(50, 1000),
    share(500, 1000),
    share(900, 1000),
  ]).toEqual(["<1%", "1-5%", "1-5%", "5-25%", "25-75%", ">75%"]);
});

test("a finding of a few records, or of all but a few, is withheld; one of all is not", () => {
  expect([share(9, 1000), share(991, 1000), share(990, 1000), share(1000, 1000)]).toEqual([null, null, ">75%", ">75%"]);
});

test("nobody can tell from a band whether one record more has the finding, but at the bands' ends", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 0, max: 5000 }), (records, more) => {
      const band = share(records, records + more);
      expect(band === null || SHARE_BANDS.includes(band)).toBe(true);
      if (records < 10) expect(band).toBeNull();
    }),
  );
});
