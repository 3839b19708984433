import type { Highs } from "highs";
import { rm } from "node:fs/promises";
import { join } from "node:path";

import { momentName } from "../src/config/as-of.ts";
import type { PeriodDays } from "../src/domain/report.ts";
import { saysAmounts } from "../src/domain/measure-types.ts";
import type { LedgerComparisonJson } from "../src/artefacts/ledger-comparison.ts";
import type { ReleasedTables } from "../src/artefacts/released-tables.ts";
import { present } from "../src/assert.ts";
import { type ExactTable, isComparing } from "../src/disclosure/exact-table.ts";
import { classBounds } from "../src/disclosure/class-bounds.ts";
import { classPlaces } from "../src/disclosure/class-order.ts";
import type { LedgerTable } from "../src/disclosure/ledger/shared-rows.ts";
import type { ProtectedTable } from "../src/disclosure/protected-table.ts";
import { protectRelease, type ReleasePattern } from "../src/disclosure/protect-release.ts";
import { type ProtectionRules, protectionRules } from "../src/disclosure/protection-rules.ts";
import { type RankClass, rankClasses } from "../src/disclosure/rank-classes.ts";
import { RELEASED_AMOUNTS } from "../src/disclosure/release-model.ts";
import { rowId } from "../src/disclosure/release-rows.ts";
import { withRemainder } from "../src/disclosure/remainder.ts";
import { rowsOfTable } from "../src/disclosure/report-rows.ts";
import { showTables } from "../src/disclosure/report-table.ts";
import { loadSolver } from "../src/disclosure/solver.ts";
import { compareWithLedger, type CountedRelease, type LedgerComparison } from "../src/export/compare-with-ledger.ts";
import { coarserGroupings } from "../src/export/coarser-grouping.ts";
import { disclosureAuditJson } from "../src/export/disclosure-audit-json.ts";
import { areOthers, makeEarlierCustomers } from "../src/export/earlier-customers.ts";
import { exactTables } from "../src/export/exact-tables.ts";
import { makeReleasedCustomers, RELEASED_CUSTOMERS } from "../src/export/released-customers.ts";
import {
  comparedTable,
  isSameTable,
  ledgerTable,
  publishedAgain,
  releasedTable,
} from "../src/export/released-tables.ts";
import { tableGroups } from "../src/export/report-atoms.ts";
import { releasedOfOthers } from "../src/errors.ts";
import type { EarlierRelease } from "../src/state/earlier-releases.ts";
import type { RunContext } from "./context.ts";
import { segmentationHash } from "./segmentation-rules.ts";

/**
 * Makes the tables of the project's reports and protects them, first beside each other, then beside everything released before; nothing is written. A table
 * whose figures of the same moment are out already is to be published as it was. Coarser groupings are looked for beside the tables of this run alone. Leaves the customers of the tables in `RELEASED_CUSTOMERS`.
 *
 * Source: disclosure.md §2 to §5.
 */
export async function protectReports(context: RunContext): Promise<void> {
  const { engine, project, results } = context;
  if (project.reports.length === 0) return;
  const rules = rulesOf(context);
  const exact = (await exactTables(engine, project.reports)).map((table) => withRemainder(table, rules.minimumUnits));
  const ordinary = exact.filter((table) => !isComparing(table));
  const highs = await loadSolver();
  const alone = withComparing(exact, protectRelease(highs, ordinary, await tableGroups(engine, exact), rules), rules);
  const { earlier } = present(results.releasesBefore, "a run with reports knows what was released before");
  const again = publishedBefore(context, exact, earlier);
  const fresh = exact.filter(({ id }) => !again.has(id));
  const comparison = await compareTables(context, highs, { fresh, alone, earlier });
  const pattern = together(alone, comparison, fresh);
  results.tables = showTables(exact, pattern, rules).map((table) => {
    const released = again.get(table.id);
    return released === undefined ? table : publishedAgain(released.table, table.id);
  });
  const coarser = await coarserGroupings({ engine, highs, rules }, exact, results.tables);
  results.coarser = coarser;
  results.disclosureAudit = disclosureAuditJson({
    exact,
    shown: results.tables,
    certificates: pattern.certificates,
    coarser,
    rules,
    solver: `HiGHS ${highs.version.string}`,
  });
  results.ledger = {
    released: releasedTablesOf(
      context,
      results.tables.map((table) => {
        const { id } = table;
        const before = again.get(id);
        return before === undefined ? releasedTable(table, combinedIn(exact, table)) : { ...before.table, id };
      }),
    ),
    comparison: comparisonJson(earlier, { again, comparison, fresh }),
  };
}

