import { demandedModels } from "../../src/catalog/catalog.ts";
import { materialize } from "../../src/catalog/materialize.ts";
import { factsAskedFor } from "../../src/domain/facts-asked-for.ts";
import { dataTooScarce, TOO_FEW_PEOPLE, TOO_SHORT_A_HISTORY } from "../../src/errors.ts";
import { scoreReport } from "../../src/export/score-report.ts";
import type { RunContext } from "../context.ts";

/** A shop without a sale for this long has stopped delivering files more often than it has stopped selling. */
const QUIET_DAYS = 90;

/** With fewer customers or a shorter history scores mean little, and with fewer levels they tell nobody apart. Source: rfm.md §2. */
const LEAST_PEOPLE = 500;
const LEAST_DAYS = 180;
const LEAST_LEVELS = 3;

/** Tables that no later stage reads: dropped, they leave their memory to the gates. */
const STEPPING_STONES = [
  "segment.order_days",
  "segment.own_rhythm",
  "segment.segment_rhythm",
  "segment.person_rhythm",
  "segment.customer_facts",
  "segment.person_days",
  "segment.person_facts",
  "segment.recency_scores",
  "segment.frequency_scores",
  "segment.monetary_scores",
  "segment.score_edges",
  "segment.score_classes",
];

/** Computes recency, frequency and monetary value of every person, their scores and their segment. */
export async function segment(context: RunContext): Promise<void> {
  const { engine, catalog, project } = context;
  const campaigns = context.campaigns.map(({ campaign }) => campaign);
  const asked = factsAskedFor({ project, campaigns });
  await materialize(engine, catalog, "segment", demandedModels(catalog, asked));
  context.results.scores = await scoreReport(engine, project.rfm);
  for (const table of STEPPING_STONES) await engine.drop(table);
  if (project.inputs.transactions.length === 0) return;
  await warnOfQuiet(context);
  warnOfCollapse(context);
  await warnOfScarcity(context);
}

/** Says only that there is none: the day of the newest sale would be one customer's. */
async function warnOfQuiet({ engine, asOf, reporter, messages }: RunContext): Promise<void> {
  const rows = await engine.query(
    `select count(*) as people from segment.person_segments where person_segments.recency_days <= ${QUIET_DAYS}`,
  );
  if (Number(rows[0]?.["people"] ?? 0) === 0) reporter.warn(messages.noRecentTransaction(QUIET_DAYS, asOf.text));
}

function warnOfCollapse({ results, reporter, messages }: RunContext): void {
  for (const { dimension, bins, levels_used } of results.scores?.dimensions ?? []) {
    if (bins >= LEAST_LEVELS && levels_used > 0 && levels_used < LEAST_LEVELS)
      reporter.warn(messages.scoresCollapsed(dimension, levels_used, bins));
  }
}

/** Throws GK0355 where the configuration is strict. */
async function warnOfScarcity({ engine, project, results, reporter, messages }: RunContext): Promise<void> {
  const rows = await engine.query(
    `select count(*) as people from segment.person_segments cross join run.parameters
     where date_diff('day', person_segments.first_order_date, parameters.as_of_date) >= ${LEAST_DAYS}`,
  );
  const people = results.scores?.people ?? 0;
  const isShort = Number(rows[0]?.["people"] ?? 0) === 0;
  const missing = people < LEAST_PEOPLE ? TOO_FEW_PEOPLE : isShort ? TOO_SHORT_A_HISTORY : null;
  if (missing === null) return;
  if (project.rfm.isStrict) throw dataTooScarce({ missing });
  reporter.warn(messages.dataScarce(missing));
}
