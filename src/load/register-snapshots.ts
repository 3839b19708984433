import { Temporal } from "temporal-polyfill";

import type { Campaign } from "../domain/campaign.ts";
import type { Duration } from "../domain/durations.ts";
import { FILE_NAME_SNAPSHOT, registerAge, type RegisterRules } from "../domain/list.ts";
import type { ListDeclaration, Project } from "../domain/project.ts";
import { daysOfRegisterAges, jurisdictionNamed, registerAgesOn } from "../domain/rule-book.ts";
import type { RuleBook } from "../domain/rules.ts";
import {
  type GatekeeperError,
  snapshotInFuture,
  snapshotOlderThanLast,
  snapshotTooOld,
  snapshotUndated,
  throwProblems,
} from "../errors.ts";
import type { LoadedInput } from "./load-inputs.ts";

/** How far ahead of UTC the first place on Earth is to see a day. */
const EARLIEST_ZONE_MS = 14 * 3_600_000;

/** A file of a register's newest snapshot. */
export interface RegisterFile {
  readonly list: ListDeclaration;
  readonly rules: RegisterRules;
  readonly fileId: string;
  readonly file: string;
  /** `YYYY-MM-DD`. */
  readonly snapshot: string;
}

/** What a register's last snapshot left behind. */
export interface LastSnapshot {
  readonly fileIds: readonly string[];
  /** Its day; absent where it was taken in before days were kept. */
  readonly snapshot?: string;
}

