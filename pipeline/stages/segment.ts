import { demandedModels, modelsBehind, modelsOf } from "../../src/catalog/catalog.ts";
import { materialize, materializeModels } from "../../src/catalog/materialize.ts";
import { type AsOf, daysBefore, momentName, parseAsOf } from "../../src/config/as-of.ts";
import { factsAskedFor } from "../../src/domain/facts-asked-for.ts";
import { dataTooScarce, TOO_FEW_PEOPLE, TOO_SHORT_A_HISTORY } from "../../src/errors.ts";
import { hasDimension, SHIFT_DAYS } from "../../src/domain/report.ts";
import { EARLIER_CLUSTER_COLUMNS, EARLIER_SEGMENT_COLUMNS } from "../../src/state/earlier-segments.ts";
import { EARLIER_SIZE_COLUMNS, sizesOverTime } from "../../src/state/earlier-sizes.ts";
import { CLUSTERS_FILE, privateTable, SEGMENTS_FILE } from "../../src/state/run-store.ts";
import { askedSizes } from "../../src/export/published-sizes.ts";
import { resampleOrders } from "../../src/export/resample-orders.ts";
import { scoreReport } from "../../src/export/score-report.ts";
import type { EarlierMoment, RunContext } from "../context.ts";
import { fillParameters } from "../parameters.ts";

/** A shop without a sale for this long has stopped delivering files more often than it has stopped selling. */
const QUIET_DAYS = 90;

/** With fewer customers or a shorter history scores mean little, and with fewer levels they tell nobody apart. Source: rfm.md §2. */
const LEAST_PEOPLE = 500;
const LEAST_DAYS = 180;
const LEAST_LEVELS = 3;

/** Tables that no later stage reads: dropped, they leave their memory to the gates. */
const STEPPING_STONES = [
  "segment.own_rhythm",
  "segment.segment_rhythm",
  "segment.person_rhythm",
  "segment.customer_facts",
  "segment.person_days",
  "segment.resample_orders",
  "segment.replicate_facts",
  "segment.replicate_changes",
  "segment.class_edges",
  "segment.person_facts",
  "segment.recency_scores",
  "segment.frequency_scores",
  "segment.monetary_scores",
  "segment.score_edges",
  "segment.score_classes",
  "state.earlier_segments",
  "state.earlier_clusters",
  "state.week_before",
  "state.actual_segments",
];

/** Computes recency, frequency and monetary value of every person, their scores and their segment. */
export async function segment(context: RunContext): Promise<void> {
  const { engine, catalog, project } = context;
  const demanded = demandedModels(catalog, factsAskedFor(askingOf(context)));
  await lookBack(context, demanded);
  const { resamples, seed } = project.robustness;
  const asked = { resamples: context.purpose === "run" ? resamples : 0, seed };
  context.results.resampled = await resampleOrders({ engine, catalog, demanded }, asked);
  await materialize(engine, catalog, "segment", demanded);
  await fillEarlierSizes(context);
  context.results.scores = await scoreReport(engine, project.rfm);
  for (const table of STEPPING_STONES) await engine.drop(table);
  if (project.inputs.transactions.length === 0) return;
  await warnOfQuiet(context);
  warnOfCollapse(context);
  await warnOfScarcity(context);
}

/** Without reports nothing needs the facts of one. */
function askingOf({ project, makesReports, campaigns, comparison }: RunContext) {
  return {
    project: makesReports ? project : { ...project, reports: [] },
    campaigns: campaigns.map(({ campaign }) => campaign),
    isComparing: comparison !== null,
  };
}

