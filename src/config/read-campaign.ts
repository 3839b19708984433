import { present } from "../assert.ts";
import type { Campaign, Executor, SendRule } from "../domain/campaign.ts";
import type { Vendor } from "../domain/vendor.ts";
import { campaignSchema, type CampaignShape } from "./campaign-schema.ts";
import { checkCampaign, type CampaignSurroundings } from "./check-campaign.ts";
import { decoysOf } from "./decoys-schema.ts";
import { expressionText } from "./expression-leaf.ts";
import { budgetOf, capsOf, holdoutOf } from "./read-allocation.ts";
import type { ReadItem } from "./read-files.ts";
import { readShape } from "./read-shape.ts";
import type { YamlFile } from "./yaml-file.ts";

/** Reads one file of campaigns/ and checks it against the project and its vendors. */
export function readCampaign(file: YamlFile, surroundings: CampaignSurroundings): ReadItem<Campaign> {
  const { whole, parts, problems } = readShape("campaign", file, campaignSchema);
  const all = [...problems, ...checkCampaign(file, parts, surroundings)];
  const item = whole === undefined || all.length > 0 ? undefined : campaignOf(file, whole, surroundings);
  return { id: parts.id, idAt: file.at(["id"]), item, problems: all };
}

function campaignOf(
  file: YamlFile,
  shape: CampaignShape,
  { controller, vendors }: CampaignSurroundings,
): Campaign | undefined {
  const executor = shape.executor && executorOf(shape.executor, vendors.items);
  if (shape.executor !== undefined && executor === undefined) return undefined;
  return {
    id: shape.id,
    title: shape.title,
    purpose: shape.purpose,
    reason: shape.reason,
    onBehalfOf: shape.on_behalf_of === controller ? "self" : shape.on_behalf_of,
    topic: shape.topic,
    channel: shape.channel,
    audience: expressionText(file, ["audience"], shape.audience),
    list: shape.list,
    executor,
    send: sendRule(shape.send),
    hours: shape.send.hours,
    priority: shape.priority,
    caps: capsOf(shape.caps),
    holdout: holdoutOf(shape.holdout),
    budget: budgetOf(shape),
    decoys: decoysOf(shape.decoys) ?? vendors.items.find(({ id }) => id === shape.executor?.vendor)?.decoys,
    excludes: shape.excludes.map((campaignId, index) => ({ campaignId, at: file.at(["excludes", index]) })),
    columns: shape.columns,
    author: shape.author,
    approval: shape.approval,
    class: shape.class,
    uses: shape.uses,
    path: file.path,
    contentHash: file.contentHash,
  };
}

/** Undefined only when the vendor's own file is at fault, which is a problem of its own. */
function executorOf(shape: NonNullable<CampaignShape["executor"]>, vendors: readonly Vendor[]): Executor | undefined {
  const recipient = shape.recipient ?? vendors.find(({ id }) => id === shape.vendor)?.recipient;
  return recipient === undefined ? undefined : { vendorId: shape.vendor, recipient };
}

function sendRule(send: CampaignShape["send"]): SendRule {
  if (send.from !== undefined && send.to !== undefined) return { kind: "dates", fromDate: send.from, toDate: send.to };
  return {
    kind: "relative",
    after: present(send.after, "send was checked"),
    for: present(send.for, "send was checked"),
  };
}
