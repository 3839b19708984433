import { demandedModels } from "../../src/catalog/catalog.ts";
import { materialize } from "../../src/catalog/materialize.ts";
import { factsAskedFor } from "../../src/domain/facts-asked-for.ts";
import type { RunContext } from "../context.ts";

/** A shop without a sale for this long has stopped delivering files more often than it has stopped selling. */
const QUIET_DAYS = 90;

/** Tables that no later stage reads: dropped, they leave their memory to the gates. */
const STEPPING_STONES = [
  "segment.order_days",
  "segment.own_rhythm",
  "segment.segment_rhythm",
  "segment.person_rhythm",
  "segment.customer_facts",
  "segment.person_facts",
  "segment.recency_scores",
  "segment.frequency_scores",
  "segment.monetary_scores",
];

/** Computes recency, frequency and monetary value of every person, their scores and their segment. */
export async function segment(context: RunContext): Promise<void> {
  const { engine, catalog, project } = context;
  const campaigns = context.campaigns.map(({ campaign }) => campaign);
  const asked = factsAskedFor({ project, campaigns });
  await materialize(engine, catalog, "segment", demandedModels(catalog, asked));
  for (const table of STEPPING_STONES) await engine.drop(table);
  await warnOfQuiet(context);
}

/** Says only that there is none: the day of the newest sale would be one customer's. */
async function warnOfQuiet({ engine, asOf, project, reporter, messages }: RunContext): Promise<void> {
  if (project.inputs.transactions.length === 0) return;
  const rows = await engine.query(
    `select count(*) as people from segment.person_segments where person_segments.recency_days <= ${QUIET_DAYS}`,
  );
  if (Number(rows[0]?.["people"] ?? 0) === 0) reporter.warn(messages.noRecentTransaction(QUIET_DAYS, asOf.text));
}
