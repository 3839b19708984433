import type { Question } from "../../src/domain/consent.ts";
import type { ToldVersion } from "./statements.ts";

/** A question, and for whom else it is asked. */
export type Asked = Question & { readonly recipients?: readonly string[] };

/** Whether a version of a notice named the purpose, the channel and everybody that is asked about. */
export function isTold(told: ToldVersion | undefined, { purpose, channel, recipients = [] }: Asked): boolean {
  if (told === undefined) return false;
  const isAllNamed = recipients.every((recipient) => told.recipients.includes(recipient));
  return told.uses.includes(purpose) && told.channels.includes(channel) && isAllNamed;
}
