import { describe, expect, test } from "vitest";
import { momentName, parseAsOf } from "../../src/config/as-of.ts";
import { GatekeeperError } from "../../src/errors.ts";
import { expectSaidInChinese } from "../support/chinese.ts";

describe("--as-of", () => {
  test("takes a date as the start of that day in the project's time zone", () => {
    expect(parseAsOf("2011-12-10", "Asia/Shanghai")).toEqual({
      at: "2011-12-09 16:00:00.000000",
      date: "2011-12-10",
      text: "2011-12-10",
    });
    expect(parseAsOf("2011-12-10", "UTC")).toEqual({
      at: "2011-12-10 00:00:00.000000",
      date: "2011-12-10",
      text: "2011-12-10",
    });
  });

  test("starts a day whose midnight the clocks skip at its first instant", () => {
    expect(parseAsOf("2018-11-04", "America/Sao_Paulo").at).toBe("2018-11-04 03:00:00.000000");
  });

  test("takes an instant by its own offset, and its day by the project's time zone", () => {
    const asOf = parseAsOf("2026-12-01T20:30:00.000001Z", "Asia/Shanghai");
    expect(asOf).toMatchObject({ at: "2026-12-01 20:30:00.000001", date: "2026-12-02" });
    expect(parseAsOf("2026-12-02T04:30:00.000001+08:00", "Asia/Shanghai")).toMatchObject({
      at: asOf.at,
      date: asOf.date,
    });
  });

  test.each(["0001-01-02", "9999-12-31"])("takes %s in every time zone, as its remedy says", (day) => {
    for (const timeZone of Intl.supportedValuesOf("timeZone")) expect(parseAsOf(day, timeZone).date).toBe(day);
  });

  test.each([
    ["2026-12-01T10:00", "has no offset"],
    ["2026-12-01 10:00:00", "has no offset"],
    ["2026-02-30", "is not a day of the calendar"],
    ["2026-02-30T10:00:00Z", "is no moment of the calendar"],
    ["2026-12-01T10:00:00.1234567Z", "is finer than a microsecond"],
    ["0000-01-01", "is not in the years 1 to 9999 of UTC"],
    ["0001-01-01", "is not in the years 1 to 9999 of UTC"],
    ["9999-12-31T23:00:00-08:00", "is not in the years 1 to 9999 of UTC"],
    ["today", "is neither a day nor an instant"],
    ["2026-12-01T10:00:00+08:00[Asia/Shanghai]", "is neither a day nor an instant"],
    ["01/12/2026", "is neither a day nor an instant"],
    ["", "is neither a day nor an instant"],
  ])("refuses %j, which %s", (text, why) => {
    const error = failure(() => parseAsOf(text, "Asia/Shanghai"));
    expect(error).toMatchObject({ code: "GK0240", message: `--as-of "${text}" ${why}`, exitCode: 2 });
  });
});

function failure(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof GatekeeperError)) throw error;
    expectSaidInChinese(error);
    return error;
  }
}

describe("the name of a moment in reports", () => {
  test.each([
    ["2026-07-31 16:00:00.000000", "Asia/Shanghai", "2026-08-01"],
    ["2026-07-31 16:00:00.000000", "UTC", "2026-07-31T16:00:00+00:00"],
    ["2026-08-01 04:30:00.250000", "Asia/Shanghai", "2026-08-01T12:30:00.25+08:00"],
    // Summer time ends: the same local time twice, an hour apart.
    ["2026-10-25 00:30:00.000000", "Europe/Berlin", "2026-10-25T02:30:00+02:00"],
    ["2026-10-25 01:30:00.000000", "Europe/Berlin", "2026-10-25T02:30:00+01:00"],
  ])("of %s in %s is %s", (at, timeZone, name) => expect(momentName(at, timeZone)).toBe(name));
});
