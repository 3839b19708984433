import { describe, expect, test } from "vitest";

import type { SourceFormats } from "../../src/domain/project.ts";
import { rowsOf } from "./support/cells.ts";

const PLAIN: SourceFormats = { date: undefined, timestamp: undefined, decimal: ".", thousands: "", pivot: undefined };

const HEADER = "transaction_id,customer_id,ordered_at,amount";

/** What becomes of a column of transactions whose cells have these texts, or the record's reject. */
async function read(
  column: "ordered_at" | "amount",
  texts: readonly string[],
  formats: Partial<SourceFormats>,
  options: Parameters<typeof rowsOf>[3] = {},
): Promise<unknown[]> {
  const cells = (text: string) => (column === "ordered_at" ? [text, "1"] : ["2026-03-01", text]);
  const records = texts.map((text, index) => [`t${index}`, "c1", ...cells(text)]);
  const rows = await rowsOf("transactions", HEADER, records, { formats: { ...PLAIN, ...formats }, ...options });
  return rows.map((row) => row["reject"] ?? row[column]);
}

const UNREADABLE = { ordered_at: "ordered_at:GK0311", amount: "amount:GK0311" };

describe("a timestamp format", () => {
  test("reads local times in the project's zone, and its own form only", async () => {
    const texts = [
      "12/1/2010 8:26",
      "12/01/2010 08:26",
      "12/31/2010 23:59",
      "2010-12-01 08:26",
      "12/1/2010",
      "1.12.2010 8:26",
      "",
    ];
    expect(await read("ordered_at", texts, { timestamp: "M/d/yyyy H:mm" }, { timeZone: "Europe/London" })).toEqual([
      "2010-12-01 08:26:00",
      "2010-12-01 08:26:00",
      "2010-12-31 23:59:00",
      ...[1, 2, 3].map(() => UNREADABLE.ordered_at),
      "ordered_at:GK0310",
    ]);
    expect(
      await read("ordered_at", ["7/1/2010 8:26"], { timestamp: "M/d/yyyy H:mm" }, { timeZone: "Europe/London" }),
    ).toEqual(["2010-07-01 07:26:00"]);
  });

  test("leaves a bare ISO date what it is: another kind of value, with a format of its own", async () => {
    expect(await read("ordered_at", ["2010-12-01", "1/12/2010"], { timestamp: "M/d/yyyy H:mm" })).toEqual([
      "2010-11-30 16:00:00",
      UNREADABLE.ordered_at,
    ]);
    const both = { timestamp: "d/M/yyyy H:mm", date: "d/M/yyyy" };
    expect(await read("ordered_at", ["1/12/2010", "1/12/2010 00:30", "2010-12-01"], both)).toEqual([
      "2010-11-30 16:00:00",
      "2010-11-30 16:30:00",
      UNREADABLE.ordered_at,
    ]);
    expect(await read("ordered_at", ["1/12/2010", "2010-12-01", "2010-12-01T08:00:00Z"], { date: "d/M/yyyy" })).toEqual(
      ["2010-11-30 16:00:00", UNREADABLE.ordered_at, "2010-12-01 08:00:00"],
    );
  });

  test.each<[string, string, readonly (readonly [string, string | null])[]]>([
    [
      "yyyyMMddHHmmss",
      "UTC",
      [
        ["20101201082630", "2010-12-01 08:26:30"],
        ["2010120108263", null],
        ["20101301082630", null],
      ],
    ],
    [
      "yyyy年M月d日 H时m分",
      "UTC",
      [
        ["2010年12月1日 8时6分", "2010-12-01 08:06:00"],
        ["2010年2月30日 8时6分", null],
      ],
    ],
    [
      "d.M.yyyy HH:mm:ss.SSS",
      "UTC",
      [
        ["1.12.2010 08:26:30.125", "2010-12-01 08:26:30.125"],
        ["1.12.2010 08:26:30.12", null],
      ],
    ],
    [
      "M/d/yyyy h:mm a",
      "UTC",
      [
        ["12/1/2010 12:05 AM", "2010-12-01 00:05:00"],
        ["12/1/2010 12:05 pm", "2010-12-01 12:05:00"],
        ["12/1/2010 1:05 下午", "2010-12-01 13:05:00"],
        ["12/1/2010 13:05 PM", null],
        ["12/1/2010 0:05 AM", null],
      ],
    ],
    ["yyyy/M/d a h:mm", "UTC", [["2010/12/1 上午 8:26", "2010-12-01 08:26:00"]]],
    [
      "yyyy-MM-dd'T'HH:mm:ssXXX",
      "Asia/Shanghai",
      [
        ["2010-12-01T08:26:30+01:00", "2010-12-01 07:26:30"],
        ["2010-12-01T08:26:30Z", "2010-12-01 08:26:30"],
        ["2010-12-01T08:26:30", null],
      ],
    ],
    [
      "H:mm d/M/yyyy",
      "UTC",
      [
        ["24:00 1/12/2010", null],
        ["23:60 1/12/2010", null],
        ["0:00 1/12/2010", "2010-12-01 00:00:00"],
      ],
    ],
  ])("%s in %s", async (timestamp, timeZone, cases) => {
    const expected = cases.map(([, value]) => value ?? UNREADABLE.ordered_at);
    expect(
      await read(
        "ordered_at",
        cases.map(([text]) => text),
        { timestamp },
        { timeZone },
      ),
    ).toEqual(expected);
  });

  test("years of two digits are those of the hundred from the pivot on", async () => {
    const formats = { timestamp: "d/M/yy H:mm", pivot: 1950 };
    const texts = ["1/2/49 0:00", "1/2/50 0:00", "1/2/99 0:00", "29/2/00 0:00", "29/2/49 0:00", "1/2/2010 0:00"];
    expect(await read("ordered_at", texts, formats, { timeZone: "UTC" })).toEqual([
      "2049-02-01 00:00:00",
      "1950-02-01 00:00:00",
      "1999-02-01 00:00:00",
      "2000-02-29 00:00:00",
      UNREADABLE.ordered_at,
      UNREADABLE.ordered_at,
    ]);
    expect(await read("ordered_at", ["29/2/00 0:00"], { ...formats, pivot: 1900 }, { timeZone: "UTC" })).toEqual([
      UNREADABLE.ordered_at,
    ]);
  });

  test("of consent keeps the day of a local time, and the moment of one with its offset", async () => {
    const header = "event_id,customer_id,purpose,action,effective_at";
    const times = async (timestamp: string, texts: readonly string[]) => {
      const records = texts.map((text, index) => [`e${index}`, "c1", "direct_marketing", "refuse", text]);
      const rows = await rowsOf("consent_events", header, records, { formats: { ...PLAIN, timestamp } });
      return rows.map((row) => [row["effective_at"], row["effective_at_precision"]]);
    };
    expect(await times("d/M/yyyy H:mm", ["1/12/2010 23:26", "2010-12-01T10:00:00Z", ""])).toEqual([
      ["2010-12-01 00:00:00", "day"],
      [null, "unreadable"],
      [null, "absent"],
    ]);
    expect(await times("d/M/yyyy H:mmXXX", ["1/12/2010 23:26+08:00"])).toEqual([["2010-12-01 15:26:00", "instant"]]);
  });
});

