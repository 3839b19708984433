import { expect, test } from "vitest";

import { ruleBook } from "../../src/config/shipped-rules.ts";
import { CHANNELS } from "../../src/domain/campaign.ts";
import { isHoliday } from "../../src/domain/holidays.ts";
import { lawHours } from "../../src/domain/law-hours.ts";
import {
  ageOf,
  jurisdictionNamed,
  jurisdictionsOf,
  lawAt,
  liftsListing,
  registerAgesOn,
  requirementOf,
  responseDeadline,
  rowsOf,
  rulesCheckedOn,
  type RuleQuestion,
  statutoryCapsOf,
} from "../../src/domain/rule-book.ts";
import { RULE_USES, type Jurisdiction } from "../../src/domain/rules.ts";
import { isWithin } from "../../src/domain/spans.ts";

const BOOK = ruleBook([]);
const at = (name: string) => jurisdictionNamed(BOOK, name) as Jurisdiction;
const DECEMBER = { fromDate: "2026-12-01", toDate: "2026-12-14" };
const QUESTION: RuleQuestion = { channel: "call", use: "contact", topic: "home", period: DECEMBER, hasRegister: true };

/** `free`, or the bases that do. */
function needs(name: string, question: Partial<RuleQuestion> = {}): string {
  const requirement = requirementOf(at(name), { ...QUESTION, ...question });
  return requirement.isFree ? "free" : requirement.bases.map(({ basis }) => basis).join(" ");
}

test("the table of the design holds: each regime asks what it says for each channel and use", () => {
  const table = ["CN", "DE", "GB", "US", "CA", "BR"].map((name) => [
    name,
    needs(name, { channel: "email" }),
    needs(name, { channel: "sms" }),
    needs(name),
    needs(name, { channel: "automated_call" }),
    needs(name, { channel: "post" }),
    needs(name, { use: "third_party_disclosure" }),
    needs(name, { use: "automated_decision" }),
    needs(name, { use: "sensitive_data_use" }),
  ]);
  expect(table).toEqual([
    ["CN", "consent", "consent", "consent", "consent", "consent", "consent", "free", "consent"],
    [
      "DE",
      "consent soft_opt_in",
      "consent soft_opt_in",
      "consent",
      "consent",
      "consent legitimate_interest",
      "consent legitimate_interest contract",
      "free",
      "consent",
    ],
    [
      "GB",
      "consent soft_opt_in",
      "consent soft_opt_in",
      "free",
      "consent",
      "consent legitimate_interest",
      "consent legitimate_interest contract",
      "free",
      "consent",
    ],
    ["US", "free", "consent", "free", "consent", "free", "consent", "free", "consent"],
    ["CA", "consent implied", "consent implied", "free", "consent", "free", "consent", "free", "consent"],
    ["BR", "consent", "consent", "consent", "consent", "consent", "consent", "consent", "consent"],
  ]);
});

test("every regime has a row for every channel and use, so that no cell is empty by oversight", () => {
  const empty = jurisdictionsOf(BOOK).flatMap((place) =>
    CHANNELS.flatMap((channel) =>
      RULE_USES.filter((use) => needs(place.jurisdiction, { channel, use }) === "").map(
        (use) => `${place.jurisdiction} ${channel} ${use}`,
      ),
    ),
  );
  expect(empty).toEqual([]);
});

test("a row that changes within the window counts on its strictest day (French calls: consent from 2026-08-11)", () => {
  const before = { fromDate: "2026-08-01", toDate: "2026-08-10" };
  expect(needs("FR", { period: before })).toBe("free");
  expect(needs("FR", { period: { ...before, toDate: "2026-08-11" } })).toBe("consent");
  expect(needs("FR", { period: { fromDate: "2026-08-11", toDate: "2026-08-20" } })).toBe("consent");
  const dutch = { fromDate: "2026-06-30", toDate: "2026-06-30" };
  expect(needs("NL", { period: dutch })).toBe("consent soft_opt_in");
  expect(needs("NL", { period: { ...dutch, toDate: "2026-07-01" } })).toBe("consent");
});

test("an allowance that hangs on a register holds only while the project has that register", () => {
  expect([needs("GB"), needs("GB", { hasRegister: false })]).toEqual(["free", "consent"]);
  expect([needs("US"), needs("US", { hasRegister: false })]).toEqual(["free", "consent"]);
});

test("a row of a topic binds campaigns of that topic, and campaigns that name none", () => {
  expect(["pensions", "claims", "home", null].map((topic) => needs("GB", { topic }))).toEqual([
    "consent",
    "consent",
    "free",
    "consent",
  ]);
});

