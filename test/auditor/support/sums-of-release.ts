import { dimensionsOf, type ReportTable } from "../../../src/domain/report.ts";
import { sumsThatFollow } from "../../oracle/sums-that-follow.ts";
import type { Customer, ProtectedRelease } from "./protected-release.ts";

/** The rules of the design, by the single customers: how few are few, and how near to what one brings another may come. */
const [FEWEST, NEAR] = [3, 0.15];

/** Customers of whom what is printed says what they brought together, or how many they are. */
export function knownGroups(
  { counted: { groups }, withheld }: ProtectedRelease,
  tables: readonly ReportTable[],
  measure: "customers" | "orders" | "revenue",
  customers: readonly Customer[],
): Customer[][] {
  const known = tables.flatMap((table, index) => {
    const names = dimensionsOf(table);
    const rows = names.reduce<(string | null)[][]>(
      (heads, name) => {
        const values = [...new Set(groups.map((group) => group.values[name] ?? "")), null];
        return heads.flatMap((head) => values.map((value) => [...head, value]));
      },
      [[]],
    );
    const isHidden = (values: readonly (string | null)[]) =>
      withheld.some(
        ({ table: own, row, measure: what }) =>
          own === index && String(row.values) === String(values) && (what === measure || what === "customers"),
      );
    return rows
      .filter((values) => !isHidden(values))
      .map((values) =>
        [...groups.keys()].filter((group) =>
          names.every((name, place) => values[place] === null || values[place] === groups[group]?.values[name]),
        ),
      );
  });
  const members = groups.map(({ values }) =>
    customers.filter((each) => Object.entries(values).every(([name, value]) => each.values[name as never] === value)),
  );
  return sumsThatFollow(known, groups.length).map((own) => own.flatMap((group) => members[group] ?? []));
}

/** Whether amounts of single customers, none below nothing, say too much of one of them when their sum is known. */
function isOfOne(amounts: readonly number[]): boolean {
  const [first = 0, second = 0, ...others] = amounts.filter((amount) => amount > 0).toSorted((a, b) => b - a);
  if (first === 0) return false;
  const rest = others.reduce((sum, amount) => sum + amount, 0);
  return (second === 0 ? 1 : 2 + others.length) < FEWEST || rest < NEAR * first - 1e-9;
}

/** The same of what was bought, and of what was given back: refunds that are of one customer can be more than twice the greatest of them, and must not be more than the others bought. */
export function isRevenueOfOne(own: readonly Customer[]): boolean {
  const bought = own.map((each) => each.bought);
  const refunds = own.map((each) => each.refunds ?? 0);
  const byOthers = bought.reduce((sum, amount) => sum + amount, 0) - Math.max(0, ...bought);
  return isOfOne(bought) || (isOfOne(refunds) && byOthers < (2 + NEAR) * Math.max(...refunds));
}

/** Whether so few are known together that it says too much, to somebody who is alone in a group as well. */
export function areFew(own: readonly Customer[], minimumUnits: number): boolean {
  if (own.length > minimumUnits) return false;
  const isAlone = own.some(
    (each) => own.filter((other) => JSON.stringify(other.values) === JSON.stringify(each.values)).length === 1,
  );
  return [own.length, own.length - (isAlone ? 1 : 0)].some((few) => few > 0 && few < minimumUnits);
}
