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

/** What to make of a file. */
export interface Proposal {
  /** None when the file could not be taken for any table. */
  readonly sources: readonly ProposedSource[];
  /** The table it comes closest to, and what that lacks. */
  readonly closest: { readonly table: ProposedTable; readonly missing: readonly MissingColumn[] };
  /** Columns that speak of consent, refusals or a state: mapped by hand or not at all. */
  readonly byHand: readonly string[];
  /** Columns that nothing is read from. */
  readonly unused: readonly string[];
}

/**
 * What a file may be, from its header and a few records: which input table, and which column is which. Columns that speak of
 * consent or refusals are never proposed, whatever they hold. Pure; the same sample gives the same proposal.
 */
export function proposeSources(sample: SampleTable): Proposal {
  const file = fileColumns(sample);
  const closest = closestDraft(file);
  const sources = closest.missing.length === 0 ? closest.sources : [];
  const used = new Set(sources.flatMap((source) => source.columns.flatMap(({ from }) => from)));
  return {
    sources,
    closest: { table: closest.table, missing: closest.missing },
    byHand: sample.header.filter(isNeverGuessed),
    unused: file.columns.map(({ name }) => name).filter((name) => !used.has(name)),
  };
}

/** What lacks least; orders before contact points before customers, unless a file of customers only tells of orders too. */
function closestDraft(file: FileColumns): Draft {
  const [orders, points, people] = [transactionsOf(file), contactPointsOf(file), customersOf(file)];
  const drafts = isListOfPeople(file, people) ? [people, orders, points] : [orders, points, people];
  return drafts.reduce((best, other) => (distanceOf(other) < distanceOf(best) ? other : best));
}

/** A column that is there and cannot be read is nearer than one that is not there. */
function distanceOf({ missing }: Draft): number {
  return missing.reduce((sum, { unreadable }) => sum + (unreadable === null ? 100 : 1), 0);
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
