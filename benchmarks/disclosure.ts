import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { addContributions, type Contributions, NO_CONTRIBUTIONS } from "../src/disclosure/contributions.ts";
import { protectionRules } from "../src/disclosure/protection-rules.ts";
import { protectRows } from "../src/disclosure/protect-rows.ts";
import type { Atom, ReleasedTable } from "../src/disclosure/release-rows.ts";
import { loadSolver } from "../src/disclosure/solver.ts";
import { createRandom } from "../fixtures/generate/random.ts";
import { measure } from "./measure.ts";

// Measures what it takes to protect and prove one table of three dimensions with all its totals, each size in a process of its own.
//   npm run bench:disclosure -- [--customers 300000] [--sizes 12x25x10,12x48x13]
//
// Customers fall into the values of a dimension unevenly, the last about a ninth as often as the first, so that many cells are small; they have a few
// orders each, and amounts over three orders of magnitude. Pattern and proof cover customers, orders and revenue.

const { values } = parseArgs({
  options: {
    customers: { type: "string", default: "300000" },
    sizes: { type: "string", default: "6x10x5,12x25x10,12x48x13,20x50x20" },
    once: { type: "string" },
  },
});

if (values.once === undefined) await compareSizes();
else await protectOnce(values.once);

async function compareSizes(): Promise<void> {
  process.stdout.write("size        cells  small  withheld  amounts  repairs  seconds  processor  peak MB\n");
  for (const size of values.sizes.split(",")) {
    const program = fileURLToPath(import.meta.url);
    const { output, peak_mb } = await measure(program, ["--once", size, "--customers", values.customers]);
    const once = JSON.parse(output) as Record<string, number>;
    const widths = { cells: 7, small: 7, withheld: 10, amounts: 9, repairs: 9, seconds: 9, processor: 11, peak_mb: 9 };
    const figures: Readonly<Record<string, number>> = { ...once, peak_mb };
    const columns = Object.entries(widths).map(([name, width]) => String(figures[name]).padStart(width));
    process.stdout.write(`${size.padEnd(10)}${columns.join("")}\n`);
  }
}

async function protectOnce(size: string): Promise<void> {
  const sizes = size.split("x").map(Number);
  const table = tableOf(sizes);
  const atoms = atomsOf(sizes, Number(values.customers));
  const [started, before] = [performance.now(), process.cpuUsage()];
  const rules = protectionRules({ minimumUnits: 10 });
  const { counts, amounts } = protectRows(await loadSolver(), [{ tables: [table], atoms }], rules);
  const parts = [counts, amounts.orders, amounts.revenue].filter((part) => part !== null);
  const [seconds, { user, system }] = [(performance.now() - started) / 1000, process.cpuUsage(before)];
  const unprotectable = parts.flatMap((part) => part.unprotectable);
  if (unprotectable.length > 0) throw new Error(`${unprotectable.length} cells cannot be protected`);
  process.stdout.write(
    JSON.stringify({
      cells: table.rows.length,
      small: counts.intervals.flat().length,
      withheld: counts.withheld.size,
      amounts: (amounts.orders?.withheld.size ?? 0) + (amounts.revenue?.withheld.size ?? 0),
      repairs: parts.reduce((sum, part) => sum + part.repairs, 0),
      seconds: Number(seconds.toFixed(1)),
      processor: Number(((user + system) / 1e6).toFixed(1)),
    }),
  );
}

function tableOf(sizes: readonly number[]): ReleasedTable {
  const dimensions = sizes.map((count, place) => [
    ...Array.from({ length: count }, (_, value) => `${place}-${value}`),
    null,
  ]);
  const rows = dimensions.reduce<(string | null)[][]>(
    (heads, next) => heads.flatMap((head) => next.map((value) => [...head, value])),
    [[]],
  );
  return { id: "table", dimensions: sizes.map((_, place) => `d${place}`), hasOrders: true, hasRevenue: true, rows };
}

/** Seeded: the same size and number give the same customers. */
function atomsOf(sizes: readonly number[], customers: number): Atom[] {
  const random = createRandom(`disclosure/${sizes.join("x")}`);
  const weights = sizes.map((count) =>
    Array.from({ length: count }, (_, value) => [value, Math.round(900 * Math.exp((-2.2 * value) / count))] as const),
  );
  const atoms = new Map<string, Atom>();
  for (let customer = 0; customer < customers; customer += 1) {
    const own = weights.map((dimension) => random.weighted(dimension));
    const key = own.join();
    const atom = atoms.get(key);
    const orders = random.between(1, 6);
    const revenue = orders * 10 ** random.between(0, 3);
    const { contributions = { orders: NO_CONTRIBUTIONS, bought: NO_CONTRIBUTIONS, refunds: NO_CONTRIBUTIONS } } =
      atom ?? {};
    atoms.set(key, {
      values: Object.fromEntries(own.map((value, place) => [`d${place}`, `${place}-${value}`])),
      customers: (atom?.customers ?? 0) + 1,
      orders: (atom?.orders ?? 0) + orders,
      revenue: (atom?.revenue ?? 0) + revenue,
      contributions: {
        orders: addContributions(contributions.orders, ofOne(orders)),
        bought: addContributions(contributions.bought, ofOne(revenue)),
        refunds: NO_CONTRIBUTIONS,
      },
    });
  }
  return [...atoms.values()];
}

function ofOne(total: number): Contributions {
  return { total, contributors: 1, first: total, second: 0 };
}
