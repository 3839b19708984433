import { present } from "../assert.ts";
import type { AudienceColumn } from "../domain/audience-columns.ts";
import type { Budget, Campaign, Cap, Caps, Holdout } from "../domain/campaign.ts";
import { parseDuration } from "../domain/durations.ts";
import type { ProjectCaps } from "../domain/project.ts";
import { budgetOrderUnknown, exclusionUnknown, purposeUnknown, type GatekeeperError } from "../errors.ts";
import { nearest } from "../expression/suggest.ts";
import type { CapsShape, ProjectCapsShape } from "./allocation-schemas.ts";
import type { CampaignShape } from "./campaign-schema.ts";
import type { ReadItems } from "./read-files.ts";
import type { YamlFile } from "./yaml-file.ts";

export function capsOf({ person, contact_point: contactPoint }: CapsShape): Caps {
  return { person: windowsOf(person), contactPoint: windowsOf(contactPoint) };
}

export function projectCapsOf(shape: ProjectCapsShape): ProjectCaps {
  const each = (caps: Readonly<Record<string, CapsShape>>): Record<string, Caps> =>
    Object.fromEntries(Object.entries(caps).map(([name, own]) => [name, capsOf(own)]));
  return { ...capsOf(shape), channels: each(shape.channels), purposes: each(shape.purposes) };
}

export function holdoutOf(shape: CampaignShape["holdout"]): Holdout | undefined {
  return shape && { share: Math.round(shape.percent * 100), seed: shape.seed };
}

/** Whoever says no seed gets the campaign's id: each campaign draws by its own. */
export function budgetOf({ budget, id }: Pick<CampaignShape, "budget" | "id">): Budget | undefined {
  return budget && { contacts: budget.contacts, by: budget.by, seed: budget.seed ?? id };
}

/** What a budget orders by is a number that an audience may ask for (GK0277). */
export function checkBudget(
  file: YamlFile,
  { budget }: Partial<CampaignShape>,
  columns: readonly AudienceColumn[],
): readonly GatekeeperError[] {
  if (budget?.by === undefined) return [];
  const numbers = columns.filter(({ type }) => type === "number").map(({ name }) => name);
  if (numbers.includes(budget.by)) return [];
  return [
    budgetOrderUnknown(
      { name: budget.by, suggestion: nearest(budget.by, numbers), numbers },
      { at: file.at(["budget", "by"]) },
    ),
  ];
}

/** The purposes that a project has caps for are purposes. */
export function checkCaps(
  file: Pick<YamlFile, "atKey">,
  caps: ProjectCapsShape | undefined,
  purposes: readonly string[] | undefined,
): readonly GatekeeperError[] {
  if (purposes === undefined) return [];
  return Object.keys(caps?.purposes ?? {})
    .filter((purpose) => !purposes.includes(purpose))
    .map((purpose) =>
      purposeUnknown(
        { purpose, suggestion: nearest(purpose, purposes) },
        { at: file.atKey(["caps", "purposes", purpose]) },
      ),
    );
}

/** A campaign excludes others that there are (GK0259); whether there are is known once all have been read. */
export function checkExclusions({ items, ids, isComplete }: ReadItems<Campaign>): readonly GatekeeperError[] {
  return items.flatMap(({ id, excludes }) =>
    excludes
      .filter(({ campaignId }) => campaignId === id || (isComplete && !ids.includes(campaignId)))
      .map(({ campaignId, at }) => {
        const others = ids.filter((other) => other !== id);
        const isSelf = campaignId === id;
        return exclusionUnknown({ campaign: campaignId, isSelf, suggestion: nearest(campaignId, others) }, { at });
      }),
  );
}

function windowsOf(caps: Readonly<Record<string, number>>): readonly Cap[] {
  return Object.entries(caps).map(([window, limit]) => ({
    window: present(parseDuration(window), "the schema read it"),
    limit,
  }));
}