describe("a date format", () => {
  test("reads days, and what does not follow it is unreadable and not absent: it may be a minor's", async () => {
    const dates = ["28/2/1980", "30/2/1980", "1980-02-28", "", "2/28/1980"];
    const records = dates.map((date, index) => [`c${index}`, date]);
    const rows = await rowsOf("customers", "customer_id,birth_date", records, {
      formats: { ...PLAIN, date: "d/M/yyyy" },
    });
    expect(rows.map((row) => [row["birth_date"], row["is_birth_date_unreadable"]])).toEqual([
      ["1980-02-28", false],
      [null, true],
      [null, true],
      [null, false],
      [null, true],
    ]);
  });

  test("may be said by the expression itself, which comes before the source's", async () => {
    const columns = { customer_id: "id", birth_date: "date(born, 'M/d/yyyy')" };
    const records = [
      ["c1", "2/28/1980"],
      ["c2", "28/2/1980"],
      ["c3", ""],
    ];
    const rows = await rowsOf("customers", "id,born", records, { columns, formats: { ...PLAIN, date: "d/M/yyyy" } });
    expect(rows.map((row) => [row["birth_date"], row["is_birth_date_unreadable"]])).toEqual([
      ["1980-02-28", false],
      [null, true],
      [null, false],
    ]);
  });
});

