import { Temporal } from "temporal-polyfill";

import { addDuration } from "../src/config/send-window.ts";
import { topicWord } from "../src/domain/consent.ts";
import type { Duration } from "../src/domain/durations.ts";
import {
  ageOf,
  hasRegisterFor,
  isAgeRestricted,
  jurisdictionsOf,
  jurisdictionNamed,
  lawAt,
  liftsListing,
  requirementOf,
  statutoryCapsOf,
} from "../src/domain/rule-book.ts";
import { hasHours } from "../src/domain/law-hours.ts";
import { ELSEWHERE, type Jurisdiction, RULE_USES } from "../src/domain/rules.ts";
import type { SqlValue } from "../src/engine/engine.ts";
import { callingCodeGroups, knownCountries } from "../src/identity/calling-codes.ts";
import { hoursOf, type Asked } from "./campaign-parameters.ts";
import type { RunContext } from "./context.ts";
import type { ParameterTable } from "./parameters.ts";

/**
 * What the rules ask of each campaign at each place, the strictest of any day of its send window. The window's days are those of the
 * project's time zone; elsewhere it can begin a day earlier or end a day later, so both days count.
 */
export function ruleParameters(
  context: Pick<RunContext, "project">,
  asked: readonly Asked[],
): Record<string, ParameterTable> {
  const places = jurisdictionsOf(context.project.rules);
  const laws = [...new Map(places.map((place) => [lawAt(place), place])).values()];
  return {
    ...placeNames(context, places),
    ...useTables(context, asked, laws),
    ...limitTables(asked, laws),
    liftable_lists: liftableLists(context, asked),
  };
}

/** How records name places: countries, calling codes, area codes and names of states. */
function placeNames({ project }: Pick<RunContext, "project">, places: readonly Jurisdiction[]) {
  const countries = new Set(places.map(({ country }) => country));
  const others = knownCountries().filter((country) => !countries.has(country));
  const states = project.rules.regimes.flatMap((regime) => regime.states);
  const areaCodes = [...new Set(states.flatMap((state) => state.areaCodes))].toSorted();
  return {
    jurisdictions: {
      columns: ["jurisdiction varchar", "country varchar", "state varchar", "law varchar", "has_rules boolean"],
      rows: [
        ...places.map((place) => [
          place.jurisdiction,
          place.country,
          place.state,
          lawAt(place),
          place.regime.id !== ELSEWHERE,
        ]),
        ...others.map((country) => [country, country, null, ELSEWHERE, false]),
      ],
    },
    countries: {
      columns: ["word varchar", "place varchar"],
      rows: knownCountries().map((country) => [country.toLowerCase(), country]),
    },
    states: {
      columns: ["country varchar", "word varchar", "state varchar"],
      rows: states.flatMap(({ state, words }) => words.map((word) => [state.slice(0, 2), word, state])),
    },
    calling_codes: {
      columns: ["countries varchar", "place varchar"],
      rows: callingCodeGroups().map((group) => [group.join("|"), placeText(group)]),
    },
    area_codes: {
      columns: ["area_code varchar", "place varchar"],
      rows: areaCodes.map((code) => [
        code,
        placeText(states.filter((state) => state.areaCodes.includes(code)).map(({ state }) => state)),
      ]),
    },
  } satisfies Record<string, ParameterTable>;
}

/** Places between bars, as `gate.contact_options` writes them: `|CA||US|`. */
function placeText(places: readonly string[]): string {
  return [...new Set(places)].map((place) => `|${place}|`).join("");
}

function useTables({ project }: Pick<RunContext, "project">, asked: readonly Asked[], places: readonly Jurisdiction[]) {
  const answers = asked.flatMap(({ campaign, window }) =>
    places.flatMap((place) =>
      RULE_USES.map((use) => ({
        campaign,
        window,
        place,
        use,
        requirement: requirementOf(place, {
          channel: campaign.channel,
          use,
          topic: topicOf(campaign.topic),
          period: daysAround(window),
          hasRegister: hasRegisterFor(project.lists, place, campaign.channel),
        }),
      })),
    ),
  );
  return {
    rules: {
      columns: ["campaign_id varchar", "law varchar", "data_use varchar", "is_free boolean"],
      rows: answers.map(({ campaign, place, use, requirement }) => [
        campaign.id,
        lawAt(place),
        use,
        requirement.isFree,
      ]),
    },
    rule_bases: {
      columns: [
        "campaign_id varchar",
        "law varchar",
        "data_use varchar",
        "basis varchar",
        "event varchar",
        "oldest_at timestamp(6)",
        "needs_refusal_offered boolean",
        "needs_same_topic boolean",
      ],
      rows: answers.flatMap(({ campaign, window, place, use, requirement }) =>
        requirement.isFree
          ? []
          : requirement.bases.flatMap(({ basis, events, needsRefusalOffered, needsSameTopic }) =>
              events.map(({ event, within }): SqlValue[] => [
                campaign.id,
                lawAt(place),
                use,
                basis,
                event,
                within === undefined ? null : oldestAt(window.toAt, within),
                needsRefusalOffered,
                needsSameTopic,
              ]),
            ),
      ),
    },
  } satisfies Record<string, ParameterTable>;
}

