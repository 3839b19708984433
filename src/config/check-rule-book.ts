import { rowsOf } from "../domain/rule-book.ts";
import type { Regime, RuleBook } from "../domain/rules.ts";
import { ELSEWHERE } from "../domain/rules.ts";
import { type ErrorPosition, type GatekeeperError, placeElsewhere, placeTaken } from "../errors.ts";
import type { RegimeSections } from "./read-rules.ts";

/**
 * What regimes put together from several files contradict each other in: a place of two regimes, and rows of a project that name a
 * place which the shipped regime does not have.
 */
export function checkRuleBook(
  { regimes }: RuleBook,
  own: readonly RegimeSections[],
  at: ErrorPosition,
): readonly GatekeeperError[] {
  // What is listed for countries without rows gives way to a regime that has rows for it.
  const ofRegime = new Map<string, string>();
  const taken = regimes
    .filter(({ id }) => id !== ELSEWHERE)
    .flatMap(({ id, countries }) =>
      countries.flatMap((place) => {
        const before = ofRegime.get(place);
        if (before === undefined) ofRegime.set(place, id);
        return before === undefined ? [] : [placeTaken({ place, regime: before }, { at })];
      }),
    );
  const owned = regimes.filter(({ id }) => own.some((sections) => sections.id === id));
  return [...taken, ...owned.flatMap((regime) => strangers(regime, at))];
}

function strangers(regime: Regime, at: ErrorPosition): readonly GatekeeperError[] {
  const known = new Set([...regime.countries, ...regime.states.map(({ state }) => state)]);
  const named = new Set(rowsOf(regime).flatMap(({ places }) => places));
  return [...named]
    .filter((place) => !known.has(place))
    .map((place) => placeElsewhere({ place, regime: regime.id }, { at }));
}