function rulesOf({ project, asOf, reportPeriod }: RunContext): ProtectionRules {
  const { rfm } = project;
  return protectionRules(project.disclosure, {
    areFlows: reportPeriod !== null,
    rankClasses: rankClasses(rfm),
    classBounds: classBounds(rfm, reportPeriod === null ? null : { from: reportPeriod.from, asOf: asOf.date }),
    classPlaces: classPlaces(rfm),
  });
}

/** The pattern with the tables that compare and are withheld whole because of it. */
function withComparing(exact: readonly ExactTable[], pattern: ReleasePattern, rules: ProtectionRules): ReleasePattern {
  const whole = showTables(exact, pattern, rules).filter(({ isWithheldWhole }) => isWithheldWhole);
  return { ...pattern, tables: new Set([...pattern.tables, ...whole.map(({ id }) => id)]) };
}

interface FreshTables {
  readonly fresh: readonly ExactTable[];
  readonly alone: ReleasePattern;
  readonly earlier: readonly EarlierRelease[];
}

async function compareTables(
  context: RunContext,
  highs: Highs,
  { fresh, alone, earlier }: FreshTables,
): Promise<LedgerComparison> {
  const { local, project, temporaryFolder } = context;
  const temporaryFile = join(temporaryFolder, "counted_customers.parquet");
  await makeReleasedCustomers(context, project.reports, project.keys.reference, temporaryFile);
  await rm(temporaryFile, { force: true });
  const counted = { ...freshRelease(context, fresh, alone), customers: RELEASED_CUSTOMERS };
  const before = await attachReleases(context, earlier);
  return compareWithLedger({ local, highs }, counted, before, rulesOf(context));
}

/** Tables of this run whose figures of the same moment, by the same rules, are out already. */
function publishedBefore(
  { project, asOf, reportPeriod }: RunContext,
  exact: readonly ExactTable[],
  earlier: readonly EarlierRelease[],
): ReadonlyMap<string, { readonly runId: string; readonly table: ReleasedTables["tables"][number] }> {
  const rules = segmentationHash(project);
  const same = earlier.filter(
    ({ released }) =>
      released.as_of === asOf.at &&
      released.segmentation_sha256 === rules &&
      released.minimum_units === project.disclosure.minimumUnits,
  );
  const isSamePeriod = (other: PeriodDays | null) =>
    other?.from === reportPeriod?.from && other?.before === reportPeriod?.before;
  const found = exact.flatMap(({ id, table }) =>
    same.flatMap(({ released }) =>
      released.tables
        .filter((own) => isSameTable(own, table) && (!saysAmounts(table) || isSamePeriod(released.period ?? null)))
        .map((own) => [id, { runId: released.run_id, table: own }] as const),
    ),
  );
  // The first of several speaks.
  return new Map(found.toReversed());
}

function freshRelease(
  { asOf, project, results }: RunContext,
  exact: readonly ExactTable[],
  { rows, amounts, tables }: ReleasePattern,
): Omit<CountedRelease, "customers"> {
  const name = momentName(asOf.at, project.timeZone);
  return {
    runId: results.runId,
    period: asOf.at,
    rankClasses: rankClasses(project.rfm),
    tables: exact.map((one): LedgerTable => {
      const { id, table, cells, combined } = one;
      // In a table that compares an amount is withheld wherever it is in any row of the run.
      const isHidden = (withheld: ReadonlySet<string>, row: string) =>
        isComparing(one) ? withheld.size > 0 : withheld.has(row);
      const all = rowsOfTable(table, cells).map(({ values }) => {
        const row = rowId(id, values);
        const withheldAmounts = RELEASED_AMOUNTS.filter((amount) => isHidden(amounts[amount], row));
        return { id: row, values, isWithheld: tables.has(id) || rows.has(row), withheldAmounts };
      });
      const compared = comparedTable(table, all, { asOfName: name, isWithheldWhole: tables.has(id) });
      return { ...compared, ...(combined === undefined ? {} : { combined }) };
    }),
  };
}

