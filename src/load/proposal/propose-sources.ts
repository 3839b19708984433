import {
  contactPointsOf,
  customersOf,
  type Draft,
  type MissingColumn,
  type ProposedSource,
  type ProposedTable,
  transactionsOf,
} from "./draft-tables.ts";
import { fileColumns, type FileColumns, type SampleTable } from "./file-columns.ts";
import { isNeverGuessed, matchName, WHOLE_NAME } from "./match-name.ts";
import { type NeverGuessed, neverGuessedOf } from "./never-guessed.ts";

/** What to make of a file. */
export interface Proposal {
  /** None when the file could not be taken for any table. */
  readonly sources: readonly ProposedSource[];
  /** The table it comes closest to, and what that lacks. */
  readonly closest: { readonly table: ProposedTable; readonly missing: readonly MissingColumn[] };
  /** Columns that speak of consent, refusals or a state: mapped by hand or not at all. None of a file that is so as a whole. */
  readonly byHand: readonly string[];
  /** Columns that nothing is read from. */
  readonly unused: readonly string[];
  /** Those of them that would name or reach customers, in a file that has not one customer a record. */
  readonly ofPeople: readonly string[];
  /** Nothing is proposed of a file that is about consent, refusals or outcomes, whatever columns it has. */
  readonly neverGuessed: NeverGuessed | null;
}

/**
 * What a file may be, from its header and a few records: which input table, and which column is which. Columns that speak of
 * consent or refusals are never proposed, whatever they hold, and nothing is of a file whose own name does, or whose header
 * is that of another table. Pure; the same sample gives the same proposal.
 */
export function proposeSources(sample: SampleTable, fileName: string): Proposal {
  const file = fileColumns(sample);
  const neverGuessed = neverGuessedOf(sample.header, fileName);
  const closest = closestDraft(file);
  const sources = closest.missing.length === 0 && neverGuessed === null ? closest.sources : [];
  const used = columnsReadBy(sources);
  return {
    neverGuessed,
    sources,
    closest: { table: closest.table, missing: closest.missing },
    byHand: neverGuessed === null ? sample.header.filter(isNeverGuessed) : [],
    unused: file.columns.map(({ name }) => name).filter((name) => !used.has(name)),
    ofPeople: sources.length === 0 ? [] : columnsOfPeople(file).filter((name) => !used.has(name)),
  };
}

function columnsReadBy(sources: readonly ProposedSource[]): ReadonlySet<string> {
  return new Set(sources.flatMap(({ columns }) => columns.flatMap(({ from }) => from)));
}

/** What names or reaches somebody: names, telephones, mail and postal addresses. */
function columnsOfPeople(file: FileColumns): string[] {
  const columns = customersOf(file).sources.flatMap((source) => source.columns);
  return columns.filter(({ column }) => column === "full_name" || column === "value").flatMap(({ from }) => from);
}

/** What lacks least; orders before contact points before customers, unless a file of customers only tells of orders too. */
function closestDraft(file: FileColumns): Draft {
  const [orders, points, people] = [transactionsOf(file), contactPointsOf(file), customersOf(file)];
  const drafts = isListOfPeople(file, people) ? [people, orders, points] : [orders, points, people];
  return drafts.reduce((best, other) => (distanceOf(other) < distanceOf(best) ? other : best));
}

/** A column that is there and cannot be read is nearer than one that is not there. */
function distanceOf({ missing }: Draft): number {
  return missing.reduce((sum, { from }) => sum + (from === null ? 100 : 1), 0);
}

/** One record a customer, with what names or reaches them, and no column that is plainly an order's own id. */
function isListOfPeople(file: FileColumns, { sources }: Draft): boolean {
  const columns = sources.flatMap((source) => source.columns);
  const hasPeople = columns.some(({ column }) => column === "full_name" || column === "value");
  const customer = file.columns.find(({ name }) =>
    columns.some(({ column, from }) => column === "customer_id" && from.includes(name)),
  );
  if (!hasPeople || customer === undefined) return false;
  const ids = file.valuesOf(customer.index).filter((id) => id.trim() !== "");
  const hasOrderId = file.columns.some(({ name }) => (matchName(name, "transaction_id")?.score ?? 0) >= WHOLE_NAME);
  return !hasOrderId && new Set(ids).size === ids.length;
}
