import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";

import { ruleBook } from "../../src/config/shipped-rules.ts";
import { parseHours } from "../../src/domain/day-hours.ts";
import { jurisdictionsOf } from "../../src/domain/rule-book.ts";
import type { Jurisdiction } from "../../src/domain/rules.ts";
import { contactHours, type HoursQuestion, openInstants } from "../../src/hours/contact-hours.ts";

const PLACES = jurisdictionsOf(ruleBook([]));
const FRANCE = PLACES.find(({ jurisdiction }) => jurisdiction === "FR") as Jurisdiction;
const CHINA = PLACES.find(({ jurisdiction }) => jurisdiction === "CN") as Jurisdiction;
const MINUTE = 60_000;

/** Two weeks of December in UTC, where nothing limits anybody. */
const QUESTION: HoursQuestion = {
  channel: "call",
  ...window("2026-12-01", "2026-12-14"),
  campaignHours: undefined,
  isTold: true,
  places: [CHINA],
  zones: ["Asia/Shanghai"],
  wishes: [],
};

test.each([
  ["Asia/Shanghai", "00:00", "13:00"],
  ["Asia/Kolkata", "02:30", "15:30"],
  ["Asia/Kathmandu", "02:15", "15:15"],
  // In summer half an hour ahead of the ten and a half of winter.
  ["Australia/Lord_Howe", "21:00", "10:00"],
])(
  "C25: outside quiet hours from 21:00 to 08:00 in %s is to the minute, and 21:00:00 is quiet",
  (zone, opens, closes) => {
    const open = openInstants({ ...QUESTION, zones: [zone], campaignHours: parseHours("08:00-21:00") });
    const isOpen = (instant: number) => open.some(({ from, until }) => from <= instant && instant < until);
    const [first, last] = [opens, closes].map((time) => Date.parse(`2026-12-03T${time}:00Z`)) as [number, number];
    expect([first - 1, first, last - 1, last].map(isOpen)).toEqual([false, true, true, false]);
  },
);

test("C25: people of Urumqi live by the legal time of China, whatever zone their record says", () => {
  const { timeZones } = ruleBook([]);
  expect([timeZones.legal["Asia/Urumqi"], timeZones.ofCountries["CN"]]).toEqual(["Asia/Shanghai", ["Asia/Shanghai"]]);
});

test("C26: without a zone the hours are those that all zones share, and no moment is a reason only when they share none", () => {
  const unknown = { ...QUESTION, campaignHours: parseHours("08:00-21:00") };
  const russia = ruleBook([]).timeZones.ofCountries["RU"] ?? [];
  expect(contactHours({ ...unknown, zones: russia })).toEqual({ verdict: "open", text: "06:00-09:00 UTC" });
  const short = { ...unknown, campaignHours: parseHours("09:00-17:00"), zones: russia };
  expect(contactHours(short)).toEqual({ verdict: "zone_unknown", text: null });
  expect(contactHours({ ...short, zones: ["Europe/Moscow"] }).verdict).toBe("open");
});

test("hours of the law, of the campaign and of the person narrow each other, and what cannot be read allows nothing", () => {
  const paris = { ...QUESTION, places: [FRANCE], zones: ["Europe/Paris"] };
  expect(contactHours(paris).text).toBe("Mon-Fri 10:00-13:00 14:00-20:00 Europe/Paris");
  expect(contactHours({ ...paris, campaignHours: parseHours("12:00-16:00") }).text).toBe(
    "Mon-Fri 12:00-13:00 14:00-16:00 Europe/Paris",
  );
  expect(contactHours({ ...paris, wishes: ["18:00 - 22:00"] }).text).toBe("Mon-Fri 18:00-20:00 Europe/Paris");
  expect(contactHours({ ...paris, wishes: ["20:00-22:00"] }).verdict).toBe("outside_hours");
  expect(contactHours({ ...paris, wishes: ["mornings"] }).verdict).toBe("outside_hours");
  expect(contactHours({ ...paris, ...window("2026-12-05", "2026-12-06") }).verdict).toBe("outside_hours");
});

