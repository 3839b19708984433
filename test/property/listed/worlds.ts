import fc from "fast-check";

import { CHANNELS, type Channel, type DataUse } from "../../../src/domain/campaign.ts";
import type { CampaignSpec } from "../consent/campaigns.ts";
import { at, DAY_WINDOW, LONG_WINDOW } from "../consent/times.ts";
import { type EventSpec, PLAIN_EVENT, type World, worldOfNoTopics } from "../consent/world.ts";
import { withTopics } from "../consent/words.ts";

/** A consent that allows what it names, unless something else is said: recorded, proved, by the subject. */
const grant: fc.Arbitrary<EventSpec> = fc
  .record({
    customer: fc.constantFrom(0, 0, 0, 1, 1, 2),
    purpose: fc.constantFrom("direct_marketing", "direct_marketing", "newsletter", "third_party_disclosure"),
    channel: fc.constantFrom<Channel[]>("sms", "sms", ...CHANNELS),
    effective: fc.constantFrom(at("2026-11-09T10:00:00.000Z"), at("2026-11-20T00:00:00.000Z")),
    loadings: fc.constantFrom<EventSpec["loadings"][]>(["kept"], ["new"]),
  })
  .map((parts) => ({ ...PLAIN_EVENT, ...parts, action: "give" }));

/** Worlds of all kinds, half of them with people who say yes, so that there are lists to find a wrong name on. */
export const listedWorld: fc.Arbitrary<World> = withTopics(
  fc
    .tuple(
      worldOfNoTopics,
      fc.oneof(fc.constant<EventSpec[]>([]), fc.array(grant, { minLength: 1, maxLength: 10 })),
      fc.nat({ max: 2 }),
    )
    .map(([base, grants, said]) =>
      grants.length === 0 ? base : { ...base, events: [...grants, ...base.events.slice(0, said)] },
    ),
);

const USES: readonly DataUse[] = ["third_party_disclosure", "automated_decision", "sensitive_data_use"];

/** A campaign as far as consent looks at it; ids are given by place. */
const campaign: fc.Arbitrary<Omit<CampaignSpec, "id">> = fc
  .record({
    purpose: fc.constantFrom("direct_marketing", "direct_marketing", "newsletter"),
    channel: fc.constantFrom<Channel[]>("sms", "sms", ...CHANNELS),
    class: fc.constantFrom<CampaignSpec["class"][]>("marketing", "marketing", "marketing", "service"),
    topic: fc.constantFrom(null, null, "Home Care", "garden"),
    window: fc.constantFrom(LONG_WINDOW, DAY_WINDOW),
    extra: fc.oneof(fc.constant<DataUse[]>([]), fc.subarray([...USES])),
  })
  .map(({ extra, ...parts }) => {
    const isMarketing = parts.class === "marketing";
    const uses: DataUse[] = isMarketing ? ["direct_marketing", ...extra] : extra;
    return { ...parts, purpose: isMarketing ? parts.purpose : "newsletter", uses };
  });

/** The campaigns that a pack of worlds is asked by. */
export const campaigns: fc.Arbitrary<CampaignSpec[]> = fc
  .array(campaign, { minLength: 3, maxLength: 5 })
  .map((parts) => parts.map((part, place) => ({ ...part, id: `campaign-${place}` })));
