import { present } from "../../src/assert.ts";
import { readShippedMap } from "../../src/config/shipped-maps.ts";
import type { RfmDeclaration } from "../../src/domain/rfm.ts";

/** What decides segments by a shipped map, with scores by rank unless something else is asked for. */
export function rfmByMap(name: string, changed: Partial<RfmDeclaration> = {}): RfmDeclaration {
  const map = present(readShippedMap(name).map, "a shipped map is good");
  return {
    refunds: "net",
    window: undefined,
    recency: "days",
    frequency: "orders",
    monetary: "total",
    scores: "rank",
    bins: { recency: map.bins.r, frequency: map.bins.f, monetary: map.bins.m },
    breaks: {},
    map,
    isStrict: false,
    ...changed,
  };
}
