import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "csv-parse/sync";
import type { Highs } from "highs";

import { compareReleases, ledgerAmounts } from "../../src/disclosure/ledger/ledger-models.ts";
import { protectAcross } from "../../src/disclosure/ledger/protect-across.ts";
import { loadSolver } from "../../src/disclosure/solver.ts";
import { type CountedCustomer, type MadeRelease, namesOf, sharedReleases } from "../support/shared-releases.ts";
import { ROOT } from "../support/tidy/source-files.ts";

const CASES = join(ROOT, "../shared/cases/disclosure");
const isHere = existsSync(CASES);
const isOptional = (process.env["CI"] ?? "") !== "true";

describe.skipIf(!isHere && isOptional)("releases one after the other (skipped without ../shared)", () => {
  let highs: Highs;
  beforeAll(async () => {
    highs = await loadSolver();
  });

  /** What of the last release is withheld beside the others. */
  function withheldOf(minimumUnits: number, ...made: readonly MadeRelease[]): string[] {
    const { releases, atoms } = sharedReleases(made.toReversed());
    return namesOf(
      protectAcross(highs, releases, atoms, {
        minimumUnits,
        areZerosProtected: false,
        amounts: { percent: 15, dominance: null },
      }),
    );
  }

  test("ADH example 1: nested row differs by 1", () => {
    const { job1, job2, k } = caseOf("ADH example 1");
    expect(withheldOf(k, job("1", job1), job("2", job2))).toEqual(["2/t 123"]);
  });

  test("ADH example 2: the total differs by as few as the row, so another goes with it", () => {
    const { job1, job2, k } = caseOf("ADH example 2");
    expect(withheldOf(k, job("1", job1), job("2", job2))).toEqual(["2/t 123"]);
    const withTotals = withheldOf(k, job("1", job1, true), job("2", job2, true));
    expect(withTotals).toContain("2/t 123");
    expect(withTotals.filter((row) => row !== "2/t 123")).toHaveLength(1);
  });

  test("same counts, disjoint people", () => {
    const { job1, job2, k } = caseOf("same counts");
    expect(withheldOf(k, job("1", job1), job("2", job2))).toEqual([]);
  });

  test("a cumulative measure of which one contribution changed", () => {
    const { t1, t2, k } = caseOf("cumulative measure");
    expect(withheldOf(k, cumulative("1", t1), cumulative("2", t2))).toEqual(["2/t Champions|Kansai revenue"]);
  });

  test("overlapping dimension sets", () => {
    const { k, tableA, tableB } = caseOf("overlapping dimension sets");
    const customers = Object.entries(tableB).flatMap(([cell, count]) => {
      const [segment = "", channel = ""] = cell.split("|");
      return people(cell, count, { segment, channel });
    });
    expect(customers).toHaveLength(tableA["Loyal"] ?? 0);
    const made = { period: "now", customers };
    const first = { ...made, runId: "A", tables: [{ id: "t", dimensions: ["segment"], totals: false }] };
    const small = "B/t Loyal|store";
    const tables = [{ id: "t", dimensions: ["segment", "channel"], totals: false }];
    const second = { ...made, runId: "B", tables, withheld: [small] };
    expect(withheldOf(k, first, second)).toEqual(["B/t Loyal|web"]);
  });

  test("region re-definition between releases", () => {
    const { k, rel1, rel2 } = caseOf("region re-definition");
    expect(withheldOf(k, job("1", rel1), job("2", rel2))).toEqual(["2/t Kansai"]);
  });

  test("three pairwise unions, no nested pair", () => {
    const { atoms, k } = caseOf("three pairwise unions");
    const union = (runId: string, ...names: readonly string[]): MadeRelease => ({
      runId,
      period: "now",
      customers: names.flatMap((name) => people(name, atoms[name] ?? 0, { cell: "all" })),
      tables: [{ id: "t", dimensions: ["cell"], totals: false }],
    });
    expect(withheldOf(k, union("1", "A", "B"), union("2", "B", "C"))).toEqual([]);
    expect(withheldOf(k, union("1", "A", "B"), union("2", "B", "C"), union("3", "A", "C"))).toEqual(["3/t all"]);
  });

  test("same-period re-release after late data", () => {
    const { k, rel1, rel2 } = caseOf("same-period re-release");
    expect(withheldOf(k, job("1", rel1), job("2", rel2))).toEqual(["2/t At Risk|2026-10"]);
  });

  test("ordinary month-over-month churn, and few on one side only", () => {
    for (const name of ["ordinary month-over-month churn", "small on one side only"]) {
      const { k, rel1, rel2 } = caseOf(name);
      expect(withheldOf(k, job("1", rel1), job("2", rel2)), name).toEqual([]);
    }
  });

  test("a year of releases: every nested pair that differs by few, and every change of few", () => {
    const expected = JSON.parse(readFileSync(join(CASES, "rfm_ledger_expected.json"), "utf8")) as LedgerAnswers;
    const ledger = ledgerReleases(expected.primary);
    const names = Object.keys(expected.n_cells);
    const nested: unknown[] = [];
    const changed: unknown[] = [];
    for (const [index, earlier] of ledger.entries())
      for (const fresh of ledger.slice(index + 1)) {
        const { releases, atoms } = sharedReleases([fresh, earlier]);
        const rules = { minimumUnits: expected.k, areZerosProtected: false, amounts: { percent: 15, dominance: null } };
        const comparison = compareReleases(releases, atoms, rules);
        const changes = ledgerAmounts(comparison, "revenue", rules).cells.map(({ id }) => id);
        for (const { fresh: row, earlier: other, onlyFresh, onlyEarlier } of comparison.pairs) {
          const cellOf = ({ id, release, values }: typeof row) => {
            const name = names.find((one) => one.startsWith(id.slice(0, 1)));
            expect(name, `${id} of ${release}`).toBeDefined();
            return [name, values.map((value) => value ?? "Total").join("|")];
          };
          const count = (some: readonly number[]) => some.reduce((sum, atom) => sum + (atoms[atom]?.customers ?? 0), 0);
          const sides = [count(onlyFresh), count(onlyEarlier)];
          const diff = Math.max(...sides);
          if (sides.includes(0) && diff > 0 && diff < expected.k) {
            const [parent, child] = sides[0] === 0 ? [other, row] : [row, other];
            nested.push({ parent: cellOf(parent), child: cellOf(child), diff });
          }
          if (diff === 0 && changes.includes(`change ${row.id} ${other.id}`))
            changed.push([cellOf(other), cellOf(row)]);
        }
      }
    expect(sorted(nested)).toEqual(sorted(expected.nested_pairs));
    expect(sorted(changed)).toEqual(sorted(expected.contribution_pairs.map(({ cells }) => cells)));
  });
});

