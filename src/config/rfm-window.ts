import { Temporal } from "temporal-polyfill";
import type { RfmWindow } from "../domain/rfm.ts";
import { addDuration } from "./send-window.ts";

/** Before every sale. */
export const FIRST_DAY = "0001-01-01";
const AFTER_LAST_DAY = "9999-12-31";

/**
 * The local days whose sales count, `YYYY-MM-DD`, `to` being the first one outside. A length is counted back from the as-of day,
 * which is outside itself unless the as-of is later than its midnight. Source: rfm.md §1.
 */
export function windowDates(
  window: RfmWindow | undefined,
  asOfDate: string,
): { readonly from: string; readonly to: string } {
  if (window === undefined) return { from: FIRST_DAY, to: AFTER_LAST_DAY };
  if (!("last" in window)) return { from: window.from ?? FIRST_DAY, to: window.to ?? AFTER_LAST_DAY };
  const { count, unit } = window.last;
  const from = addDuration(Temporal.PlainDate.from(asOfDate), { count: -count, unit });
  return { from: from.toString(), to: AFTER_LAST_DAY };
}
