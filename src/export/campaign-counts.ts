import type { Gate } from "../catalog/model.ts";
import { GATE_CLASSES } from "../catalog/model.ts";
import type { CampaignCounts } from "../disclosure/counts.ts";
import type { Engine, SqlRow } from "../engine/engine.ts";

/** The exact counts of each campaign, in the order given; a campaign without candidates has zeros. */
export async function countsOf(
  engine: Engine,
  campaignIds: readonly string[],
  gates: readonly Gate[],
): Promise<CampaignCounts[]> {
  const candidates = await engine.query(
    "select candidates.campaign_id, count(*) as people from gate.candidates group by candidates.campaign_id",
  );
  const reasons = await engine.query("select * from disclosure.reason_counts");
  const coverage = await engine.query(
    "select rule_coverage.campaign_id, rule_coverage.people_without_rules from gate.rule_coverage",
  );
  const classes = await engine.query("select * from disclosure.reason_class_counts");
  return campaignIds.map((campaignId) => {
    const own = (rows: readonly SqlRow[]) => rows.filter((row) => row["campaign_id"] === campaignId);
    const count = (rows: readonly SqlRow[]) => rows.reduce((total, row) => total + Number(row["people"]), 0);
    const withOutcome = (outcome: string) => own(reasons).filter((row) => row["outcome"] === outcome);
    return {
      campaignId,
      candidates: count(own(candidates)),
      listed: count(withOutcome("listed")),
      heldOut: count(withOutcome("held_out")),
      refused: count(withOutcome("refused")),
      withoutRules: Number(own(coverage)[0]?.["people_without_rules"] ?? 0),
      byReason: gates.flatMap(({ reasonCode }) => {
        const people = count(withOutcome("refused").filter((row) => row["reason_code"] === reasonCode));
        return people === 0 ? [] : [{ reasonCode, people }];
      }),
      byClass: GATE_CLASSES.flatMap((reasonClass) => {
        const people = count(
          own(classes).filter((row) => row["outcome"] === "refused" && row["reason_class"] === reasonClass),
        );
        return people === 0 ? [] : [{ reasonClass, people }];
      }),
    };
  });
}
