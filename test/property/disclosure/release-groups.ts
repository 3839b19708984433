import { rowId } from "../../../src/disclosure/release-rows.ts";
import type { Customer, RandomRelease } from "./random-release.ts";

/** Customers whom a reader can tell apart from others together: those of a row, or of one row beside another. */
export interface Row {
  readonly name: string;
  readonly own: readonly Customer[];
}

/** Every row of a random release with those who are in it. */
export function rowsOf({ groups, customers }: RandomRelease): Row[] {
  const tables = groups.flatMap((group) => group.tables);
  return tables.flatMap(({ id, dimensions, rows }) =>
    rows.map((values) => ({
      name: rowId(id, values),
      own: customers.filter((each) =>
        dimensions.every((name, place) => values[place] === null || values[place] === each.values[name]),
      ),
    })),
  );
}

/** Groups of whom one row has and another within it has not. */
export function differencesOf(shown: readonly Row[]): Row[] {
  return shown.flatMap((outer) =>
    shown
      .filter((inner) => inner.own.length < outer.own.length && inner.own.every((each) => outer.own.includes(each)))
      .map((inner) => ({
        name: `${outer.name} less ${inner.name}`,
        own: outer.own.filter((each) => !inner.own.includes(each)),
      })),
  );
}

/** The leaf cell of a customer, for the naive attacker. */
export function cellOf({ values }: Customer): string {
  return JSON.stringify(values);
}
