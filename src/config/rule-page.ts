import { HOURS_SEPARATOR, hoursWritten } from "../domain/day-hours.ts";
import { rowsOf } from "../domain/rule-book.ts";
import type { BasisCondition, Regime, RuleBook, RuleRow, UseRow } from "../domain/rules.ts";
import { WEEKDAY_NAMES } from "./rules-schema.ts";

/** The page of the shipped rules: `docs/rule-table.md` is this text, and a test says so. */
export function rulePage({ regimes }: RuleBook): string {
  const rows = regimes.flatMap(rowsOf);
  const never = rows.filter(({ checked }) => checked === "never").length;
  const introduction = `# Rule table

The rules that are shipped, regime by regime; made from \`rules/regimes/\`: change them there, then run \`npm run docs\`. [rules.md](rules.md) says how to
read them and how a project puts its own in their place.

**No counsel has looked at them.** ${rows.length - never} of ${rows.length} rows were compared with words of the law they name; the other ${never} never were, or only with somebody's
summary, and say so under *checked*.`;
  return `${[introduction, ...regimes.map(regimeSection)].join("\n\n")}\n`;
}

function regimeSection(regime: Regime): string {
  const places = regime.countries.length === 0 ? "" : `\n\nCountries: ${regime.countries.join(", ")}.`;
  return [
    `## ${regime.title.en} (${regime.id})${places}`,
    section("Bases", ["where", "channels", "uses", "topics", "rule"], regime.rules, (row) => [
      where(row),
      row.channels.join(", "),
      row.uses.join(", "),
      row.topics.join(", "),
      ruleText(row),
    ]),
    section("Ages", ["where", "topics", "age"], regime.ages, (row) => [
      where(row),
      row.topics.join(", "),
      String(row.age),
    ]),
    section("Calling hours", ["where", "channels", "days", "hours"], regime.callingHours, (row) => [
      where(row),
      row.channels.join(", "),
      `${daysText(row.days)}${row.isClosedOnHolidays ? ", no holidays" : ""}`,
      row.spans.map(hoursWritten).join(HOURS_SEPARATOR),
    ]),
    section("Holidays", ["where", "day"], regime.holidays, (row) => [where(row), row.day]),
    section("Statutory caps", ["where", "channels", "contacts"], regime.caps, (row) => [
      where(row),
      row.channels.join(", "),
      `${row.contacts} in ${row.window.count} ${row.window.unit}`,
    ]),
    section("Registers", ["where", "oldest snapshot"], regime.registerAges, (row) => [
      where(row),
      `${row.maxAge.count} ${row.maxAge.unit}`,
    ]),
    section("Response to a stop", ["channels", "within"], regime.responses, (row) => [
      row.channels.join(", "),
      `${row.days} ${row.areBusinessDays ? "business days" : "days"}`,
    ]),
  ]
    .filter((text) => text !== "")
    .join("\n\n");
}

function section<Row extends RuleRow>(
  title: string,
  columns: readonly string[],
  rows: readonly Row[],
  cells: (row: Row) => readonly string[],
): string {
  if (rows.length === 0) return "";
  const lines = rows.map((row) => line([...cells(row), whenText(row), row.source, row.checked]));
  const header = [...columns, "in force", "source", "checked"];
  return [`### ${title}`, "", line(header), line(header.map(() => "---")), ...lines].join("\n");
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function where({ places }: RuleRow): string {
  return places.length === 0 ? "everywhere" : places.join(", ");
}

function whenText({ from, to }: RuleRow): string {
  if (from === undefined && to === undefined) return "";
  return `${from ?? ""} – ${to ?? ""}`.trim();
}

function ruleText(row: UseRow): string {
  return row.liftsListing ? `${requirementText(row)}; later consent lifts a listing` : requirementText(row);
}

function requirementText({ rule, bases, needsRegister }: UseRow): string {
  if (rule === "allow") return needsRegister ? "allow unless listed; without the register: consent" : "allow";
  return rule === "deny" ? "deny" : bases.map(basisText).join("; or ");
}

function basisText({ basis, events, needsRefusalOffered, needsSameTopic }: BasisCondition): string {
  const limited = events.filter(({ within }) => within !== undefined || events.length < EVERY_EVENT);
  const from = limited.map(
    ({ event, within }) => `${event}${within === undefined ? "" : ` within ${within.count} ${within.unit}`}`,
  );
  const conditions = [
    ...(from.length === 0 ? [] : [`of a ${from.join(" or ")}`]),
    ...(needsSameTopic ? ["same topic"] : []),
    ...(needsRefusalOffered ? ["refusal offered"] : []),
  ];
  return conditions.length === 0 ? basis : `${basis} (${conditions.join(", ")})`;
}

const EVERY_EVENT = 3;

function daysText(days: readonly number[]): string {
  return days.length === WEEKDAY_NAMES.length ? "every day" : days.map((day) => WEEKDAY_NAMES[day - 1]).join(" ");
}