/** A campaign's last day, and what it asks registers about. */
export interface CampaignEnd {
  readonly campaign: Pick<Campaign, "id" | "channel" | "class">;
  readonly window: { readonly fromDate: string; readonly toDate: string };
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
 * Checks that each register's snapshot is young enough on every day on which a campaign that it binds may contact: by the rows of its
 * jurisdiction that are in force on that day and by what its declaration says, which can only make it less; where neither says, 28 days for
 * the TPS and 31 for others. Throws GK0432, but for lists in whose absence people are refused.
 */
export function checkSnapshotAges(
  registers: readonly RegisterFile[],
  campaigns: readonly CampaignEnd[],
  rules: RuleBook,
): void {
  const refusing = registers.filter(({ list }) => list.whenUnavailable === "refuse_run");
  const found = tooOldSnapshots(refusing, campaigns, rules);
  throwProblems(
    refusing.flatMap((register) =>
      found
        .filter((old) => old.register === register)
        .slice(0, 1)
        .map(({ campaign, day, maxAge: { count, unit } }) => {
          const { list, file, snapshot } = register;
          const limit = `${count} ${unit}${count === 1 ? "" : "s"}`;
          return snapshotTooOld(
            { list: list.listId, file, snapshot, campaign: campaign.id, day, limit },
            { at: list.at },
          );
        }),
    ),
  );
}

/**
 * Checks the days of the newest snapshots: one of a day that it is not yet anywhere on Earth is misdated, and would stand in for every true one
 * until then (GK0439); one of an earlier day than the one used last would let everybody call whoever was listed meanwhile (GK0438), but for
 * lists in whose absence people are refused.
 */
export function checkSnapshotDays(
  registers: readonly RegisterFile[],
  before: Readonly<Record<string, LastSnapshot>>,
  now: Date,
): void {
  const today = new Date(now.getTime() + EARLIEST_ZONE_MS).toISOString().slice(0, 10);
  const misdated = registers
    .filter(({ snapshot }) => snapshot > today)
    .map(({ list, file, snapshot }) => snapshotInFuture({ list: list.listId, file, snapshot }, { at: list.at }));
  const older = olderSnapshots(registers, before)
    .filter(({ register: { list } }) => list.whenUnavailable === "refuse_run")
    .map(({ register: { list, file, snapshot }, last }) =>
      snapshotOlderThanLast({ list: list.listId, file, snapshot, last }, { at: list.at }),
    );
  throwProblems([...misdated, ...older]);
}

/**
 * The registers whose newest snapshot is of an earlier day than the one used last, by the first of its files, and that day. The same files are the
 * same snapshot, whatever day they are said to be of.
 */
export function olderSnapshots(
  registers: readonly RegisterFile[],
  before: Readonly<Record<string, LastSnapshot>>,
): { readonly register: RegisterFile; readonly last: string }[] {
  return [...filesByList(registers)].flatMap(([listId, files]) => {
    const [register] = files;
    const last = before[listId];
    if (register === undefined || last?.snapshot === undefined) return [];
    return register.snapshot < last.snapshot && !isSameFiles(files, last) ? [{ register, last: last.snapshot }] : [];
  });
}

/** The files of the newest snapshots, by list. */
export function filesByList(registers: readonly RegisterFile[]): Map<string, RegisterFile[]> {
  const lists = new Map<string, RegisterFile[]>();
  for (const one of registers) lists.set(one.list.listId, [...(lists.get(one.list.listId) ?? []), one]);
  return lists;
}

/** Whether a snapshot came from the very files of the last one. */
export function isSameFiles(files: readonly RegisterFile[], last: LastSnapshot): boolean {
  return fileIdsOf(files).join(" ") === last.fileIds.join(" ");
}

/** The ids of a snapshot's files, each once, in order. */
export function fileIdsOf(files: readonly RegisterFile[]): string[] {
  return [...new Set(files.map(({ fileId }) => fileId))].toSorted();
}

/** A snapshot that is too old for a campaign. */
export interface OldSnapshot {
  readonly register: RegisterFile;
  readonly campaign: CampaignEnd["campaign"];
  /** The last day of the stretch of the window on which it is. */
  readonly day: string;
  readonly maxAge: Duration;
}

/** The snapshots that are too old on some day on which a campaign that they bind may contact. */
export function tooOldSnapshots(
  registers: readonly RegisterFile[],
  campaigns: readonly CampaignEnd[],
  rules: RuleBook,
): OldSnapshot[] {
  return registers.flatMap((register) =>
    campaigns
      .filter(({ campaign }) => isAskedBy(register.list, campaign))
      .flatMap(({ campaign, window }) => {
        const old = firstTooOld(register, window, rules);
        return old === undefined ? [] : [{ register, campaign, ...old }];
      }),
  );
}

/** Whether a campaign asks a register. Registers are about marketing: a service campaign is bound by a partner's list only. */
export function isAskedBy({ kind, register }: ListDeclaration, campaign: CampaignEnd["campaign"]): boolean {
  const binds = register?.channels ?? [];
  return (
    (binds.length === 0 || binds.includes(campaign.channel)) && (campaign.class === "marketing" || kind === "partner")
  );
}

/** The last day of a stretch of the window throughout which one age holds and by whose end the snapshot is older. */
function firstTooOld(
  { list, rules: { jurisdiction, maxAge }, snapshot }: RegisterFile,
  { fromDate, toDate }: CampaignEnd["window"],
  rules: RuleBook,
): { readonly day: string; readonly maxAge: Duration } | undefined {
  const place =
    list.kind === "national_register" && jurisdiction !== undefined
      ? jurisdictionNamed(rules, jurisdiction)
      : undefined;
  const days = place === undefined ? [fromDate] : daysOfRegisterAges(place, { fromDate, toDate });
  return days
    .flatMap((start, index) => {
      const next = days[index + 1];
      const day = next === undefined ? toDate : Temporal.PlainDate.from(next).subtract({ days: 1 }).toString();
      const stated = place === undefined ? [] : registerAgesOn(place, start);
      const ages = maxAge === undefined ? stated : [maxAge, ...stated];
      return (ages.length > 0 ? ages : [registerAge(list.kind, jurisdiction)]).map((age) => ({ day, maxAge: age }));
    })
    .find(({ day, maxAge: age }) => day > lastDay(snapshot, age));
}

/** The last day on which a snapshot is young enough. */
function lastDay(snapshot: string, { count, unit }: Duration): string {
  return Temporal.PlainDate.from(snapshot)
    .add({ [`${unit}s`]: count })
    .toString();
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
