import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { Highs } from "highs";
import { beforeAll, describe, expect, test } from "vitest";

import {
  type AmountRules,
  type Contributions,
  isAmountUnsafe,
  leastError,
} from "../../src/disclosure/contributions.ts";
import type { JointModel, ModelCell } from "../../src/disclosure/joint-model.ts";
import { protectModel } from "../../src/disclosure/protect-model.ts";
import { loadSolver } from "../../src/disclosure/solver.ts";
import { possibleInterval } from "../oracle/interval-attacker.ts";
import { broughtBy } from "../support/contributions.ts";
import { ROOT } from "../support/tidy/source-files.ts";

const CASES = join(ROOT, "../shared/cases/disclosure");
const isHere = existsSync(CASES);
const isOptional = (process.env["CI"] ?? "") !== "true";

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(CASES, name), "utf8"));
}

/** No rule but the dominance. */
function dominated(units: 1 | 2, percent: number): AmountRules {
  return { percent: 0, dominance: { units, percent } };
}

function near(percent: number): AmountRules {
  return { percent, dominance: null };
}

describe.skipIf(!isHere && isOptional)("published cells with dominance (skipped without ../shared)", () => {
  type Answer = { readonly primary: readonly boolean[] };
  const RULES: Readonly<Record<string, AmountRules>> = {
    nk_2_90: dominated(2, 90),
    nk_1_70: dominated(1, 70),
    nk_2_98_holding: dominated(2, 98),
    p10: near(10),
    p15: near(15),
    p10_holding: near(10),
  };

  test.each(Object.entries(RULES))("%s: the same are unsafe, at the boundary too", (name, rules) => {
    const published = read("dominance_unit.json") as {
      readonly cells: readonly string[];
      readonly records: readonly Readonly<Record<string, string>>[];
    } & Readonly<Record<string, Answer>>;
    const unit = name.endsWith("holding") ? "holding" : "record";
    const ofCells = published.cells.map((cell) => {
      const records = published.records.filter(({ v1 }) => v1 === cell);
      return broughtBy(records.map((record) => ({ unit: record[unit] ?? "", amount: Number(record["num"]) })));
    });
    expect(ofCells.map((cell) => isAmountUnsafe(cell, rules))).toEqual(published[name]?.primary);
  });
});

describe.skipIf(!isHere && isOptional)("the handbook's examples of amounts (skipped without ../shared)", () => {
  test("are unsafe by the rules that they are of, and by no others", () => {
    interface Rule {
      readonly contrib: readonly number[];
      readonly X: number;
      readonly rule: string;
      readonly unsafe: boolean;
    }
    const { rules } = read("handbook_numeric.json") as { readonly rules: readonly Rule[] };
    const found = rules.map(({ contrib: [first = 0, second = 0], X: total, rule }) => {
      const [, units, percent] = /^\((\d),([\d.]+?)\.*\)$/u.exec(rule) ?? [];
      const asked =
        units === undefined ? near(Number(rule.split("=")[1])) : dominated(units === "1" ? 1 : 2, Number(percent));
      return isAmountUnsafe({ total, contributors: 20, first, second }, asked);
    });
    expect(found).toEqual(rules.map(({ unsafe }) => unsafe));
  });

  test("with sums beside counts are unsafe where one or two bring nearly all, or two units are behind many rows", () => {
    const { cases } = read("multi_measure.json") as {
      readonly cases: readonly {
        readonly name: string;
        readonly contrib?: readonly number[];
        readonly distinct_payers?: number;
      }[];
    };
    const ofCase = (name: string) =>
      broughtBy(
        (cases.find((one) => one.name === name)?.contrib ?? []).map((amount, unit) => ({ unit: `${unit}`, amount })),
      );
    expect(isAmountUnsafe(ofCase("dominance inside a large count"), near(10))).toBe(true);
    const two = ofCase("two-person dominance hidden by (1,k)");
    expect([isAmountUnsafe(two, dominated(1, 90)), isAmountUnsafe(two, near(10))]).toEqual([false, true]);
    const payers = cases.find(({ name }) => name.startsWith("household"))?.distinct_payers ?? 0;
    const accounts = Array.from({ length: 12 }, (_, account) => ({ unit: `payer ${account % payers}`, amount: 100 }));
    expect(isAmountUnsafe(broughtBy(accounts), near(10))).toBe(true);
    expect(isAmountUnsafe(broughtBy(accounts.map(({ amount }, unit) => ({ unit: `${unit}`, amount }))), near(10))).toBe(
      false,
    );
  });
});

