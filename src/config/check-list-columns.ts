import { AUDIENCE_COLUMNS, type ExtraColumn } from "../domain/audience-columns.ts";
import { CHANNEL_CONTACT_POINTS, LIST_COLUMNS } from "../domain/campaign.ts";
import { INPUT_TABLES, type DataClass } from "../domain/input-tables.ts";
import { nearest } from "../expression/suggest.ts";
import { listColumnRefused, listColumnUnknown, type GatekeeperError } from "../errors.ts";
import type { LocalizedText } from "../language.ts";
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

const BECAUSE: Readonly<Record<DataClass, LocalizedText>> = {
  behaviour: { en: "it is behaviour", "zh-CN": "它属于行为数据" },
  sensitive: { en: "it is sensitive", "zh-CN": "它属于敏感数据" },
  control: { en: "it is a control column", "zh-CN": "它是控制列" },
  technical: { en: "it is technical", "zh-CN": "它属于技术数据" },
  personal: { en: "it is not needed to reach the person", "zh-CN": "联系个人不需要它" },
  identity: { en: "the list has an opaque reference instead", "zh-CN": "名单以匿名引用代替它" },
};

const OTHER_CHANNEL: LocalizedText = {
  en: "the campaign's channel does not use it",
  "zh-CN": "该营销活动的渠道用不到它",
};

/** Why a known column stays here; undefined for a word that is no column at all. */
function refusalOf(column: string, extraColumns: readonly ExtraColumn[]): LocalizedText | undefined {
  if (Object.values(CHANNEL_CONTACT_POINTS).some((kind) => kind === column)) return OTHER_CHANNEL;
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
