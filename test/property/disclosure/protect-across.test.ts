import fc from "fast-check";
import type { Highs } from "highs";
import { beforeAll, describe, expect, test, vi } from "vitest";

import type { Combination, JointModel } from "../../../src/disclosure/joint-model.ts";
import { type AcrossProtection, coverAcross, protectAcross } from "../../../src/disclosure/ledger/protect-across.ts";
import type { SharedAtom } from "../../../src/disclosure/ledger/shared-atoms.ts";
import { protectionRules } from "../../../src/disclosure/protection-rules.ts";
import { loadSolver } from "../../../src/disclosure/solver.ts";
import { whichFollow } from "../../oracle/linear-attacker.ts";
import { type CountedCustomer, type MadeRelease, sharedReleases } from "../../support/shared-releases.ts";

const K = 3;
const RULES = protectionRules({ minimumUnits: K });
const RUNS = process.env["GK_LONG"] === "1" ? 1000 : 40;

// A minute is enough for each forty on a busy machine.
vi.setConfig({ testTimeout: 180_000 + RUNS * 2000 });

/** Where a customer is in one release, and what they have bought by then; null where they are not counted. */
type Place = { readonly a: number; readonly b: number; readonly revenue: number } | null;

/** A few customers over three releases: most stay where they are and buy nothing, as from one night to the next. */
const histories = fc.array(
  fc.tuple(
    anyPlace(),
    fc.option(anyPlace(), { nil: undefined, freq: 3 }),
    fc.option(anyPlace(), { nil: undefined, freq: 3 }),
  ),
  { minLength: 8, maxLength: 24 },
);

function anyPlace(): fc.Arbitrary<Place> {
  const counted = fc.record({ a: fc.nat(2), b: fc.nat(1), revenue: fc.integer({ min: 1, max: 40 }) });
  return fc.option(counted, { nil: null, freq: 8 });
}

describe("releases one after the other", () => {
  let highs: Highs;
  beforeAll(async () => {
    highs = await loadSolver();
  });

  test("give by no combination what one of them hides, nor few customers by whom or by what two of them differ", () => {
    let differences = 0;
    fc.assert(
      fc.property(histories, (customers) => {
        const made = publishedInTurn(
          [0, 1, 2].map((moment) => releaseOf(customers, moment)),
          (releases, atoms) => protectAcross(highs, releases, atoms, RULES),
        );
        for (const measure of ["customers", "revenue"] as const) {
          const { model, published, secrets } = attackOn(made, measure);
          differences += secrets.filter(({ isDifference }) => isDifference).length;
          expect([measure, whichFollow(model, published, secrets).map(({ name }) => name)]).toEqual([measure, []]);
        }
      }),
      { numRuns: RUNS },
    );
    expect(differences).toBeGreaterThan(RUNS);
  });

  test("give nothing of that by arithmetic where there are too many groups to ask how near a reader comes", () => {
    let covers = 0;
    fc.assert(
      fc.property(histories, (customers) => {
        const made = publishedInTurn(
          [0, 1, 2].map((moment) => releaseOf(customers, moment)),
          (releases, atoms) => coverAcross(releases, atoms, RULES),
        );
        const { model, published, secrets } = attackOn(made, "customers");
        expect(whichFollow(model, published, secrets).map(({ name }) => name)).toEqual([]);
        covers += made.reduce((sum, { withheld }) => sum + withheld.length, 0);
      }),
      { numRuns: RUNS },
    );
    expect(covers).toBeGreaterThan(RUNS);
  });
});

function releaseOf(
  customers: readonly (readonly [Place, Place | undefined, Place | undefined])[],
  moment: number,
): MadeRelease {
  const counted = customers.flatMap((history, index): CountedCustomer[] => {
    const known = history.slice(0, moment + 1).findLast((one) => one !== undefined) ?? null;
    if (known === null) return [];
    const { a, b, revenue } = known;
    return [{ customer: String(index), values: { a: `a${a}`, b: `b${b}` }, orders: 1, revenue }];
  });
  return {
    runId: `r${moment}`,
    period: `r${moment}`,
    customers: counted,
    tables: [
      { id: "ab", dimensions: ["a", "b"], totals: true },
      { id: "b", dimensions: ["b"], totals: true },
    ],
  };
}

