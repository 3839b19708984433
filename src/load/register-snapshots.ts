import { Temporal } from "temporal-polyfill";

import type { Campaign } from "../domain/campaign.ts";
import { FILE_NAME_SNAPSHOT, type RegisterRules } from "../domain/list.ts";
import type { ListDeclaration, Project } from "../domain/project.ts";
import { type GatekeeperError, snapshotTooOld, snapshotUndated, throwProblems } from "../errors.ts";
import type { LoadedInput } from "./load-inputs.ts";

/** A file of a register's newest snapshot. */
export interface RegisterFile {
  readonly list: ListDeclaration;
  readonly rules: RegisterRules;
  readonly fileId: string;
  readonly file: string;
  /** `YYYY-MM-DD`. */
  readonly snapshot: string;
}

/** A campaign's last day, and what it asks registers about. */
export interface CampaignEnd {
  readonly campaign: Pick<Campaign, "id" | "channel" | "class">;
  readonly window: { readonly toDate: string };
}

/**
 * The files whose rows count for each register: those of its newest day. A snapshot replaces the last one, so that older files may
 * stay where they are. Throws GK0430 for a file whose day nobody can tell. Source: consent-gate.md §4.
 */
export function newestSnapshots({ lists }: Pick<Project, "lists">, inputs: readonly LoadedInput[]): RegisterFile[] {
  const problems: GatekeeperError[] = [];
  const newest = lists.flatMap((list) => {
    const { register: rules } = list;
    if (rules === undefined) return [];
    const files = inputs.filter(({ loaded }) => (loaded.listRows[list.listId] ?? 0) > 0);
    const dated = files.flatMap(({ file, loaded: { fileId } }): RegisterFile[] => {
      const snapshot = rules.snapshot === FILE_NAME_SNAPSHOT ? dayInName(file) : rules.snapshot;
      if (snapshot !== undefined) return [{ list, rules, fileId, file, snapshot }];
      problems.push(snapshotUndated({ list: list.listId, file }, { at: list.at }));
      return [];
    });
    const day = dated
      .map(({ snapshot }) => snapshot)
      .toSorted()
      .at(-1);
    return dated.filter(({ snapshot }) => snapshot === day);
  });
  throwProblems(problems);
  return newest;
}

/**
 * Checks that each register's snapshot is young enough on every day on which a campaign that it binds may contact. Throws GK0432.
 * Registers are about marketing: a service campaign is bound by a partner's list only.
 */
export function checkSnapshotAges(registers: readonly RegisterFile[], campaigns: readonly CampaignEnd[]): void {
  const problems = registers.flatMap(({ list, rules, file, snapshot }) => {
    const { count, unit } = rules.maxAge;
    const until = Temporal.PlainDate.from(snapshot)
      .add({ [`${unit}s`]: count })
      .toString();
    return campaigns
      .filter(({ campaign }) => rules.channels.length === 0 || rules.channels.includes(campaign.channel))
      .filter(({ campaign }) => campaign.class === "marketing" || list.kind === "partner")
      .filter(({ window }) => window.toDate > until)
      .slice(0, 1)
      .map(({ campaign, window: { toDate: day } }) => {
        const limit = `${count} ${unit}${count === 1 ? "" : "s"}`;
        return snapshotTooOld(
          { list: list.listId, file, snapshot, campaign: campaign.id, day, limit },
          { at: list.at },
        );
      });
  });
  throwProblems(problems);
}

/** The one day that a file's name holds, as 2026-12-01 or 20261201; undefined for none or several. */
function dayInName(file: string): string | undefined {
  const name = file.slice(file.lastIndexOf("/") + 1);
  const days = [...name.matchAll(/(?<!\d)(\d{4})([-_.]?)(\d{2})\2(\d{2})(?!\d)/gu)].flatMap(
    ([, year, , month, day]) => {
      try {
        return [Temporal.PlainDate.from(`${year}-${month}-${day}`, { overflow: "reject" }).toString()];
      } catch {
        return [];
      }
    },
  );
  const [only, ...others] = [...new Set(days)];
  return others.length === 0 ? only : undefined;
}