describe("decimal and thousands signs", () => {
  test.each<[string, string, readonly (readonly [string, string | null])[]]>([
    [
      ",",
      "",
      [
        ["1,5", "1.5000"],
        ["-1234,56", "-1234.5600"],
        ["1.5", null],
        ["1.234,5", null],
        ["7", "7.0000"],
      ],
    ],
    [
      ",",
      ".",
      [
        ["1.234.567,89", "1234567.8900"],
        ["1234567,89", "1234567.8900"],
        ["12.34", null],
        ["1.2345,6", null],
        [".123,4", null],
      ],
    ],
    [
      ".",
      ",",
      [
        ["1,234.50", "1234.5000"],
        ["1,23.50", null],
        ["+1,234", "1234.0000"],
        ["1234,567.0", null],
      ],
    ],
    [
      ",",
      " ",
      [
        ["1 234,5", "1234.5000"],
        ["1\u00A0234,5", "1234.5000"],
        ["1\u202F234\u202F567", "1234567.0000"],
        ["1 234\u00A0567", null],
      ],
    ],
    [
      ".",
      "'",
      [
        ["1'234.5", "1234.5000"],
        ["'234.5", null],
      ],
    ],
  ])("decimal %j, thousands %j", async (decimal, thousands, cases) => {
    expect(
      await read(
        "amount",
        cases.map(([text]) => text),
        { decimal, thousands },
      ),
    ).toEqual(cases.map(([, value]) => value ?? UNREADABLE.amount));
  });

  test("an amount of more digits than it keeps says so, as one of a source without formats does", async () => {
    const long = "amount:GK0312";
    const texts = [
      "1,23456",
      "1,234500",
      "123.456.789.012.345,0",
      "123456789012345",
      "0,1234567890",
      "1.234.56",
      "1.5",
    ];
    expect(await read("amount", texts, { decimal: ",", thousands: "." })).toEqual([
      long,
      "1.2345",
      long,
      long,
      long,
      UNREADABLE.amount,
      UNREADABLE.amount,
    ]);
    const plain = ["1.23456", "1.234500", "123456789012345.0", "123456789012345", "0.1234567890", "1,5"];
    const says = [long, "1.2345", long, long, long, UNREADABLE.amount];
    for (const thousands of ["", " "]) expect(await read("amount", plain, { thousands })).toEqual(says);
  });

  test("hold for number() in expressions, unless it says its own", async () => {
    const columns = {
      transaction_id: "id",
      customer_id: "id",
      ordered_at: "day",
      amount: "number(quantity) * number(price, '.')",
    };
    const records = [
      ["t1", "2026-03-01", "1,5", "2.5"],
      ["t2", "2026-03-01", "1.5", "2.5"],
    ];
    const rows = await rowsOf("transactions", "id,day,quantity,price", records, {
      columns,
      formats: { ...PLAIN, decimal: "," },
    });
    expect(rows.map((row) => row["reject"] ?? row["amount"])).toEqual(["3.7500", UNREADABLE.amount]);
  });
});