test("a state's rows add to its country's and never take away", () => {
  expect([needs("US-CT"), needs("US-NY"), needs("US-CT", { channel: "email" })]).toEqual(["consent", "free", "free"]);
  expect(["US-FL", "US-NY"].map((name) => statutoryCapsOf(at(name), "call", DECEMBER).length)).toEqual([1, 0]);
  expect(["US-AL", "US-MS", "US-NY", "CA-BC", "CA-QC"].map((name) => ageOf(at(name), null, "2026-12-01"))).toEqual([
    19, 21, 18, 19, 18,
  ]);
});

test("within how many days a stop must be honoured depends on place and channel", () => {
  expect(responseDeadline(at("US"), "email", "2026-12-01")).toMatchObject({ days: 10, areBusinessDays: true });
  expect(responseDeadline(at("CA"), "call", "2026-12-01")).toMatchObject({ days: 14, areBusinessDays: false });
  expect(responseDeadline(at("FR"), "sms", "2026-12-01")).toMatchObject({ days: 0 });
});

test("the row of countries without rules is as strict as any other regime's hours, on every day of two years", () => {
  const days = Array.from({ length: 730 }, (_, index) =>
    new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10),
  );
  const elsewhere = at("ZZ");
  const laws = [...new Map(jurisdictionsOf(BOOK).map((place) => [lawAt(place), place])).values()];
  const wider = laws.flatMap((place) =>
    CHANNELS.filter((channel) =>
      days.some(
        (day) =>
          !isWithin(lawHours(elsewhere, channel, day, false), lawHours(place, channel, day, false)) && isWorkday(day),
      ),
    ).map((channel) => `${lawAt(place)} ${channel}`),
  );
  expect(wider).toEqual([]);
});

test("holidays are counted by date, by weekday of a month and from Easter", () => {
  const days = (name: string, ...all: string[]) => all.filter((day) => isHoliday(at(name), day));
  expect(days("US-RI", "2026-11-26", "2026-11-27", "2026-05-25", "2026-05-18", "2027-05-31")).toEqual([
    "2026-11-26",
    "2026-05-25",
    "2027-05-31",
  ]);
  expect(days("FR", "2026-04-06", "2027-03-29", "2026-05-14", "2026-05-25", "2026-12-26")).toEqual([
    "2026-04-06",
    "2027-03-29",
    "2026-05-14",
    "2026-05-25",
  ]);
  expect(days("CN", "2026-12-25")).toEqual([]);
});

test("every shipped row has a source and says whether it was compared with it; some never were, and nothing claims otherwise", () => {
  const rows = ruleBook([]).regimes.flatMap(rowsOf);
  expect(rows.filter(({ source }) => source.trim() === "")).toEqual([]);
  expect(new Set(rows.map(({ checked }) => checked))).toEqual(new Set(["2026-11-29", "never"]));
  expect(rulesCheckedOn(BOOK)).toBeNull();
});

/** Holidays that differ between places are apart: hours are compared on the days all laws may have them. */
function isWorkday(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday > 0 && weekday < 6;
}

test("a later consent lifts a listing where every row in force on every day says so, and nowhere else", () => {
  const lifts = (name: string, question: Partial<RuleQuestion> = {}, book = BOOK) =>
    liftsListing(jurisdictionNamed(book, name) as Jurisdiction, { ...QUESTION, ...question });
  expect(["GB", "US", "CA"].map((name) => lifts(name))).toEqual([true, true, true]);
  expect(["CN", "FR", "DE", "BR"].map((name) => lifts(name))).toEqual([false, false, false, false]);
  expect(lifts("GB", { channel: "email" })).toBe(false);
  expect(lifts("GB", { topic: "pensions" })).toBe(true);
  const row = ruleBook([])
    .regimes.find(({ id }) => id === "uk")
    ?.rules.find(({ liftsListing: is }) => is);
  const until = (to: string, extra: object = {}) =>
    ruleBook(
      ruleBook([]).regimes.map((regime) =>
        regime.id === "uk" && row !== undefined
          ? {
              ...regime,
              rules: [
                { ...row, to },
                { ...row, ...extra, from: "2026-12-05" },
              ],
            }
          : regime,
      ),
    );
  expect(lifts("GB", {}, until("2026-12-04"))).toBe(true);
  expect(lifts("GB", {}, until("2026-12-03"))).toBe(false);
  expect(lifts("GB", {}, until("2026-12-04", { liftsListing: false }))).toBe(false);
});

test("the age of a register is that of its place, and none where no row says", () => {
  expect(registerAgesOn(at("GB"), "2026-12-01")).toEqual([{ count: 28, unit: "day" }]);
  expect(registerAgesOn(at("US"), "2026-12-01")).toEqual([{ count: 31, unit: "day" }]);
  expect(registerAgesOn(at("CN"), "2026-12-01")).toEqual([]);
});
