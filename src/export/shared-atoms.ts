import type { SharedAmount, SharedAmounts, SharedAtom } from "../disclosure/ledger/shared-atoms.ts";
import { IS_GONE } from "../disclosure/ledger/shared-rows.ts";
import { type ReleasedAmount, RELEASED_AMOUNTS } from "../disclosure/release-model.ts";
import type { Engine, SqlRow } from "../engine/engine.ts";

/** The customers of a release: its table, and the dimensions that matter. */
export interface CountedCustomers {
  /** With `customer_hash`, `is_gone`, every dimension, `orders` and `revenue`. */
  readonly table: string;
  readonly dimensions: readonly string[];
}

/**
 * The customers of several releases, the new one first, grouped by their places in all of them, with what they contribute to `amounts`, and nothing to others; null where
 * the groups are more than `most`. The embedded engine only. Throws what the engine throws.
 *
 * Source: disclosure.md §5, combinations.
 */
export async function sharedAtoms(
  local: Engine,
  releases: readonly CountedCustomers[],
  most: number,
  amounts: readonly ReleasedAmount[] = RELEASED_AMOUNTS,
): Promise<SharedAtom[] | null> {
  const places = releases.flatMap(({ dimensions }, release) => placeNames(release, dimensions));
  const rows = await local.query(
    `select ${[...places, "count(*) as customers", ...releases.flatMap((_, release) => sumsOf(release, amounts))].join(", ")}
    from (${countedTogether(releases)}) as counted
    group by ${places.join(", ")} order by ${places.map((name) => `${name} nulls first`).join(", ")} limit ${most + 1}`,
  );
  return rows.length > most ? null : rows.map((row) => atomOf(row, releases));
}

function placeNames(release: number, dimensions: readonly string[]): string[] {
  return [`is_in_${release}`, `is_gone_${release}`, ...dimensions.map((name) => `${name}_${release}`)];
}

/** One row a customer, wherever they are counted. */
function countedTogether(releases: readonly CountedCustomers[]): string {
  const columns = releases.flatMap(({ dimensions }, release) => [
    `release_${release}.customer_hash is not null as is_in_${release}`,
    ...["is_gone", ...dimensions].map((name) => `release_${release}.${name} as ${name}_${release}`),
    ...RELEASED_AMOUNTS.flatMap((amount) => [
      `${valueIn(release, amount)} as ${amount}_${release}`,
      `${valueIn(0, amount)} - ${valueIn(release, amount)} as ${amount}_change_${release}`,
    ]),
  ]);
  const known = (release: number) =>
    `coalesce(${releases
      .slice(0, release)
      .map((_, other) => `release_${other}.customer_hash`)
      .join(", ")}, '')`;
  const joins = releases.map(({ table }, release) =>
    release === 0
      ? `from ${table} as release_0`
      : `full outer join ${table} as release_${release} on release_${release}.customer_hash = ${known(release)}`,
  );
  return `select ${columns.join(", ")} ${joins.join(" ")}`;
}

function valueIn(release: number, amount: string): string {
  return `coalesce(release_${release}.${amount}, 0)`;
}

function sumsOf(release: number, amounts: readonly ReleasedAmount[]): string[] {
  return amounts.flatMap((amount) =>
    [`${amount}_${release}`, `${amount}_change_${release}`].flatMap((name) => [
      `sum(${name}) as ${name}_sum`,
      `sum(abs(${name})) as ${name}_total`,
      `count(*) filter (${name} <> 0) as ${name}_contributors`,
      `max(abs(${name}), 2)[1] as ${name}_first`,
      `max(abs(${name}), 2)[2] as ${name}_second`,
    ]),
  );
}

function atomOf(row: SqlRow, releases: readonly CountedCustomers[]): SharedAtom {
  const places = releases.map(({ dimensions }, release) => {
    if (row[`is_in_${release}`] !== true) return null;
    const values = dimensions.map((name) => [name, String(row[`${name}_${release}`])] as const);
    return Object.fromEntries([...values, [IS_GONE, String(row[`is_gone_${release}`])]]);
  });
  const amounts = (amount: string): SharedAmounts => ({
    own: releases.map((_, release) => amountOf(row, `${amount}_${release}`)),
    changes: releases.map((_, release) => amountOf(row, `${amount}_change_${release}`)),
  });
  return {
    places,
    customers: Number(row["customers"]),
    amounts: { orders: amounts("orders"), revenue: amounts("revenue") },
  };
}

function amountOf(row: SqlRow, name: string): SharedAmount {
  const number = (part: string) => Number(row[`${name}_${part}`] ?? 0);
  return {
    sum: number("sum"),
    total: number("total"),
    contributors: number("contributors"),
    first: number("first"),
    second: number("second"),
  };
}