describe.skipIf(!isHere && isOptional)("a published table of amounts by company (skipped without ../shared)", () => {
  const P10 = near(10);

  interface PublishedCell {
    readonly id: number;
    readonly key: Readonly<Record<"geo" | "sector4", string>>;
    readonly value: number;
    readonly members: number | readonly number[];
    readonly primary: boolean;
    readonly suppressed: boolean;
  }
  interface Published {
    readonly inner: readonly (Readonly<Record<string, string>> & { readonly value: number })[];
    readonly cells: readonly PublishedCell[];
    readonly publish_table: readonly {
      readonly geo: string;
      readonly sector4: string;
      readonly n_non0_contr: number;
      readonly lomax_value: number | null;
      readonly upmin_value: number | null;
    }[];
  }

  let highs: Highs;
  let published: Published;
  let brought: (members: readonly number[]) => Contributions;
  beforeAll(async () => {
    highs = await loadSolver();
    published = read("magnitude1_ppercent10.json") as Published;
    const records: Record<string, string>[] = parse(readFileSync(join(CASES, "magnitude1_micro.csv"), "utf8"), {
      columns: true,
    });
    // A company is in several cells, so that what it brings is added up first.
    brought = (members) =>
      broughtBy(
        members.flatMap((member) => {
          const inner = published.inner[member];
          return records
            .filter(({ geo, sector4 }) => geo === inner?.["geo"] && sector4 === inner?.["sector4"])
            .map(({ company = "", value }) => ({ unit: company, amount: Number(value) }));
        }),
      );
  });

  const membersOf = ({ members }: PublishedCell) => [members].flat().map((member) => member - 1);

  test("has its primary cells, contributors and protection levels to the cell", () => {
    for (const cell of published.cells) {
      const contributions = brought(membersOf(cell));
      const { total, first, second, contributors } = contributions;
      expect([cell.id, total]).toEqual([cell.id, expect.closeTo(cell.value, 6)]);
      expect([cell.id, isAmountUnsafe(contributions, P10)]).toEqual([cell.id, cell.primary]);
      const row = published.publish_table.find(
        ({ geo, sector4 }) => geo === cell.key.geo && sector4 === cell.key.sector4,
      );
      expect([cell.id, contributors]).toEqual([cell.id, row?.n_non0_contr]);
      // The published levels leave out what the others bring; the error asked for here is never less.
      const error = leastError(contributions, P10);
      const level = error - (total - first - second);
      if (!cell.primary) continue;
      expect([cell.id, row?.lomax_value]).toEqual([cell.id, expect.closeTo(total - level, 6)]);
      expect([cell.id, row?.upmin_value]).toEqual([cell.id, expect.closeTo(total + level, 6)]);
      expect(error).toBeGreaterThanOrEqual(level - 1e-9);
    }
  });

  test("is protected with few more cells than published, and every primary cell by a tenth of what the greatest brings", () => {
    const model: JointModel = {
      variables: published.inner.map(({ value }, leaf) => ({ leaf, value, least: 0, isWhole: false })),
      cells: published.cells.map((cell): ModelCell => {
        const error = leastError(brought(membersOf(cell)), P10);
        return {
          id: String(cell.id),
          row: String(cell.id),
          variables: membersOf(cell),
          fate: "open",
          need: cell.primary ? { below: error, above: error } : null,
          order: -cell.value,
        };
      }),
      inequalities: [],
      isUnsafeUnion: (members) => isAmountUnsafe(brought(members), P10),
    };
    const { withheld, unprotectable } = protectModel(highs, model);
    expect(unprotectable).toEqual([]);
    const suppressed = published.cells.filter((cell) => cell.suppressed).length;
    expect(withheld.size).toBeLessThanOrEqual(1.2 * suppressed);
    const shown = published.cells
      .filter(({ id }) => !withheld.has(String(id)))
      .map((cell) => ({ unknowns: membersOf(cell), value: cell.value }));
    const least = published.inner.map(() => 0);
    for (const cell of published.cells.filter(({ primary }) => primary)) {
      expect([cell.id, withheld.has(String(cell.id))]).toEqual([cell.id, true]);
      const error = leastError(brought(membersOf(cell)), P10);
      const [low, high] = possibleInterval(highs, least, shown, membersOf(cell));
      expect([cell.id, low <= cell.value - error + 1e-6, high >= cell.value + error - 1e-6]).toEqual([
        cell.id,
        true,
        true,
      ]);
    }
  });
});
