import { topicWord } from "../../src/domain/consent.ts";

/** Names are trimmed and case-folded; a blank is no word. Source: consent-gate.md §2. */
export function word(text: string | null): string | null {
  const folded = text?.trim().toLowerCase() ?? "";
  return folded === "" ? null : folded;
}

/** A word of a denial that nobody knows binds everything, like a blank and `*`. */
export function wide(text: string | null, known: readonly string[]): string {
  return known.find((name) => name === word(text)) ?? "*";
}

/** What the scope of a suppression covers; one that nobody knows is all. */
export function scopeOf(scope: string | null, purposes: readonly string[], channels: readonly string[]) {
  const [kind, name = ""] = (word(scope) ?? "all").split(":").map((part) => part.trim());
  return {
    purpose: kind === "purpose" ? wide(name, purposes) : "*",
    channel: kind === "channel" ? wide(name, channels) : "*",
    topic: kind === "topic" && name !== "" ? topicWord(name) : null,
  };
}

/** The topic of a refusal; words that could mean several topics, or every one, are every one. */
export function deniedTopic(text: string | null): string | null {
  const topic = topicWord(text ?? "");
  const isPlain = /^[\p{L}\p{N}_-]+$/u.test(topic) && /[\p{L}\p{N}]/u.test(topic);
  return isPlain && !NO_TOPIC.includes(topic) ? topic : null;
}

/** Of the words that say every topic, or nothing, those that the random worlds say. */
const NO_TOPIC: readonly string[] = ["all", "any", "everything", "unknown"];

/** The topic that a yes names, whatever the word; a blank and `*` are every topic. */
export function grantedTopic(text: string | null): string | null {
  const topic = topicWord(text ?? "");
  return topic === "" || topic === "*" ? null : topic;
}
