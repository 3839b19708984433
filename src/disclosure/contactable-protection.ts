import type { Channel } from "../domain/campaign.ts";
import type { CellSums } from "./report-measures.ts";
import { isTooSmall } from "./counts.ts";

/** As much of a table as decides what of its contactable counts may be seen. */
export interface CountedTable {
  readonly cells: readonly CellSums[];
  /** The channels it asks about. */
  readonly channels: readonly Channel[];
  /** Whether it compares with an earlier moment, whose own tables hold sums of its cells. */
  readonly isComparing: boolean;
  readonly isWithheldWhole: boolean;
}

/**
 * Of one table, whether the count of a channel is shown in a cell: in none of its cells, or in every safe one. The table's sums of
 * the channel are shown when all of its cells are.
 */
export type ChannelShown = (channel: Channel, cell: CellSums) => boolean;

/**
 * Whether the count of who could be contacted says something about single customers of a cell: it, or how many could not be, is 1 to
 * k − 1, or nobody or everybody could be, which says it of each of them. A cell without customers says nothing.
 *
 * Source: disclosure.md §2, the frequency rule and the one of shares on consent. Pure; throws nothing.
 */
export function isContactUnsafe(cell: CellSums, channel: Channel, minimumUnits: number): boolean {
  const contactable = cell.contactable[channel] ?? 0n;
  const others = cell.customers - contactable;
  const isUnsafe = (units: bigint) => units === 0n || isTooSmall(Number(units), minimumUnits);
  return cell.customers > 0n && (isUnsafe(contactable) || isUnsafe(others));
}

/**
 * For each table, in the order given, what it shows of each channel. Every table counts the same customers, so where any cell of any
 * of them is unsafe, whether or not the table asks, two tables with the channel could be subtracted from one another: only the
 * first one that would show it does, in its safe cells. A table that compares shows a channel whole or not at all.
 *
 * Source: disclosure.md §3 and §5, as far as without complementary suppression. Pure; throws nothing.
 */
export function shownChannels(tables: readonly CountedTable[], minimumUnits: number): ChannelShown[] {
  const isUnsafe = (channel: Channel) => (cell: CellSums) => isContactUnsafe(cell, channel, minimumUnits);
  const shows = ({ cells, channels, isComparing, isWithheldWhole }: CountedTable, channel: Channel) =>
    channels.includes(channel) && !isWithheldWhole && !(isComparing && cells.some(isUnsafe(channel)));
  const asked = [...new Set(tables.flatMap(({ channels }) => channels))];
  const only = new Map(
    asked
      .filter((channel) => tables.some(({ cells }) => cells.some(isUnsafe(channel))))
      .map((channel) => [channel, tables.find((table) => shows(table, channel))]),
  );
  return tables.map(
    (table) => (channel, cell) =>
      shows(table, channel) && (!only.has(channel) || only.get(channel) === table) && !isUnsafe(channel)(cell),
  );
}
