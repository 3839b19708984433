import { localDate } from "../src/config/as-of.ts";
import type { Channel } from "../src/domain/campaign.ts";
import { deadlineOf } from "../src/domain/response-deadline.ts";
import type { RuleBook } from "../src/domain/rules.ts";

/** A stop, by what its deadline depends on. */
export interface ReceivedStop {
  readonly book: RuleBook;
  /** Where the person may live. */
  readonly places: readonly string[];
  readonly channel: Channel;
  readonly receivedAt: Date;
  readonly actedAt: Date;
  /** The project's: the days of a deadline begin and end in it. */
  readonly timeZone: string;
}

/** The last day on which a stop may be honoured, in the project's time zone, and whether it was honoured on that day at the latest. Pure. */
export function responseTime(stop: ReceivedStop): { readonly deadline: string; readonly isInTime: boolean } {
  const { book, places, channel, timeZone } = stop;
  const deadline = deadlineOf(book, places, channel, localDate(stop.receivedAt, timeZone));
  return { deadline, isInTime: localDate(stop.actedAt, timeZone) <= deadline };
}