/** What is withheld of each, small cells first and then what the ones before ask for. */
function publishedInTurn(
  made: readonly MadeRelease[],
  protect: (releases: readonly LedgerRelease[], atoms: readonly SharedAtom[]) => AcrossProtection,
): PublishedRelease[] {
  const before: PublishedRelease[] = [];
  for (const own of made) {
    const small = rowsOf(own).filter(({ members }) => members.size > 0 && members.size < K);
    const fresh = { ...own, withheld: small.map(({ id }) => id) };
    const { releases, atoms } = sharedReleases([fresh, ...before]);
    const earlier = before.map(({ withheldRevenue }, index) => withAmounts(releases[index + 1], withheldRevenue));
    const { withheld, withheldAmounts, whole } = protect(
      [...releases.slice(0, 1), ...earlier.flatMap((one) => one ?? [])],
      atoms,
    );
    const tables = own.tables.map((table, place) => ({ ...table, isWhole: whole.has(place) }));
    const hidden = rowsOf({ ...own, tables: tables.filter(({ isWhole }) => isWhole) });
    const all = [...fresh.withheld, ...withheld, ...hidden.map(({ id }) => id)];
    before.push({ ...fresh, tables, withheld: all, withheldRevenue: [...all, ...withheldAmounts.revenue] });
  }
  return before;
}

interface PublishedRelease extends MadeRelease {
  readonly withheld: readonly string[];
  readonly withheldRevenue: readonly string[];
}

type LedgerRelease = ReturnType<typeof sharedReleases>["releases"][number];

function withAmounts(release: LedgerRelease | undefined, revenue: readonly string[]): LedgerRelease | undefined {
  if (release === undefined) return undefined;
  const tables = release.tables.map((table) => ({
    ...table,
    rows: table.rows.map((row) => ({
      ...row,
      withheldAmounts: revenue.includes(row.id) ? (["revenue"] as const) : [],
    })),
  }));
  return { ...release, tables };
}

interface MadeRow {
  readonly id: string;
  readonly members: ReadonlySet<string>;
}

/** Every row of every table, with the customers in it. */
function rowsOf({ runId, tables, customers }: MadeRelease): MadeRow[] {
  return tables.flatMap(({ id, dimensions }) => {
    const values = dimensions.map((name) => [...new Set(customers.map((one) => one.values[name] ?? "")), null]);
    const [first = [], second = [undefined]] = values;
    return first.flatMap((one) =>
      second.map((other) => {
        const own = other === undefined ? [one] : [one, other];
        const isIn = (customer: CountedCustomer) =>
          own.every((value, index) => value === null || customer.values[dimensions[index] ?? ""] === value);
        const members = new Set(customers.filter(isIn).map(({ customer }) => customer));
        return { id: `${runId}/${id} ${own.map((value) => value ?? "*").join("|")}`, members };
      }),
    );
  });
}

interface Secret extends Combination {
  readonly name: string;
  readonly isDifference: boolean;
}