/** Names the segments at earlier moments that are asked for: from a stored run, or computed before this run's own. */
async function lookBack(context: RunContext, demanded: ReadonlySet<string>): Promise<void> {
  const { engine, asOf, comparison, project, makesReports, reporter, messages } = context;
  if (makesReports && comparison === null && hasDimension(project.reports, "previous_segment"))
    reporter.warn(messages.nothingToCompare(asOf.text));
  if (comparison?.run && comparison.hasOtherRules)
    reporter.warn(messages.comparedByOtherRules(comparison.text, comparison.run.manifest.run_id));
  await engine.fill("state.earlier_segments", EARLIER_SEGMENT_COLUMNS, []);
  await engine.fill("state.earlier_clusters", EARLIER_CLUSTER_COLUMNS, []);
  await engine.fill("state.week_before", EARLIER_SEGMENT_COLUMNS, []);
  if (comparison?.run) {
    await engine.attach("state.earlier_segments", [privateTable(comparison.run, SEGMENTS_FILE)]);
    await engine.attach("state.earlier_clusters", [privateTable(comparison.run, CLUSTERS_FILE)]);
  } else if (comparison !== null) {
    const moment = parseAsOf(comparison.text, project.timeZone);
    await segmentsAt(context, { moment, table: "state.earlier_segments", demanded });
    await engine.materialize("state.earlier_clusters", "select * from identity.clusters", "view");
  }
  if (demanded.has("segment.segment_stability")) {
    const moment = daysBefore(asOf, SHIFT_DAYS, project.timeZone);
    await segmentsAt(context, { moment, table: "state.week_before", demanded });
  }
}

/** How large the segments were at earlier moments, for the reports that show it: what releases of these moments published. */
async function fillEarlierSizes(context: RunContext): Promise<void> {
  const { engine, local, project, earlierMoments, momentsLeftOut, reporter, messages } = context;
  const asOfOf = ({ at }: EarlierMoment) => momentName(at, project.timeZone);
  const named = (moments: readonly EarlierMoment[]) =>
    moments.map((moment) => ({ asOf: asOfOf(moment), runId: moment.run.manifest.run_id }));
  const { otherRules, notPublished } = momentsLeftOut;
  if (otherRules.length > 0) reporter.warn(messages.momentsOfOtherRules(named(otherRules)));
  if (notPublished.length > 0) reporter.warn(messages.momentsNotPublished(named(notPublished)));
  const published = earlierMoments.map((moment) => ({ asOf: asOfOf(moment), customers: moment.customers }));
  const isBySegment = askedSizes(project.reports)?.isBySegment === true;
  await engine.fill("state.earlier_sizes", EARLIER_SIZE_COLUMNS, await sizesOverTime(local, published, isBySegment));
}

interface Lookback {
  readonly moment: AsOf;
  /** The table that the segments go to. */
  readonly table: string;
  readonly demanded: ReadonlySet<string>;
}

/** Everyone's segment as of another moment, by the same models, inputs, merges and rules as at this run's own. */
async function segmentsAt(context: RunContext, { moment, table, demanded }: Lookback): Promise<void> {
  const { engine, catalog } = context;
  const needed = modelsBehind(catalog, ["segment.person_segments"]);
  const models = modelsOf(catalog, "segment").filter(({ name }) => needed.has(name));
  await fillParameters({ ...context, asOf: moment });
  await materializeModels(engine, models, demanded);
  const columns = EARLIER_SEGMENT_COLUMNS.map(({ name }) => `person_segments.${name}`).join(", ");
  await engine.materialize(table, `select ${columns} from segment.person_segments`, "table");
  await fillParameters(context);
}

/** Says only that there is none: the day of the newest sale would be one customer's. */
async function warnOfQuiet({ engine, asOf, project, reporter, messages }: RunContext): Promise<void> {
  const rows = await engine.query(
    `select count(*) as people from segment.person_segments where person_segments.recency_days <= ${QUIET_DAYS}`,
  );
  if (Number(rows[0]?.["people"] ?? 0) > 0) return;
  // A window may leave out the days before the as-of day, on which much was sold.
  const sales = await engine.query(
    `select count(*) as sales from staging.transactions cross join run.parameters
     where transactions.kind = 'sale' and transactions.ordered_at < parameters.as_of_at
       and date_diff('day', transactions.ordered_date, parameters.as_of_date) <= ${QUIET_DAYS}`,
  );
  if (project.rfm.window === undefined || Number(sales[0]?.["sales"] ?? 0) === 0)
    reporter.warn(messages.noRecentTransaction(QUIET_DAYS, asOf.text));
}

function warnOfCollapse({ results, reporter, messages }: RunContext): void {
  for (const { dimension, scored_by: mode, bins, levels_used } of results.scores?.dimensions ?? []) {
    if (bins >= LEAST_LEVELS && levels_used > 0 && levels_used < LEAST_LEVELS)
      reporter.warn(messages.scoresCollapsed({ dimension, levels: levels_used, bins, hasBreaks: mode === "breaks" }));
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
