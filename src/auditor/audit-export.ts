import type { Highs } from "highs";

import { attack, type AttackResult } from "./attack.ts";
import type { CountedCustomers } from "./counted-customers.ts";
import { narrowByEarlier, ofSameMoment } from "./beside-releases.ts";
import { differences } from "./differences.ts";
import { equationsOf } from "./equations.ts";
import { cellKey, type Universe, universesOf } from "./known-cells.ts";
import { type SaidNumber, saidNumbers } from "./numbers-in-text.ts";
import { type Objection, objection } from "./objections.ts";
import type { WrittenExport } from "./read-export.ts";
import { rowObjections } from "./row-objections.ts";
import { addShares } from "./share-spans.ts";
import type { WrittenTable } from "./written-table.ts";

/** What an audit of written files found, and how much it looked at. */
export interface ExportAudit {
  readonly objections: readonly Objection[];
  readonly remarks: readonly Objection[];
  readonly checked: {
    readonly files: number;
    readonly tables: number;
    readonly rows: number;
    /** Numbers that no file prints. */
    readonly withheld: number;
    readonly equations: number;
    /** Cells that another release has too. */
    readonly compared: number;
    /** Withheld numbers that were looked at by elimination alone. */
    readonly withoutProgram: number;
    /** Whether every equation was looked at. */
    readonly isWhole: boolean;
  };
}

/**
 * Audits what was written, beside what was written earlier, as a reader would attack it: by what each row says, by everything that follows exactly, by how closely linear programs hold what does
 * not, and by differences between releases. Knows nothing but the files, unless it is given the customers whom they count: then it judges by them what must not be known, and by whom.
 *
 * Source: disclosure.md §6. Throws on an error of the solver.
 */
export function auditExport(
  highs: Highs,
  written: WrittenExport,
  earlier: readonly WrittenTable[],
  counted: readonly CountedCustomers[] = [],
): ExportAudit {
  const { tables, lines, files } = written;
  const universes = universesOf(tables);
  const before = universesOf(earlier);
  const said = saidNumbers(lines, printedIn(tables));
  const releases = ofSameMoment(tables, earlier);
  const attacks = universes.map((universe) => {
    narrowByEarlier(universe, before);
    const alone = () => attackUniverse(highs, universe, tables, { said, counted });
    return attackBeside(highs, universe.name, { tables, releases, before, said }) ?? alone();
  });
  const compared = differences(universes, before);
  const sum = (of: (result: AttackResult) => number) => attacks.reduce((all, result) => all + of(result), 0);
  return {
    objections: once([
      ...tables.flatMap(rowObjections),
      ...universes.flatMap(contradictionsOf),
      ...attacks.flatMap(({ objections }) => objections),
      ...compared.objections,
    ]),
    remarks: once(compared.remarks),
    checked: {
      files: files.length,
      tables: tables.length,
      rows: tables.reduce((all, { rows }) => all + rows.length, 0),
      withheld: sum(({ asked }) => asked),
      equations: sum(({ equations }) => equations),
      compared: compared.compared,
      withoutProgram: sum(({ withoutProgram }) => withoutProgram),
      isWhole: attacks.every(({ isWhole }) => isWhole),
    },
  };
}

function attackUniverse(
  highs: Highs,
  universe: Universe,
  tables: readonly WrittenTable[],
  { said, counted }: { readonly said: readonly SaidNumber[]; readonly counted: readonly CountedCustomers[] },
): AttackResult {
  const sums = addShares(universe, tables);
  // Who is counted now, with all they ever bought, says nothing of other moments and of the sales of a period.
  const own = universe.isOwnMoment && !universe.hasPrevious && !universe.areFlows ? counted : [];
  return attack(highs, equationsOf(universe, sums, own), said);
}

/** What is read of one moment, and what other releases say of it. */
interface Releases {
  readonly tables: readonly WrittenTable[];
  /** Of the same moment. */
  readonly releases: readonly (readonly WrittenTable[])[];
  readonly before: readonly Universe[];
  readonly said: readonly SaidNumber[];
}

/**
 * Attacks what all releases of one moment say together; where they contradict each other, so that they do not count the same customers, each other one by itself beside the new. Null where none can be
 * laid beside it. What older ones give away by themselves is no fault of the new.
 */
function attackBeside(highs: Highs, name: string, { tables, releases, before, said }: Releases): AttackResult | null {
  const own = new Set(tables.map(({ file }) => file));
  const isNew = ({ place, combination }: Objection) =>
    [place, ...combination.map((part) => part.place)].some(({ file }) => own.has(file));
  const attackWith = (beside: readonly WrittenTable[]): AttackResult | null => {
    const old = universesOf(beside).find((one) => one.name === name);
    if (old === undefined) return null;
    const told = attackUniverse(highs, old, beside, { said: [], counted: [] }).objections.map(nameOf);
    const all = [...tables, ...beside];
    const universe = universesOf(all).find((one) => one.name === name);
    if (universe === undefined || universe.contradictions.length > 0) return null;
    narrowByEarlier(universe, before);
    const result = attackUniverse(highs, universe, all, { said, counted: [] });
    if (result.objections.some(({ kind }) => kind === "contradiction")) return null;
    return { ...result, objections: result.objections.filter((one) => isNew(one) && !told.includes(nameOf(one))) };
  };
  if (releases.length === 0) return null;
  const whole = attackWith(releases.flat());
  if (whole !== null || releases.length === 1) return whole;
  const each = releases.flatMap((release) => attackWith(release) ?? []);
  const [first] = each;
  return first === undefined ? null : { ...first, objections: each.flatMap(({ objections }) => objections) };
}

/** Which number it is about. */
function nameOf({ place }: Objection): string {
  return `${cellKey(place.values)} ${place.measure}`;
}

function printedIn(tables: readonly WrittenTable[]): Set<bigint> {
  const numbers = tables.flatMap(({ rows }) => rows.flatMap(({ printed }) => printed));
  return new Set(numbers.flatMap((number) => (number === null ? [] : [number.value])));
}

function contradictionsOf({ contradictions }: Universe): Objection[] {
  return contradictions.map(([one, other]) =>
    objection("contradiction", other, { low: null, high: null }, [{ times: null, place: one }]),
  );
}

/** The same number in several formats of a table is one. */
function once(objections: readonly Objection[]): Objection[] {
  const byCell = new Map<string, Objection>();
  for (const one of objections) {
    const key = `${one.kind} ${nameOf(one)}`;
    if (!byCell.has(key)) byCell.set(key, one);
  }
  return [...byCell.values()];
}
