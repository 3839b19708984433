import type { ReleasedTables } from "../artefacts/released-tables.ts";
import { ledgerTable } from "./released-tables.ts";

/** How many releases are looked at beside a new one in any case. */
const MOST_NEAREST = 24;

/**
 * The releases that one of this moment is to be compared with, in the order given: the nearest by their moments, and beyond them the nearest that says a number which
 * none of these says. A number that was withheld ever since is still out where it was printed last. One that repeats others and says nothing of its own is none. Pure.
 */
export function nearestReleases<Release extends { readonly released: ReleasedTables }>(
  releases: readonly Release[],
  asOf: string,
): Release[] {
  const distance = ({ released }: Release) => Math.abs(Date.parse(released.as_of) - Date.parse(asOf));
  const said = new Set<string>();
  const chosen = new Set<Release>();
  for (const release of releases.toSorted((one, other) => distance(one) - distance(other))) {
    if (release.released.tables.length === 0) continue;
    const numbers = numbersOf(release.released);
    if (chosen.size >= MOST_NEAREST && numbers.every((number) => said.has(number))) continue;
    chosen.add(release);
    for (const number of numbers) said.add(number);
  }
  return releases.filter((release) => chosen.has(release));
}

/** What a release prints, by what it is of: the dimensions, their values and the measure. */
function numbersOf({ tables, run_id: runId, as_of_name: name }: ReleasedTables): string[] {
  return tables.flatMap((released) => {
    const { dimensions, countsGone, hasOrders, hasRevenue, rows } = ledgerTable(released, runId, name);
    const measures = ["customers", ...(hasOrders ? ["orders"] : []), ...(hasRevenue ? ["revenue"] : [])];
    return rows.flatMap(({ values, isWithheld, withheldAmounts = [] }) =>
      isWithheld
        ? []
        : measures
            .filter((measure) => !withheldAmounts.some((amount) => amount === measure))
            .map((measure) => JSON.stringify([measure, countsGone, dimensions, values])),
    );
  });
}
