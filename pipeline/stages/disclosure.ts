import { assert } from "../../src/assert.ts";
import { materialize } from "../../src/catalog/materialize.ts";
import type { CampaignCounts } from "../../src/disclosure/counts.ts";
import { countsOf } from "../../src/export/campaign-counts.ts";
import type { RunContext } from "../context.ts";

/** Counts what was decided, by reason and by class, and asserts that the counts close. */
export async function disclosure(context: RunContext): Promise<void> {
  const { engine, catalog, campaigns, results } = context;
  await materialize(engine, catalog, "disclosure");
  results.counts = await countsOf(
    engine,
    campaigns.map(({ campaign }) => campaign.id),
    catalog.gates,
  );
  for (const counts of results.counts) assertClosed(counts);
}

function assertClosed(counts: CampaignCounts): void {
  const { candidates, listed, heldOut, refused, byReason, byClass } = counts;
  const sum = (parts: readonly { readonly people: number }[]) => parts.reduce((total, { people }) => total + people, 0);
  assert(candidates === listed + heldOut + refused, `${counts.campaignId}: candidates = listed + held out + refused`);
  assert(
    refused === sum(byReason) && refused === sum(byClass),
    `${counts.campaignId}: every refused candidate has one first reason`,
  );
}