/** Who is in each cell. */
type Members = Readonly<Record<string, readonly number[] | { readonly members: readonly number[] }>>;

/** What a case gives, each the names that it needs. */
interface Case {
  readonly name: string;
  readonly k: number;
  readonly job1: Members;
  readonly job2: Members;
  readonly rel1: Members;
  readonly rel2: Members;
  readonly t1: readonly Contribution[];
  readonly t2: readonly Contribution[];
  readonly tableA: Readonly<Record<string, number>>;
  readonly tableB: Readonly<Record<string, number>>;
  readonly atoms: Readonly<Record<string, number>>;
}

interface Contribution {
  readonly cust: number;
  readonly cell: string;
  readonly ltv: number;
}

interface LedgerAnswers {
  readonly k: number;
  readonly n_cells: Readonly<Record<string, number>>;
  readonly primary: Readonly<Record<string, readonly string[]>>;
  readonly nested_pairs: readonly unknown[];
  readonly contribution_pairs: readonly { readonly cells: readonly unknown[] }[];
}

function caseOf(name: string): Case {
  const { cases } = JSON.parse(readFileSync(join(CASES, "cross_release.json"), "utf8")) as { cases: Case[] };
  const found = cases.find((one) => one.name.startsWith(name));
  if (found === undefined) throw new Error(`no case ${name}`);
  return found;
}

function people(name: string, count: number, values: Readonly<Record<string, string>>): CountedCustomer[] {
  return Array.from({ length: count }, (_, index) => ({
    customer: `${name} ${index}`,
    values,
    orders: 1,
    revenue: 10,
  }));
}

/** One table by `cell`, of whoever is named in each. */
function job(runId: string, members: Members, totals = false): MadeRelease {
  const customers = Object.entries(members).flatMap(([cell, own]) =>
    ("members" in own ? own.members : own).map((member) => ({
      customer: String(member),
      values: { cell },
      orders: 1,
      revenue: 10,
    })),
  );
  return { runId, period: runId, customers, tables: [{ id: "t", dimensions: ["cell"], totals }] };
}

function cumulative(runId: string, contributions: readonly Contribution[]): MadeRelease {
  const customers = contributions.map(({ cust, cell, ltv }) => ({
    customer: String(cust),
    values: { cell },
    orders: 1,
    revenue: ltv,
  }));
  return { runId, period: runId, customers, tables: [{ id: "t", dimensions: ["cell"], totals: false }] };
}

/** The releases A, B, C and D of the ledger's micro data, each with all its totals. */
function ledgerReleases(primary: LedgerAnswers["primary"]): MadeRelease[] {
  const rows = parse<Record<string, string>>(readFileSync(join(CASES, "rfm_ledger_micro.csv")), { columns: true });
  const made = (runId: string, release: string, dimensions: readonly string[]): MadeRelease => ({
    runId,
    // Pairs are asked for by nesting alone, so every release is a period of its own.
    period: runId,
    customers: rows
      .filter((row) => row["release"] === release)
      .map((row) => ({
        customer: row["cust"] ?? "",
        values: { segment: row["segment"] ?? "", region: row["region"] ?? "", channel: row["channel"] ?? "" },
        orders: Number(row["orders"]),
        revenue: Number(row["revenue"]),
      })),
    tables: [{ id: "t", dimensions, totals: true }],
    withheld: Object.entries(primary).flatMap(([name, cells]) =>
      name.startsWith(runId) ? cells.map((cell) => `${runId}/t ${cell}`) : [],
    ),
  });
  return [
    made("A", "2026-09", ["segment", "region"]),
    made("B", "2026-10", ["segment", "region"]),
    made("C", "2026-09r", ["segment", "region"]),
    made("D", "2026-09", ["segment", "channel"]),
  ];
}

function sorted(values: readonly unknown[]): string[] {
  return values.map((value) => JSON.stringify(value)).toSorted();
}
