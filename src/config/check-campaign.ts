import { audienceColumns, type AudienceColumn, type ExtraColumn } from "../domain/audience-columns.ts";
import { nearest } from "../expression/suggest.ts";
import type { Vendor } from "../domain/vendor.ts";
import {
  funnelMissing,
  purposeUnknown,
  recipientMissing,
  sendBackwards,
  sendIncomplete,
  serviceRestricted,
  vendorUnknown,
  type GatekeeperError,
} from "../errors.ts";
import type { LocalizedText } from "../language.ts";
import type { CampaignShape } from "./campaign-schema.ts";
import { checkListColumns } from "./check-list-columns.ts";
import { checkAudience } from "./expression-leaf.ts";
import { checkBudget } from "./read-allocation.ts";
import type { ReadItems } from "./read-files.ts";
import { listOf, repeatedValues } from "./read-report.ts";
import type { YamlFile } from "./yaml-file.ts";

/** What a campaign is checked against; a part of gatekeeper.yaml that could not be read is undefined and checks nothing. */
export interface CampaignSurroundings {
  readonly controller: string | undefined;
  readonly purposes: readonly string[] | undefined;
  readonly extraColumns: readonly ExtraColumn[] | undefined;
  readonly segmentIds: readonly string[] | undefined;
  /** Whether the project has a customer funnel. */
  readonly hasFunnel: boolean | undefined;
  readonly vendors: ReadItems<Vendor>;
}

type Parts = Partial<CampaignShape>;

/** Everything wrong with a campaign beyond the shape of its file. */
export function checkCampaign(
  file: YamlFile,
  parts: Parts,
  surroundings: CampaignSurroundings,
): readonly GatekeeperError[] {
  const { extraColumns } = surroundings;
  const columns = extraColumns && audienceColumns(extraColumns);
  return [
    ...checkPurpose(file, parts, surroundings),
    ...(parts.audience === undefined || columns === undefined
      ? []
      : checkAudience(file, ["audience"], parts.audience, { columns, segmentIds: surroundings.segmentIds })),
    ...checkList(file, parts, surroundings),
    ...checkExecutor(file, parts, surroundings),
    ...checkSend(file, parts),
    ...(extraColumns === undefined ? [] : checkListColumns(file, parts, extraColumns)),
    ...repeatedValues(file, listOf(["columns"], parts.columns ?? [])),
    ...(columns === undefined ? [] : checkBudget(file, parts, columns)),
    ...repeatedValues(file, listOf(["excludes"], parts.excludes ?? [])),
    ...repeatedValues(file, listOf(["uses"], parts.uses ?? [])),
    ...(parts.class === "service" ? checkService(file, parts, surroundings, columns ?? []) : []),
  ];
}

function checkPurpose(
  file: YamlFile,
  { purpose }: Parts,
  { purposes }: CampaignSurroundings,
): readonly GatekeeperError[] {
  if (purpose === undefined || purposes === undefined || purposes.includes(purpose)) return [];
  return [purposeUnknown({ purpose, suggestion: nearest(purpose, purposes) }, { at: file.at(["purpose"]) })];
}

/** The funnel's list needs the rules of a funnel. */
function checkList(file: YamlFile, { list }: Parts, { hasFunnel }: CampaignSurroundings): readonly GatekeeperError[] {
  if (list !== "funnel_target" || hasFunnel !== false) return [];
  return [funnelMissing({ word: list }, { at: file.at(["list"]) })];
}

function checkExecutor(
  file: YamlFile,
  { executor }: Parts,
  { vendors }: CampaignSurroundings,
): readonly GatekeeperError[] {
  if (executor === undefined) return [];
  const { vendor: id, recipient } = executor;
  const options = { at: file.at(["executor", "vendor"]) };
  if (!vendors.ids.includes(id)) {
    return vendors.isComplete ? [vendorUnknown({ vendor: id, suggestion: nearest(id, vendors.ids) }, options)] : [];
  }
  const vendor = vendors.items.find((item) => item.id === id);
  const isMissing = recipient === undefined && vendor !== undefined && vendor.recipient === undefined;
  return isMissing ? [recipientMissing({ vendor: id }, options)] : [];
}

/** Both days or both durations; and at least one day in the window. */
function checkSend(file: YamlFile, { send }: Parts): readonly GatekeeperError[] {
  if (send === undefined) return [];
  const options = { at: file.at(["send"]) };
  const days = [send.from, send.to].filter((day) => day !== undefined).length;
  const durations = [send.after, send.for].filter((duration) => duration !== undefined).length;
  if (!((days === 2 && durations === 0) || (days === 0 && durations === 2))) return [sendIncomplete({}, options)];
  if (send.from !== undefined && send.to !== undefined && send.to < send.from) {
    const why = {
      en: `to: ${send.to} is before from: ${send.from}`,
      "zh-CN": `to: ${send.to} 早于 from: ${send.from}`,
    };
    return [sendBackwards({ why }, options)];
  }
  return send.for?.count === 0
    ? [sendBackwards({ why: { en: "for: is nothing", "zh-CN": "for: 的时长为零" } }, options)]
    : [];
}

/** A service message speaks to a customer about what they have; it neither selects by behaviour nor advertises. */
function checkService(
  file: YamlFile,
  parts: Parts,
  { controller }: CampaignSurroundings,
  columns: readonly AudienceColumn[],
): readonly GatekeeperError[] {
  const { on_behalf_of: onBehalfOf = "self", purpose, audience, list, holdout, budget, uses = [] } = parts;
  const problems: GatekeeperError[] = [];
  const refuse = (key: string, why: LocalizedText) => problems.push(serviceRestricted({ why }, { at: file.at([key]) }));
  if (onBehalfOf !== "self" && onBehalfOf !== controller)
    refuse("on_behalf_of", { en: "is done on behalf of somebody else", "zh-CN": "是代他人进行的" });
  if (purpose === "direct_marketing" || uses.includes("direct_marketing"))
    refuse("purpose", { en: "is for direct_marketing", "zh-CN": "用于 direct_marketing" });
  const behaviour = columns.filter(
    ({ name, dataClass }) => dataClass === "behaviour" && audience?.names.includes(name),
  );
  if (behaviour.length > 0) {
    const names = behaviour.map(({ name }) => name);
    refuse("audience", { en: `selects people by ${names.join(", ")}`, "zh-CN": `按 ${names.join("、")} 挑选个人` });
  }
  if (list !== undefined) refuse("list", { en: `starts from the list ${list}`, "zh-CN": `以名单 ${list} 为起点` });
  if (holdout !== undefined) refuse("holdout", { en: "has a holdout", "zh-CN": "设有对照组" });
  if (budget !== undefined) refuse("budget", { en: "has a budget", "zh-CN": "设有预算" });
  return problems;
}
