import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type Proposal, proposeSources } from "../../src/load/proposal/propose-sources.ts";
import { readTimePattern } from "../../src/expression/time-pattern.ts";
import { timeReadings } from "../../src/load/proposal/time-readings.ts";

/** What the source of a file of orders declares, and what it asks, for orders with these days and amounts. */
function declared(days: readonly string[], amounts: readonly string[] = ["1.00"], hasTypes = false) {
  const count = Math.max(days.length, amounts.length);
  const records = Array.from({ length: count }, (_, index) => [
    `o${index}`,
    "c1",
    days[index % days.length] ?? "",
    amounts[index % amounts.length] ?? "",
  ]);
  return outcome(
    proposeSources({ header: ["order id", "customer id", "order date", "amount"], records, hasTypes }, "o.csv"),
  );
}

function outcome({ sources: [source], closest }: Proposal) {
  if (source === undefined) return { missing: closest.missing.map(({ column }) => column) };
  return source.question === null ? source.formats : { choices: source.question.choices };
}

describe("days and times", () => {
  test.each([
    ["12/13/2010 8:26", { timestamp: "M/d/yyyy H:mm" }],
    ["13/12/2010 08:26:30", { timestamp: "d/M/yyyy H:mm:ss" }],
    ["31.12.2010", { date: "d.M.yyyy" }],
    ["31-1-2010 8:26 PM", { timestamp: "d-M-yyyy h:mm a" }],
    ["2010/12/1", { date: "yyyy/M/d" }],
    ["2010.12.01 08:26", { timestamp: "yyyy.M.d H:mm" }],
    ["2010-12-1", { date: "yyyy-M-d" }],
    ["20101201", { date: "yyyyMMdd" }],
    ["20101201082630", { timestamp: "yyyyMMddHHmmss" }],
    ["20101201T0826Z", { timestamp: "yyyyMMdd'T'HHmmXXX" }],
    ["2010年12月1日", { date: "yyyy年M月d日" }],
    ["2010年12月1日 8时26分", { timestamp: "yyyy年M月d日 H时m分" }],
    ["2010年12月1日下午8:26", { timestamp: "yyyy年M月d日ah:mm" }],
    ["2010/12/1 上午 8:26:05", { timestamp: "yyyy/M/d a h:mm:ss" }],
    ["13/12/2010 08:26:30.125+08:00", { timestamp: "d/M/yyyy H:mm:ss.SSSXXX" }],
    ["2010-12-01 08:26:30", {}],
  ])("such as %s are declared in their pattern", (value, formats) => {
    expect(declared([value])).toEqual(formats);
  });

  test("are told apart by one day over twelve anywhere, and asked for where there is none", () => {
    expect(declared(["1/2/2010", "3/4/2010", "5/13/2010"])).toEqual({ date: "M/d/yyyy" });
    expect(declared(["1/2/2010", "13/4/2010"])).toEqual({ date: "d/M/yyyy" });
    expect(declared(["1/2/2010", "3/4/2010", ""])).toEqual({ choices: [{ date: "d/M/yyyy" }, { date: "M/d/yyyy" }] });
  });

  test("with years of two digits are always asked for", () => {
    expect(declared(["31/12/99"])).toEqual({ choices: [{ date: "d/M/yy", pivot: 1950 }] });
    expect(declared(["10/11/12"])).toEqual({
      choices: ["yy/M/d", "d/M/yy", "M/d/yy"].map((date) => ({ date, pivot: 1950 })),
    });
  });

  test("may be of both kinds in one column, in one order", () => {
    expect(declared(["13/12/2010", "13/12/2010 0:30"])).toEqual({ date: "d/M/yyyy", timestamp: "d/M/yyyy H:mm" });
  });

  test.each([
    ["two orders", ["13/12/2010", "12/13/2010"]],
    ["two signs", ["13/12/2010", "13.12.2010"]],
    ["two kinds of times", ["13/12/2010 8:26", "13/12/2010 8:26:30"]],
    ["days that no month has", ["31/2/2010"]],
    ["hours that no day has", ["13/12/2010 24:00"]],
    ["a slip among days that could be mistaken", [...Array.from({ length: 40 }, () => "13/12/2010"), "soon"]],
  ])("in %s are not read", (_, days) => {
    expect(declared(days)).toEqual({ missing: ["ordered_at"] });
  });

  test("may have a slip where the year comes first", () => {
    expect(declared([...Array.from({ length: 40 }, () => "2010/12/13"), "soon"])).toEqual({ date: "yyyy/M/d" });
  });

  test("of any shape get patterns that the language reads", () => {
    const digits = fc.integer({ min: 0, max: 9999 }).map(String);
    const sign = fc.constantFrom("/", ".", "-", "年", "月", "日", " ", "T", ":", "", "AM", "下午", "Z", "+08:00");
    fc.assert(
      fc.property(fc.array(fc.oneof(digits, sign), { maxLength: 14 }), (parts) => {
        for (const reading of timeReadings([parts.join("")]))
          for (const [kind, pattern] of Object.entries(reading))
            expect(readTimePattern(pattern, kind as "date" | "timestamp"), pattern).toMatchObject({ ok: true });
      }),
    );
  });
});

