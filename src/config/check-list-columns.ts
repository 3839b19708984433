import { AUDIENCE_COLUMNS, type ExtraColumn } from "../domain/audience-columns.ts";
import { CHANNEL_CONTACT_POINTS, LIST_COLUMNS } from "../domain/campaign.ts";
import { INPUT_TABLES, type DataClass } from "../domain/input-tables.ts";
import { nearest } from "../expression/suggest.ts";
import { listColumnRefused, listColumnUnknown, type GatekeeperError } from "../errors.ts";
import type { CampaignShape } from "./campaign-schema.ts";
import { shown } from "./leaf-schemas.ts";
import type { YamlFile } from "./yaml-file.ts";

/**
 * The columns a campaign's list may not have: whoever carries it out gets what they need to reach the person, and never
 * behaviour, a score, a segment, an amount, a sensitive attribute or an opt-out. Source: contracts.md §4.
 */
export function checkListColumns(
  file: YamlFile,
  { columns = [], channel }: Partial<CampaignShape>,
  extraColumns: readonly ExtraColumn[],
): readonly GatekeeperError[] {
  const kinds = channel === undefined ? Object.values(CHANNEL_CONTACT_POINTS) : [CHANNEL_CONTACT_POINTS[channel]];
  const extras = extraColumns.filter(({ dataClass }) => dataClass === "personal" || dataClass === "identity");
  const allowed = [...LIST_COLUMNS, ...new Set(kinds), ...extras.map(({ name }) => name)];
  return columns.flatMap((column, index) => {
    if (allowed.includes(column)) return [];
    const options = { at: file.at(["columns", index]) };
    const why = refusalOf(column, extraColumns);
    if (why !== undefined) return [listColumnRefused({ column, why, allowed }, options)];
    return [listColumnUnknown({ column: shown(column), allowed, suggestion: nearest(column, allowed) }, options)];
  });
}

const BECAUSE: Readonly<Record<DataClass, string>> = {
  behaviour: "it is behaviour",
  sensitive: "it is sensitive",
  control: "it is a control column",
  technical: "it is technical",
  personal: "it is not needed to reach the person",
  identity: "the list has an opaque reference instead",
};

/** Why a known column stays here; undefined for a word that is no column at all. */
function refusalOf(column: string, extraColumns: readonly ExtraColumn[]): string | undefined {
  if (Object.values(CHANNEL_CONTACT_POINTS).some((kind) => kind === column))
    return "the campaign's channel does not use it";
  if (column.startsWith("opt_out_")) return BECAUSE.control;
  const known = [
    ...extraColumns,
    ...AUDIENCE_COLUMNS,
    ...INPUT_TABLES.customers,
    ...Object.values(INPUT_TABLES).flat(),
  ];
  const dataClass = known.find(({ name }) => name === column)?.dataClass;
  return dataClass === undefined ? undefined : BECAUSE[dataClass];
}
