import fc from "fast-check";

import type { World } from "./world.ts";

/** Words with how often each should come; the first is the simplest. */
export function words(
  ...weighted: readonly (readonly [word: string | null, weight: number])[]
): fc.Arbitrary<string | null> {
  return fc.constantFrom(...weighted.flatMap(([name, weight]) => Array.from({ length: weight }, () => name)));
}

/** What events are about; the last ones could be several topics, every one, or none. */
const topic = words(
  [null, 6],
  ["home care", 3],
  ["HOME  Care", 1],
  ["garden", 2],
  ["*", 1],
  ["home care;garden", 1],
  ["all", 1],
  ["unknown", 1],
  ["-", 1],
);

/** Gives the events of worlds what they are about. */
export function withTopics(worlds: fc.Arbitrary<World>): fc.Arbitrary<World> {
  return fc.tuple(worlds, fc.array(topic, { minLength: 1, maxLength: 9 })).map(([each, topics]) => ({
    ...each,
    events: each.events.map((said, index) => ({ ...said, topic: topics[index % topics.length] ?? null })),
  }));
}
