import { countriesWithoutRules, throwProblems } from "../src/errors.ts";
import type { RunContext } from "./context.ts";

const COVERAGE = `select rule_coverage.campaign_id, rule_coverage.people, rule_coverage.people_without_rules
  from gate.rule_coverage
  order by rule_coverage.campaign_id`;

/**
 * Refuses a run of which a campaign asks for too many people who live where no rules are known: the strictest rules decide about
 * each of them, and so many are more likely a gap in the rules. Reports ask about everybody, and refuse nothing.
 *
 * Throws GK0440 for each such campaign. Source: consent-gate.md §6 and §8.
 */
export async function checkRuleCoverage({ engine, project, campaigns }: RunContext): Promise<void> {
  const { partsPerMillion, text: allowed } = project.withoutRules;
  const isTooMuch = (without: number, people: number): boolean =>
    BigInt(without) * 1_000_000n > BigInt(people) * BigInt(partsPerMillion);
  const rows = await engine.query(COVERAGE);
  throwProblems(
    rows
      .filter((row) => isTooMuch(Number(row["people_without_rules"]), Number(row["people"])))
      .filter((row) => campaigns.some(({ campaign }) => campaign.id === row["campaign_id"]))
      .map((row) => countriesWithoutRules({ campaign: String(row["campaign_id"]), allowed })),
  );
}