/** The reader's equations with an unknown for each customer and release, and what must not follow from them. */
function attackOn(made: readonly PublishedRelease[], measure: "customers" | "revenue") {
  const everybody = [...new Set(made.flatMap(({ customers }) => customers.map(({ customer }) => customer)))];
  const isOut = ({ withheld, withheldRevenue }: PublishedRelease, { id }: MadeRow) =>
    !(measure === "customers" ? withheld : withheldRevenue).includes(id);
  // Who is counted is the same unknown in every release that counts them alike; what they bought is another in each.
  const keyOf = (release: number, customer: string) =>
    measure === "customers" ? groupOf(made, customer) : release * everybody.length + everybody.indexOf(customer);
  const combination = (release: number, members: Iterable<string>, sign: number) => {
    const terms = new Map<number, number>();
    for (const member of members) terms.set(keyOf(release, member), sign);
    return terms;
  };
  const rows = made.map(rowsOf);
  const published = made.flatMap((release, index) =>
    (rows[index] ?? [])
      .filter((row) => isOut(release, row))
      .map((row) => asCombination(combination(index, row.members, 1))),
  );
  const secrets = made.flatMap((fresh, later) => [
    ...(rows[later] ?? [])
      .filter(({ members }) => members.size > 0 && members.size < K)
      .map((row) => ({ name: row.id, isDifference: false, ...asCombination(combination(later, row.members, 1)) })),
    ...made.slice(0, later).flatMap((earlier, index) =>
      (rows[later] ?? []).flatMap((row) =>
        (rows[index] ?? [])
          .filter((other) => isOut(earlier, other) && isSecret(made, [row, other], [later, index], measure))
          .map((other): Secret => {
            const terms = combination(later, row.members, 1);
            for (const [variable, weight] of combination(index, other.members, -1))
              terms.set(variable, (terms.get(variable) ?? 0) + weight);
            return { name: `${row.id} less ${other.id}`, isDifference: true, ...asCombination(terms) };
          }),
      ),
    ),
  ]);
  const size = measure === "customers" ? 10_000 : made.length * everybody.length;
  const used = [...new Set([...published, ...secrets].flatMap(({ variables }) => variables))];
  const place = new Map(used.map((variable, index) => [variable, index]));
  const packed = <Own extends Combination>(own: Own): Own => ({
    ...own,
    variables: own.variables.map((variable) => place.get(variable) ?? size),
  });
  const model: JointModel = {
    variables: used.map((leaf) => ({ leaf, value: 0, least: 0, isWhole: true })),
    cells: [],
    inequalities: [],
    isUnsafeUnion: () => false,
  };
  return { model, published: published.map(packed), secrets: secrets.map(packed) };
}

/** The number of the group of customers who are in the same place of every release. */
function groupOf(made: readonly MadeRelease[], customer: string): number {
  const placeIn = ({ customers }: MadeRelease) => customers.find((one) => one.customer === customer)?.values;
  const code = (values: CountedCustomer["values"] | undefined) =>
    values === undefined ? 6 : Number(values["a"]?.slice(1)) * 2 + Number(values["b"]?.slice(1));
  return made.reduce((sum, release) => sum * 7 + code(placeIn(release)), 0);
}

function asCombination(terms: ReadonlyMap<number, number>): Required<Combination> {
  const kept = [...terms].filter(([, weight]) => weight !== 0);
  return { variables: kept.map(([variable]) => variable), coefficients: kept.map(([, weight]) => weight) };
}

/** Whether nobody may learn by how many, or by what, two nested rows differ. */
function isSecret(
  made: readonly MadeRelease[],
  [row, other]: readonly [MadeRow, MadeRow],
  [later, earlier]: readonly [number, number],
  measure: "customers" | "revenue",
): boolean {
  // What is too small by itself is a secret by itself.
  if (row.members.size < K || other.members.size === 0) return false;
  const gone = [...other.members].filter((member) => !row.members.has(member));
  const come = [...row.members].filter((member) => !other.members.has(member));
  if (gone.length > 0 && come.length > 0) return false;
  const few = gone.length + come.length;
  if (measure === "customers") return few > 0 && few < K;
  const boughtIn = (release: number, member: string) =>
    made[release]?.customers.find(({ customer }) => customer === member)?.revenue ?? 0;
  const changes = [...new Set([...row.members, ...other.members])]
    .map((member) =>
      Math.abs(
        (row.members.has(member) ? boughtIn(later, member) : 0) -
          (other.members.has(member) ? boughtIn(earlier, member) : 0),
      ),
    )
    .filter((change) => change > 0)
    .toSorted((a, b) => b - a);
  const [first = 0, second = 0] = changes;
  const total = changes.reduce((sum, change) => sum + change, 0);
  return changes.length > 0 && (changes.length < K || total - first - second < 0.15 * first);
}