describe("amounts", () => {
  const day = ["2010-12-01"];

  test.each([
    [["12,50", "3"], { decimal: "," }],
    [["1.234,50"], { decimal: ",", thousands: "." }],
    [["1,234.50", "12"], { thousands: "," }],
    [["1'234.50"], { thousands: "'" }],
    [["1 234,50"], { decimal: ",", thousands: " " }],
    [["1.234.567"], { decimal: ",", thousands: "." }],
    [["12", "-3.50"], {}],
  ])("such as %j are declared in their format", (amounts, formats) => {
    expect(declared(day, amounts)).toEqual(formats);
  });

  test("that are numbers with either sign are asked for, unless the file knows numbers", () => {
    expect(declared(day, ["1,234", "12"])).toEqual({ choices: [{ decimal: "," }, { thousands: "," }] });
    expect(declared(day, ["1.234"])).toEqual({ choices: [{ decimal: "." }, { decimal: ",", thousands: "." }] });
    expect(declared(day, ["1.234"], true)).toEqual({});
  });

  test.each([[["1,234.5", "1.234,5"]], [["€ 12,50"]], [["1,23,4.5"]], [["12,50-"]]])("%j are not read", (amounts) => {
    expect(declared(day, amounts)).toEqual({ missing: ["amount"] });
  });

  test("beside days are asked for together with what is certain of these", () => {
    expect(declared(["1/2/2010"], ["12,50"])).toEqual({
      choices: [
        { date: "d/M/yyyy", decimal: "," },
        { date: "M/d/yyyy", decimal: "," },
      ],
    });
  });
});

describe("the columns of one source", () => {
  const people = (...records: string[][]) =>
    proposeSources({ header: ["customer_id", "name", "birthday", "since"], records, hasTypes: false }, "crm.csv")
      .sources[0];

  test("share a format, so that one tells what the other leaves open", () => {
    const source = people(["c1", "Ada", "31/1/1980", "1/2/2020 8:00"], ["c2", "Ida", "1/2/1980", "3/4/2021 9:00"]);
    expect(source).toMatchObject({ formats: { date: "d/M/yyyy", timestamp: "d/M/yyyy H:mm" }, question: null });
  });

  test("of different formats are read by an expression of their own", () => {
    const source = people(["c1", "Ada", "31.1.1980", "2020-02-01"]);
    expect(source?.formats).toEqual({ date: "d.M.yyyy" });
    expect(source?.columns.map(({ expression }) => expression)).toContain("date(since, 'yyyy-MM-dd')");
  });

  test("are named in the question", () => {
    const source = people(["c1", "Ada", "1/2/1980", "1/2/2020"]);
    expect(source?.question?.from).toEqual(["birthday", "since"]);
    expect(source?.question?.choices).toEqual([{ date: "d/M/yyyy" }, { date: "M/d/yyyy" }]);
  });
});
