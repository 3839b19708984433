import { present } from "../src/assert.ts";
import { NOWHERE, type Jurisdiction, type RuleBook } from "../src/domain/rules.ts";
import { jurisdictionsOf, lawAt } from "../src/domain/rule-book.ts";
import type { Column, Engine } from "../src/engine/engine.ts";
import { contactHours, type HoursQuestion } from "../src/hours/contact-hours.ts";
import { isZone } from "../src/hours/local-time.ts";
import { everythingAsked, type Asked } from "./campaign-parameters.ts";
import type { RunContext } from "./context.ts";

/** The columns of `gate.contact_hours`: what each combination of places, zones and wishes comes to. */
export const CONTACT_HOURS_COLUMNS: readonly Column[] = [
  { name: "campaign_id", type: "varchar" },
  { name: "place", type: "varchar" },
  { name: "zones", type: "varchar" },
  { name: "wishes", type: "varchar" },
  { name: "verdict", type: "varchar" },
  { name: "contact_hours", type: "varchar" },
];

const COMBINATIONS = `select option_hours.campaign_id, option_hours.place, option_hours.zones, option_hours.wishes
  from gate.option_hours
  group by option_hours.campaign_id, option_hours.place, option_hours.zones, option_hours.wishes
  order by option_hours.campaign_id, option_hours.place, option_hours.zones, option_hours.wishes`;

/** Fills `gate.contact_hours`: each distinct combination of `gate.option_hours` is worked out once, however many people share it. */
export async function fillContactHours(
  engine: Engine,
  { project, campaigns, contactQuestions }: Pick<RunContext, "project" | "campaigns" | "contactQuestions">,
): Promise<void> {
  const asked = new Map(everythingAsked({ campaigns, contactQuestions }).map((each) => [each.campaign.id, each]));
  const lawsOf = lawsByPlace(project.rules);
  const combinations = await engine.query(COMBINATIONS);
  const rows = combinations.map((row) => {
    const [campaignId, place, zones, wishes] = ["campaign_id", "place", "zones", "wishes"].map((name) =>
      String(row[name]),
    );
    const campaign = present(asked.get(campaignId ?? ""), "options are those of what is asked");
    const { verdict, text } = contactHours({
      ...windowOf(campaign),
      places: lawsOf(named(place)),
      zones: zonesOf(project.rules, named(place), named(zones)),
      wishes: named(wishes),
    });
    return [campaignId ?? "", place ?? "", zones ?? "", wishes ?? "", verdict, text];
  });
  await engine.fill("gate.contact_hours", CONTACT_HOURS_COLUMNS, rows);
}

/** What stands between bars: `|CN||US|`. */
function named(text: string | undefined): string[] {
  return (text ?? "").split("|").filter((name) => name !== "");
}

function windowOf({ campaign, window, isTold }: Asked): Omit<HoursQuestion, "places" | "zones" | "wishes"> {
  return {
    channel: campaign.channel,
    fromDate: window.fromDate,
    toDate: window.toDate,
    fromAt: Date.parse(`${window.fromAt.replace(" ", "T")}Z`),
    untilAt: Date.parse(`${window.toAt.replace(" ", "T")}Z`),
    campaignHours: campaign.hours,
    isTold,
  };
}

/** The places of a text that have laws of their own, those of the same law once: `gate.place_laws` says the same in SQL. */
function lawsByPlace(rules: RuleBook): (names: readonly string[]) => Jurisdiction[] {
  const known = jurisdictionsOf(rules);
  const elsewhere = known.filter(({ country }) => country === NOWHERE);
  return (names) => {
    const countries = names.filter((name) => name.length === 2);
    const states = new Set(names.filter((name) => name.length > 2));
    const found = countries.flatMap((country) => {
      const own = known.filter((place) => place.country === country);
      if (own.length === 0) return elsewhere;
      const statesKnown = own.filter(({ state }) => state !== null && states.has(state));
      return own.filter((place) => place.state === null || statesKnown.length === 0 || statesKnown.includes(place));
    });
    return [...new Map(found.map((place) => [lawAt(place), place])).values()];
  };
}

/**
 * The zones a person may live in: those of their records, in legal time, unless one of them is none; else all zones of all countries they
 * may live in; and every zone on Earth for a place that nobody knows.
 */
function zonesOf({ timeZones }: RuleBook, places: readonly string[], stated: readonly string[]): readonly string[] {
  if (stated.length > 0 && stated.every(isZone))
    return [...new Set(stated.map((zone) => timeZones.legal[zone] ?? zone))].toSorted();
  const countries = places.filter((place) => place.length === 2);
  if (countries.length === 0 || countries.some((country) => timeZones.ofCountries[country] === undefined))
    return EVERY_ZONE;
  return [...new Set(countries.flatMap((country) => timeZones.ofCountries[country] ?? []))].toSorted();
}

/** From UTC−12 to UTC+14; the database writes the signs the other way round. */
const EVERY_ZONE: readonly string[] = Array.from({ length: 27 }, (_, index) => index - 14).map((offset) =>
  offset === 0 ? "UTC" : `Etc/GMT${offset > 0 ? "+" : ""}${offset}`,
);