test("holidays only narrow: they close their day, and are the reason only when nothing else is", () => {
  const paris = { ...QUESTION, places: [FRANCE], zones: ["Europe/Paris"] };
  const christmas = { ...paris, ...window("2026-12-18", "2026-12-31") };
  expect(contactHours(christmas).text).toBe("Mon-Fri 10:00-13:00 14:00-20:00 Europe/Paris, not 2026-12-25");
  expect(contactHours({ ...paris, ...window("2026-12-25", "2026-12-25") }).verdict).toBe("holiday");
  // Easter Monday of 2026, Ascension and Whit Monday of 2027.
  for (const day of ["2026-04-06", "2027-05-06", "2027-05-17"])
    expect(contactHours({ ...paris, ...window(day, day) }).verdict).toBe("holiday");
});

test("a list that tells no hours is for campaigns whose own hours are allowed on every day", () => {
  const untold = { ...QUESTION, isTold: false, places: [FRANCE], zones: ["Europe/Paris"] };
  const weekdays = window("2026-12-08", "2026-12-10");
  expect(contactHours(untold).verdict).toBe("outside_hours");
  expect(contactHours({ ...untold, ...weekdays, campaignHours: parseHours("14:00-20:00") }).verdict).toBe("open");
  expect(contactHours({ ...untold, ...weekdays, campaignHours: parseHours("12:00-20:00") }).verdict).toBe(
    "outside_hours",
  );
  expect(
    contactHours({ ...untold, ...window("2026-12-23", "2026-12-24"), campaignHours: parseHours("14:00-20:00") })
      .verdict,
  ).toBe("holiday");
  expect(contactHours({ ...QUESTION, isTold: false, zones: ["Asia/Shanghai", "Europe/Paris"] }).verdict).toBe("open");
  expect(
    contactHours({
      ...untold,
      ...weekdays,
      campaignHours: parseHours("14:00-20:00"),
      zones: ["Europe/Paris", "Indian/Reunion"],
    }).verdict,
  ).toBe("outside_hours");
});

test("hours may cross midnight", () => {
  const night = { ...QUESTION, campaignHours: parseHours("22:00-02:00") };
  expect(contactHours(night).text).toBe("00:00-02:00 22:00-24:00 Asia/Shanghai");
  expect(contactHours({ ...night, wishes: ["23:00-01:00"] }).text).toBe("00:00-01:00 23:00-24:00 Asia/Shanghai");
});

test("whatever the clocks do, nobody is reached at a local minute outside the hours", () => {
  const zones = [
    "America/New_York",
    "Europe/Paris",
    "Australia/Lord_Howe",
    "America/Santiago",
    "Africa/Cairo",
    "Asia/Beirut",
  ];
  const minutes = fc.integer({ min: 0, max: 1439 });
  const days = fc.constantFrom(
    "2026-03-07",
    "2026-03-28",
    "2026-10-24",
    "2026-10-31",
    "2026-04-04",
    "2026-10-03",
    "2026-04-23",
    "2026-09-05",
  );
  fc.assert(
    fc.property(fc.constantFrom(...zones), days, minutes, minutes, (zone, first, from, until) => {
      const hours = [{ fromMinute: from, untilMinute: until > from ? until : until + 1440 }];
      const last = Temporal.PlainDate.from(first).add({ days: 2 }).toString();
      const question = { ...QUESTION, ...window(first, last), zones: [zone], campaignHours: hours };
      for (const span of openInstants(question)) {
        for (let instant = span.from; instant < span.until; instant += MINUTE) {
          const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
          const minute = local.hour * 60 + local.minute;
          const isIn = until > from ? minute >= from && minute < until : minute >= from || minute < until;
          if (!isIn) expect.fail(`${local.toString()} is outside ${from}-${until}`);
        }
      }
    }),
    { numRuns: 25, seed: 20_261_129 },
  );
});

function window(fromDate: string, toDate: string): Pick<HoursQuestion, "fromDate" | "toDate" | "fromAt" | "untilAt"> {
  return { fromDate, toDate, fromAt: Date.parse(`${fromDate}T00:00:00Z`), untilAt: Date.parse(`${toDate}T24:00:00Z`) };
}
