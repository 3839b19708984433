import type { Campaign } from "../domain/campaign.ts";
import { type Engine, sqlText } from "../engine/engine.ts";
import { scaledOf } from "./decimal-text.ts";

/** Value at risk before the division, in whole numbers: ten-thousandths of the currency over ten-thousandths of orders times days. */
export interface ValueAtRisk {
  readonly personId: string;
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/**
 * The listed people of a churn campaign, each with the place by value at risk, from 1, the highest first; equal values are ordered by
 * person. Quotients are compared by whole-number arithmetic, so no rounding decides a place. Source: rfm.md §4.
 */
export async function placesByValueAtRisk(
  engine: Engine,
  campaign: Campaign,
): Promise<readonly (readonly [string, string])[]> {
  const values: ValueAtRisk[] = [];
  const select = `select purchase_status.person_id, purchase_status.value_numerator, purchase_status.value_denominator
    from export.listed_people
    inner join segment.purchase_status on purchase_status.person_id = listed_people.person_id
    where listed_people.campaign_id = ${sqlText(campaign.id)}`;
  for await (const block of engine.stream(select))
    for (const row of block) {
      values.push({
        personId: String(row["person_id"]),
        numerator: scaledOf(String(row["value_numerator"])),
        denominator: scaledOf(String(row["value_denominator"])),
      });
    }
  return values.toSorted(byValueAtRisk).map(({ personId }, index) => [personId, String(index + 1)]);
}

/** Denominators are positive: whoever should have bought has a rhythm. */
export function byValueAtRisk(a: ValueAtRisk, b: ValueAtRisk): number {
  const [left, right] = [a.numerator * b.denominator, b.numerator * a.denominator];
  if (left !== right) return left > right ? -1 : 1;
  return a.personId < b.personId ? -1 : 1;
}
