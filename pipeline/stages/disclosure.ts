import { assert } from "../../src/assert.ts";
import { materialize } from "../../src/catalog/materialize.ts";
import type { CampaignCounts } from "../../src/disclosure/counts.ts";
import { countsOf } from "../../src/export/campaign-counts.ts";
import type { RunContext } from "../context.ts";
import { protectCounts } from "../protect-counts.ts";
import { protectReports } from "../protect-reports.ts";

/**
 * Counts what was decided, by reason and by class, asserts that the counts close, protects the tables of the reports, and decides what everybody may see
 * of the counts.
 */
export async function disclosure(context: RunContext): Promise<void> {
  const { engine, catalog, campaigns, results } = context;
  await materialize(engine, catalog, "disclosure");
  results.counts = await countsOf(
    engine,
    campaigns.map(({ campaign }) => campaign.id),
    catalog.gates,
  );
  for (const counts of results.counts) assertClosed(counts);
  if (context.makesReports) await protectReports(context);
  const { shown, protection } = await protectCounts(context, {
    counts: results.counts,
    table: "disclosure.decided_parts",
  });
  results.publicCounts = shown;
  results.countsProtection = protection;
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