/**
 * The registers whose listings a later consent lifts for a campaign, by the rows of the register's jurisdiction. A list without one has no row that
 * says so, and consent that people gave this company is none to another's campaign.
 */
function liftableLists({ project }: Pick<RunContext, "project">, asked: readonly Asked[]): ParameterTable {
  const registers = project.lists.flatMap(({ listId, register }) => {
    const place = register?.jurisdiction && jurisdictionNamed(project.rules, register.jurisdiction);
    return place === undefined || place === "" ? [] : [{ listId, place }];
  });
  const rows = asked
    .filter(({ campaign }) => campaign.onBehalfOf === "self")
    .flatMap(({ campaign, window }) => {
      const question = { channel: campaign.channel, topic: topicOf(campaign.topic), period: daysAround(window) };
      return registers.filter(({ place }) => liftsListing(place, question)).map(({ listId }) => [campaign.id, listId]);
    });
  return { columns: ["campaign_id varchar", "list_id varchar"], rows };
}

function limitTables(asked: readonly Asked[], places: readonly Jurisdiction[]) {
  return {
    ages: {
      columns: ["campaign_id varchar", "law varchar", "age integer", "born_by date", "needs_birth_date boolean"],
      rows: asked.flatMap(({ campaign, window }) =>
        places.map((place) => {
          const age = ageOf(place, topicOf(campaign.topic), window.fromDate);
          return [
            campaign.id,
            lawAt(place),
            age,
            Temporal.PlainDate.from(window.fromDate).subtract({ years: age }).toString(),
            isAgeRestricted(place, topicOf(campaign.topic)),
          ];
        }),
      ),
    },
    hour_laws: {
      columns: ["campaign_id varchar", "law varchar"],
      rows: asked.flatMap(({ campaign }) =>
        places.filter((place) => hasHours(place, campaign.channel)).map((place) => [campaign.id, lawAt(place)]),
      ),
    },
    statutory_caps: {
      columns: ["campaign_id varchar", "law varchar", "window_hours bigint", "contacts bigint"],
      rows: asked.flatMap(({ campaign, window }) =>
        places.flatMap((place) =>
          statutoryCapsOf(place, campaign.channel, daysAround(window)).map((cap) => [
            campaign.id,
            lawAt(place),
            hoursOf(cap.window),
            cap.contacts,
          ]),
        ),
      ),
    },
  } satisfies Record<string, ParameterTable>;
}

function topicOf(topic: string | undefined): string | null {
  return topic === undefined ? null : topicWord(topic);
}

/** Every day on which the window can be open somewhere on Earth. */
function daysAround({ fromDate, toDate }: Asked["window"]) {
  return {
    fromDate: Temporal.PlainDate.from(fromDate).subtract({ days: 1 }).toString(),
    toDate: Temporal.PlainDate.from(toDate).add({ days: 1 }).toString(),
  };
}

/**
 * The first moment of the earliest day from which a record still carries when the window ends. A record ends at 00:00 of its last day,
 * clamped to the end of a shorter month: 29 Feb and two years end as 28 Feb begins.
 */
function oldestAt(toAt: string, within: Duration): string {
  const end = Temporal.PlainDate.from(toAt.slice(0, 10));
  const until = toAt.slice(11).startsWith("00:00:00") ? end : end.add({ days: 1 });
  const negative = { ...within, count: -within.count };
  let day = addDuration(until, negative);
  while (Temporal.PlainDate.compare(addDuration(day, within), until) < 0) day = day.add({ days: 1 });
  return `${day.toString()} 00:00:00.000000`;
}