/** Throws GK0550 where hardly anybody of an earlier release is in the new one. */
async function attachReleases(
  { local, project }: RunContext,
  earlier: readonly EarlierRelease[],
): Promise<CountedRelease[]> {
  const releases: CountedRelease[] = [];
  const [rules, classes] = [segmentationHash(project), rankClasses(project.rfm)];
  for (const [index, { released, customers }] of earlier.entries()) {
    const table = `export.earlier_customers_${index}`;
    const { run_id: runId, as_of: period, as_of_name: name } = released;
    await makeEarlierCustomers(local, table, customers);
    if (await areOthers(local, table, project.disclosure.minimumUnits)) throw releasedOfOthers({ run: runId });
    // Of other rules it is known what revenue groups are.
    const isKnown = ({ dimension }: RankClass) =>
      dimension === "revenue_group" || released.segmentation_sha256 === rules;
    const tables = released.tables.map((own) => ledgerTable(own, runId, name));
    releases.push({ runId, period, tables, customers: table, rankClasses: classes.filter(isKnown) });
  }
  return releases;
}

/** The pattern with what earlier releases ask for. A row that is withheld is so with its amounts. */
function together(
  { rows, amounts: own, tables, certificates }: ReleasePattern,
  { rows: more, amounts, tooFine, whole }: LedgerComparison,
  fresh: readonly ExactTable[],
): ReleasePattern {
  return {
    rows: new Set([...rows, ...more]),
    amounts: {
      orders: new Set([...own.orders, ...more, ...amounts.orders]),
      revenue: new Set([...own.revenue, ...more, ...amounts.revenue]),
    },
    tables: new Set([...tables, ...[...tooFine.keys(), ...whole].flatMap((place) => fresh[place]?.id ?? [])]),
    certificates,
  };
}

function combinedIn(exact: readonly ExactTable[], { id }: ProtectedTable): ExactTable["combined"] {
  return exact.find((table) => table.id === id)?.combined;
}

function releasedTablesOf(
  { results, asOf, project, reportPeriod }: RunContext,
  tables: ReleasedTables["tables"],
): ReleasedTables {
  return {
    run_id: results.runId,
    as_of: asOf.at,
    as_of_name: momentName(asOf.at, project.timeZone),
    key_id: project.keys.reference.keyId,
    minimum_units: project.disclosure.minimumUnits,
    segmentation_sha256: segmentationHash(project),
    ...(reportPeriod === null ? {} : { period: reportPeriod }),
    tables,
  };
}

interface Compared {
  readonly again: ReturnType<typeof publishedBefore>;
  readonly comparison: LedgerComparison;
  readonly fresh: readonly ExactTable[];
}

function comparisonJson(
  earlier: readonly EarlierRelease[],
  { again, comparison, fresh }: Compared,
): LedgerComparisonJson {
  const withheld = ([measure, rows]: readonly ["all" | "orders" | "revenue", ReadonlySet<string>]) =>
    [...rows].toSorted().map((row) => ({ row, measure }));
  return {
    compared_with: earlier.map(({ released }) => ({ run_id: released.run_id, as_of: released.as_of })),
    together: comparison.together,
    published_again: [...again].map(([id, { runId }]) => ({ table_id: id, run_id: runId })),
    too_fine: [...comparison.tooFine].map(([place, runId]) => ({ table_id: fresh[place]?.id ?? "", run_id: runId })),
    withheld: [
      ...withheld(["all", comparison.rows]),
      ...withheld(["orders", comparison.amounts.orders]),
      ...withheld(["revenue", comparison.amounts.revenue]),
    ],
    protected: comparison.findings
      .filter(({ between }) => between.runs.length > 1)
      .map(({ measure, between, isOut }) => ({ measure, ...between, is_out: isOut })),
  };
}
