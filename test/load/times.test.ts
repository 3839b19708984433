import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";

import { timeSql } from "../../src/load/event-time.ts";
import { localToUtc, utcToLocal } from "../../src/expression/local-time.ts";
import { sharedLoading } from "./support/shared-loading.ts";

const loading = sharedLoading();

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

const sqlTime = (time: Temporal.PlainDateTime) => time.toString({ smallestUnit: "microsecond" }).replace("T", " ");

/** Zones with daylight saving in either half of the year, without, by half an hour, over midnight, and abolished since. */
const ZONES = [
  "Asia/Shanghai",
  "Europe/London",
  "America/New_York",
  "America/Sao_Paulo",
  "Australia/Lord_Howe",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Pacific/Apia",
  "Africa/Casablanca",
  "America/St_Johns",
  "Africa/Cairo",
  "UTC",
];

/** Moments near the changes of clocks of a zone, in milliseconds, where it has any. */
function changesOf(zone: string): number[] {
  const changes: number[] = [];
  let moment = Temporal.Instant.from("1971-01-01T00:00:00Z").toZonedDateTimeISO(zone);
  for (
    let next = moment.getTimeZoneTransition("next");
    next !== null && next.year < 2050;
    next = moment.getTimeZoneTransition("next")
  ) {
    changes.push(next.epochMilliseconds);
    moment = next;
  }
  return changes;
}

/** Times from 1971 to 2049, most of them within three hours of a change of clocks. */
function times(zone: string) {
  const changes = changesOf(zone);
  const anyChange = fc.constantFrom(...(changes.length === 0 ? [0] : changes));
  const anywhere = fc.integer({ min: Date.UTC(1971, 0, 2), max: Date.UTC(2049, 11, 30) });
  const near = fc.tuple(anyChange, fc.integer({ min: -10_800_000, max: 10_800_000 })).map(([at, by]) => at + by);
  return changes.length === 0 ? anywhere : fc.oneof({ weight: 1, arbitrary: anywhere }, { weight: 4, arbitrary: near });
}

async function evaluate(sql: (column: string) => string, values: readonly string[]): Promise<unknown[]> {
  const list = values.map((value, index) => `(${index}, timestamp ${quoted(value)})`).join(", ");
  const rows = await loading().query(
    `select strftime(${sql("given.moment")}, '%Y-%m-%d %H:%M:%S.%f') as result from (values ${list}) as given (place, moment) order by given.place`,
  );
  return rows.map((row) => row["result"]);
}

describe.each(ZONES)("local times in %s", (zone) => {
  const wall = (milliseconds: number) =>
    Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO("UTC").toPlainDateTime();

  test("become the instants that Temporal gives them: before a gap's change, and the first of two", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(times(zone), { minLength: 200, maxLength: 200 }), async (given) => {
        // The wall clock of the zone at that moment, shifted a little: gaps and repeats are all around it.
        const locals = given.map((at, index) =>
          Temporal.Instant.fromEpochMilliseconds(at)
            .toZonedDateTimeISO(zone)
            .toPlainDateTime()
            .add({ minutes: (index % 5) * 30 - 60 }),
        );
        const expected = locals.map((local) =>
          sqlTime(local.toZonedDateTime(zone, { disambiguation: "compatible" }).withTimeZone("UTC").toPlainDateTime()),
        );
        expect(await evaluate((column) => localToUtc(column, zone), locals.map(sqlTime))).toEqual(expected);
      }),
      { numRuns: 3 },
    );
  });

  test("are those that instants show on the wall", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(times(zone), { minLength: 200, maxLength: 200 }), async (given) => {
        const expected = given.map((at) =>
          sqlTime(Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime()),
        );
        expect(
          await evaluate(
            (column) => utcToLocal(column, zone),
            given.map((at) => sqlTime(wall(at))),
          ),
        ).toEqual(expected);
      }),
      { numRuns: 3 },
    );
  });
});

test("the hour that London skips is read with the offset before, and the one it has twice as the first", async () => {
  const instants = await evaluate(
    (column) => localToUtc(column, "Europe/London"),
    ["2026-03-29 01:30:00", "2026-10-25 01:30:00", "2026-10-25 02:00:00"],
  );
  expect(instants).toEqual(["2026-03-29 01:30:00.000000", "2026-10-25 00:30:00.000000", "2026-10-25 02:00:00.000000"]);
});

