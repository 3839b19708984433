import { topicWord } from "../domain/consent.ts";
import {
  BASIS_EVENTS,
  type BasisCondition,
  LEGAL_BASES,
  type Regime,
  type RuleRow,
  type UseRow,
} from "../domain/rules.ts";
import { placeElsewhere, ruleContradictory, type GatekeeperError } from "../errors.ts";
import type { LocalizedText } from "../language.ts";
import type { ReadItem } from "./read-files.ts";
import { readShape } from "./read-shape.ts";
import { rulesSchema, type RulesShape, WEEKDAY_NAMES } from "./rules-schema.ts";
import type { YamlFile, YamlPath } from "./yaml-file.ts";

/** What a file of rules says of a regime: whole sections; one that is absent is as it was. */
export type RegimeSections = Partial<Regime> & Pick<Regime, "id">;

/** Reads one file of rules. */
export function readRules(file: YamlFile): ReadItem<RegimeSections> {
  const { whole, parts, problems } = readShape("rules", file, rulesSchema);
  const all = [...problems, ...checkRows(file, parts), ...checkPlaces(file, parts)];
  const item = whole === undefined || all.length > 0 ? undefined : sectionsOf(whole);
  return { id: parts.id, idAt: file.at(["id"]), item, problems: all };
}

function sectionsOf(shape: RulesShape): RegimeSections {
  const sections: { [Section in keyof RegimeSections]: RegimeSections[Section] | undefined } = {
    id: shape.id,
    title: shape.title,
    countries: shape.countries,
    states:
      shape.states &&
      Object.entries(shape.states).map(([state, { names, area_codes: areaCodes }]) => ({
        state,
        words: [...new Set([state, state.slice(3), ...names].map((name) => name.toLowerCase()))],
        areaCodes: areaCodes.map(String),
      })),
    rules: shape.rules?.map(useRow),
    ages: shape.ages?.map((row) => ({ ...rowOf(row), age: row.age, topics: row.topics.map(topicWord) })),
    callingHours: shape.calling_hours?.map((row) => ({
      ...rowOf(row),
      channels: row.channels,
      days: row.days.map((day) => WEEKDAY_NAMES.indexOf(day) + 1),
      spans: row.hours,
      isClosedOnHolidays: row.closed_on_holidays,
    })),
    holidays: shape.holidays?.map((row) => ({ ...rowOf(row), day: row.day })),
    caps: shape.caps?.map((row) => ({
      ...rowOf(row),
      channels: row.channels,
      window: row.window,
      contacts: row.contacts,
    })),
    registerAges: shape.register_ages?.map((row) => ({ ...rowOf(row), maxAge: row.max_age })),
    responses: shape.responses?.map((row) => ({
      ...rowOf(row),
      channels: row.channels,
      days: row.days,
      areBusinessDays: row.business_days,
    })),
  };
  const said = Object.entries(sections).filter(([, section]) => section !== undefined);
  return Object.fromEntries(said) as unknown as RegimeSections;
}

type RowShape = NonNullable<RulesShape["ages"]>[number];

function rowOf(row: Pick<RowShape, "in" | "from" | "to" | "source" | "checked">): RuleRow {
  return { places: row.in, from: row.from, to: row.to, source: row.source, checked: row.checked };
}

function useRow(row: NonNullable<RulesShape["rules"]>[number]): UseRow {
  return {
    ...rowOf(row),
    channels: row.channels,
    uses: row.uses,
    topics: row.topics.map(topicWord),
    rule: row.rule,
    bases: LEGAL_BASES.flatMap((basis): BasisCondition[] => {
      const said = row.bases[basis];
      if (said === undefined) return [];
      const { events, refusal_offered: needsRefusalOffered, same_topic: needsSameTopic } = said;
      const carried = BASIS_EVENTS.filter((event) => events === undefined || event in events);
      return [
        {
          basis,
          events: carried.map((event) => ({ event, within: events?.[event] })),
          needsRefusalOffered,
          needsSameTopic,
        },
      ];
    }),
    needsRegister: row.unless_listed,
    liftsListing: row.consent_lifts_listing,
  };
}

/** Rows that say yes and no at once. */
function checkRows(file: YamlFile, parts: Partial<RulesShape>): readonly GatekeeperError[] {
  const rows = sectionRows(parts);
  const backwards = rows.filter(({ row }) => row.from !== undefined && row.to !== undefined && row.to < row.from);
  const contradictions = (parts.rules ?? []).flatMap(({ rule, bases, unless_listed: unlessListed }, index) => {
    const hasBases = Object.keys(bases).length > 0;
    const why: LocalizedText | undefined =
      rule === "allow_with" && !hasBases
        ? { en: "allow_with names no basis under bases:", "zh-CN": "allow_with 没有在 bases: 下写明依据" }
        : rule !== "allow_with" && hasBases
          ? { en: `${rule} needs no bases:`, "zh-CN": `${rule} 不需要 bases:` }
          : rule !== "allow" && unlessListed
            ? {
                en: `unless_listed is for allow, and this is ${rule}`,
                "zh-CN": `unless_listed 只用于 allow，而此处是 ${rule}`,
              }
            : undefined;
    return why === undefined ? [] : [ruleContradictory({ why }, { at: file.at(["rules", index]) })];
  });
  const why = { en: "it ends before it begins", "zh-CN": "结束早于开始" };
  return [...contradictions, ...backwards.map(({ path }) => ruleContradictory({ why }, { at: file.at(path) }))];
}

/** Rows name places of their own regime. */
function checkPlaces(file: YamlFile, parts: Partial<RulesShape>): readonly GatekeeperError[] {
  // A file that replaces rows alone leaves the places as they are shipped; they are checked where the regimes are put together.
  if (parts.countries === undefined) return [];
  const known = new Set([...parts.countries, ...Object.keys(parts.states ?? {})]);
  return sectionRows(parts).flatMap(({ row, path }) =>
    row.in.flatMap((place, index) =>
      known.has(place)
        ? []
        : [placeElsewhere({ place, regime: parts.id ?? "" }, { at: file.at([...path, "in", index]) })],
    ),
  );
}

const SECTIONS = ["rules", "ages", "calling_hours", "holidays", "caps", "register_ages", "responses"] as const;

function sectionRows(parts: Partial<RulesShape>): { readonly row: RowShape; readonly path: YamlPath }[] {
  return SECTIONS.flatMap((section) =>
    (parts[section] ?? []).map((row, index) => ({ row: row as RowShape, path: [section, index] })),
  );
}
