import type { Temporal } from "temporal-polyfill";

/** An instant as the engine's timestamps are written: UTC, `YYYY-MM-DD HH:MM:SS.ffffff`. */
export function utcText(instant: Temporal.Instant): string {
  return instant.toString({ fractionalSecondDigits: 6 }).replace("T", " ").replace("Z", "");
}