describe("a time as text", () => {
  const names = { given: "text", text: "text", cast: "cast_there", isPlain: "is_plain", form: "form" };
  const { cast, isPlain, form, timestamp, hasOffset } = timeSql(names);
  const read = async (texts: readonly string[]) => {
    const list = texts.map((text, index) => `(${index}, ${quoted(text)})`).join(", ");
    const rows = await loading().query(
      `select strftime(${timestamp}, '%Y-%m-%d %H:%M:%S.%f') as moment, ${hasOffset} as has_offset
       from (select *, ${form} as form
         from (select *, ${isPlain} as is_plain from (select *, ${cast} as cast_there from (values ${list}) as given (place, text))))
       order by place`,
    );
    return rows.map((row) =>
      row["moment"] === null ? null : `${String(row["moment"])}${row["has_offset"] === true ? "Z" : ""}`,
    );
  };

  test.each([
    ["2026-03-01", "2026-03-01 00:00:00.000000"],
    ["2026-03-01 10:20", "2026-03-01 10:20:00.000000"],
    ["2026-03-01T10:20:30", "2026-03-01 10:20:30.000000"],
    ["2026-03-01 10:20:30.5", "2026-03-01 10:20:30.500000"],
    ["2026-03-01T10:20Z", "2026-03-01 10:20:00.000000Z"],
    ["2026-03-01T10:20:30Z", "2026-03-01 10:20:30.000000Z"],
    ["2026-03-01T10:20:30.123456Z", "2026-03-01 10:20:30.123456Z"],
    ["2026-03-01T10:20:30+08:00", "2026-03-01 02:20:30.000000Z"],
    ["2026-03-01T10:20:30+0800", "2026-03-01 02:20:30.000000Z"],
    ["2026-03-01 10:20:30.25+08", "2026-03-01 02:20:30.250000Z"],
    ["2026-03-01T10:20-03:30", "2026-03-01 13:50:00.000000Z"],
  ])("%s is read", async (text, expected) => {
    expect(await read([text])).toEqual([expected]);
  });

  test("that the calendar or the clock does not have is not read", async () => {
    const texts = [
      "2026-02-29",
      "2026-13-01",
      "2026-00-10",
      "2026-04-31",
      "0000-01-01",
      "2026-03-01 24:00",
      "2026-03-01 24:00:00",
      "2026-03-01T23:59:60Z",
      "2026-03-01T10:60:00Z",
      "2026-03-01T10:20:30+24:00",
      "2026-03-01T10:20:30+08:60",
      "epoch",
      "infinity",
      "now",
      "2026-3-1",
      "20260301",
      "2026/03/01",
      "01.03.2026",
      "2026-03-01T10",
      "2026-03-01 10:20:30 +08:00",
      "2026-03-01t10:20:30Z",
      "2026-03-01 10:20:30.1234567",
      "2026-03-01+08:00",
      "２０２６-03-01",
      "-026-03-01",
    ];
    expect(await read(texts)).toEqual(texts.map(() => null));
  });

  test("that is damaged in one or two places is read only if it still is one, and then as Temporal reads it", async () => {
    const whole = [
      "2026-03-09",
      "2026-03-09 03:04",
      "2026-03-09 03:04:05",
      "2026-03-09T03:04:05",
      "2026-03-09T03:04:05Z",
      "2026-03-09T03:04:05+08:00",
      "2026-03-09 03:04:05-08:00",
    ];
    const damage = fc.tuple(fc.nat(24), fc.constantFrom(..." +-.:TZx01239\t／"));
    const damaged = fc
      .tuple(fc.constantFrom(...whole), fc.array(damage, { minLength: 1, maxLength: 2 }))
      .map(([text, places]) => {
        const characters = [...text];
        for (const [place, character] of places) characters[place % characters.length] = character;
        return characters.join("").trim();
      });
    await fc.assert(
      fc.asyncProperty(fc.array(damaged, { minLength: 500, maxLength: 500 }), async (texts) => {
        expect(await read(texts)).toEqual(texts.map(readByTemporal));
      }),
      { numRuns: 8 },
    );
  });
});

const STRICT =
  /^\d{4}-\d{2}-\d{2}(?:[ T](?:[01]\d|2[0-3]):\d{2}(?::[0-5]\d(?:\.\d{1,6})?)?(?<offset>Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?)?$/u;

function readByTemporal(text: string): string | null {
  const match = STRICT.exec(text);
  if (match === null || text < "0001") return null;
  const offset = match.groups?.["offset"];
  try {
    if (offset === undefined) return sqlTime(Temporal.PlainDateTime.from(text, { overflow: "reject" }));
    return `${sqlTime(Temporal.Instant.from(text).toZonedDateTimeISO("UTC").toPlainDateTime())}Z`;
  } catch {
    return null;
  }
}
