import { type Brought, type CountedCustomers, type CountedGroup } from "../../../src/auditor/counted-customers.ts";
import { present } from "../../../src/assert.ts";
import { isAmountUnsafe } from "../../../src/disclosure/contributions.ts";
import type { ExactTable } from "../../../src/disclosure/exact-table.ts";
import type { ProtectedRow } from "../../../src/disclosure/protected-table.ts";
import { isSmall, protectionRules } from "../../../src/disclosure/protection-rules.ts";
import type { ReportCell } from "../../../src/disclosure/report-rows.ts";
import { protectTables } from "../../support/protect-tables.ts";
import { isRevenueUnsafe } from "../../../src/disclosure/revenue-model.ts";
import { loadSolver } from "../../../src/disclosure/solver.ts";
import { dimensionsOf, type ReportDimension, type ReportTable } from "../../../src/domain/report.ts";

const highs = await loadSolver();

/** Somebody whom tables count. */
export interface Customer {
  readonly values: Readonly<Partial<Record<ReportDimension, string>>>;
  readonly orders: number;
  readonly bought: number;
  /** What of it was given back; nothing by default. */
  readonly refunds?: number;
}

/** What `print` of a release is asked to print though it is withheld. */
export interface WithheldNumber {
  readonly table: number;
  readonly row: ProtectedRow;
  readonly measure: "customers" | "orders" | "revenue";
  /** Whether it is unsafe by itself, and no cover of another. */
  readonly isPrimary: boolean;
}

/** Tables as the program protects them, and what is true of them. */
export interface ProtectedRelease {
  readonly withheld: readonly WithheldNumber[];
  readonly counted: CountedCustomers;
  /** The files of the release, with one number more than it prints. */
  readonly files: (more?: WithheldNumber) => Readonly<Record<string, string>>;
}

/** Protects tables of the same customers together, as a run does. */
export function protectedRelease(
  tables: readonly ReportTable[],
  customers: readonly Customer[],
  minimumUnits: number,
  zeros: "publish" | "protect" = "publish",
): ProtectedRelease {
  const dimensions = [...new Set(tables.flatMap(dimensionsOf))].toSorted();
  const groups = groupsOf(customers, dimensions);
  const rules = protectionRules({ minimumUnits, zeros });
  const exact = tables.map((table, index): ExactTable => ({
    id: `r/${index + 1}`,
    table,
    cells: cellsOf(table, customers),
  }));
  const atoms = groups.map(({ orders, bought, refunds, ...group }) => ({
    ...group,
    orders: orders.total,
    revenue: bought.total - refunds.total,
    contributions: { orders, bought, refunds },
  }));
  const shown = protectTables(highs, exact, [{ tables: exact.map(({ id }) => id), atoms }], rules);
  const sizeOf = (table: number, row: ProtectedRow) => {
    const names = dimensionsOf(present(tables[table], "the table is one of them"));
    const isIn = ({ values }: Customer) =>
      row.values.every((value, place) => value === null || value === values[names[place] ?? "segment"]);
    return sizeOfAll(customers.filter(isIn));
  };
  const withheld = shown.flatMap(({ rows }, table) =>
    rows.flatMap((row): WithheldNumber[] => {
      const size = sizeOf(table, row);
      const isFew = isSmall(size.customers, rules);
      if (row.isWithheld) return [{ table, row, measure: "customers", isPrimary: isFew }];
      return (["orders", "revenue"] as const)
        .filter((measure) => row.withheldMeasures.includes(measure))
        .map((measure) => {
          const isUnsafe =
            measure === "orders" ? isAmountUnsafe(size.orders, rules.amounts) : isRevenueUnsafe(size, rules.amounts);
          return { table, row, measure, isPrimary: isFew || isUnsafe };
        });
    }),
  );
  const csv = (index: number, more?: WithheldNumber) => {
    const table = present(tables[index], "the table is one of them");
    const rows = shown[index]?.rows ?? [];
    const own = more?.table === index ? more : undefined;
    return csvOf(
      table,
      rows.map((row) => ({ row, size: sizeOf(index, row) })),
      own,
    );
  };
  return {
    withheld,
    counted: { dimensions, groups },
    files: (more) => ({
      "report.json": JSON.stringify({
        run_id: "run-1",
        as_of: "2026-11-01",
        minimum_units: minimumUnits,
        title: null,
        currency: "EUR",
        zeros,
      }),
      ...Object.fromEntries(tables.map((_, table) => [`table-${table + 1}.csv`, csv(table, more)])),
    }),
  };
}

function csvOf(
  table: ReportTable,
  rows: readonly { readonly row: ProtectedRow; readonly size: Omit<CountedGroup, "values"> }[],
  more: WithheldNumber | undefined,
): string {
  const lines = rows.map(({ row, size }) => {
    const numbers = {
      customers: size.customers,
      orders: size.orders.total,
      revenue: size.bought.total - size.refunds.total,
    };
    const fields = table.measures.map((measure) => {
      const isMore = more?.row === row && more.measure === measure;
      const isWithheld = row.isWithheld || row.withheldMeasures.includes(measure);
      return isWithheld && !isMore ? "" : String(numbers[measure as keyof typeof numbers]);
    });
    const status = fields.every((field) => field === "") ? "withheld" : "partly_withheld";
    const values = row.values.map((value) => value ?? "(all)");
    return [...values, ...fields, fields.includes("") ? status : "published"].join();
  });
  return [[...dimensionsOf(table), ...table.measures, "value_status"].join(), ...lines, ""].join("\n");
}

function groupsOf(customers: readonly Customer[], dimensions: readonly ReportDimension[]): CountedGroup[] {
  const own = new Map<string, Customer[]>();
  for (const customer of customers) {
    const key = JSON.stringify(dimensions.map((name) => customer.values[name]));
    own.set(key, [...(own.get(key) ?? []), customer]);
  }
  return [...own.values()].map((group) => ({
    values: Object.fromEntries(dimensions.map((name) => [name, group[0]?.values[name] ?? ""])),
    ...sizeOfAll(group),
  }));
}

function sizeOfAll(customers: readonly Customer[]): Omit<CountedGroup, "values"> {
  return {
    customers: customers.length,
    orders: broughtBy(customers.map(({ orders }) => orders)),
    bought: broughtBy(customers.map(({ bought }) => bought)),
    refunds: broughtBy(customers.map(({ refunds = 0 }) => refunds)),
  };
}

function broughtBy(amounts: readonly number[]): Brought {
  const [first = 0, second = 0] = amounts.toSorted((a, b) => b - a);
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  return { total, contributors: amounts.filter((amount) => amount > 0).length, first, second };
}

function cellsOf(table: ReportTable, customers: readonly Customer[]): ReportCell[] {
  const names = dimensionsOf(table);
  return groupsOf(customers, names).map(({ values, customers: count, orders, bought, refunds }) => ({
    values: names.map((name) => values[name] ?? ""),
    customers: BigInt(count),
    orders: BigInt(orders.total),
    revenue: BigInt(bought.total - refunds.total) * 10_000n,
    scoreCounts: {},
    contactable: {},
  }));
}
