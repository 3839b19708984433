import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Temporal } from "temporal-polyfill";

import type { RetainedItem, RetentionRules } from "../domain/retention.ts";
import { LEDGER_FOLDER } from "./earlier-releases.ts";
import type { ReleaseStore } from "./release-store.ts";
import { monthEnds, type PartVerdict, retainRun, type RunFacts, type RunPart } from "./run-retention.ts";
import { type FinishedRun, findRun, finishedRuns, PRUNED_FILE } from "./run-store.ts";

/** The day on which retention is judged. */
export interface RetentionDay {
  readonly rules: RetentionRules;
  /** Local to the project, `YYYY-MM-DD`. */
  readonly today: string;
  readonly timeZone: string;
}

/** A run and what is to become of its private side. */
export interface RunItems {
  readonly run: FinishedRun;
  readonly items: readonly RetainedItem[];
  /** Whether enough of it stays that somebody may ask where its data came from. */
  readonly needsInputs: boolean;
}

/**
 * What retention says of every finished run, in the order of their ids. `publishedAt` says when each was finished; of one
 * it does not name the folder's own time counts. Throws GK0610 for a run whose manifest cannot be read.
 */
export async function runItems(
  runsFolder: string,
  releases: ReleaseStore,
  publishedAt: ReadonlyMap<string, string>,
  day: RetentionDay,
): Promise<RunItems[]> {
  const names = (await finishedRuns(runsFolder)).toSorted();
  const runs = await Promise.all(names.map(async (name) => findRun(runsFolder, name)));
  const facts = await Promise.all(runs.map(async (run) => factsOf(run, releases, publishedAt, day)));
  const lastOfMonth = monthEnds(facts);
  return Promise.all(
    runs.map(async (run, index) => {
      const own = facts[index] as RunFacts;
      const verdicts = retainRun(own, lastOfMonth.has(own.runId), day.rules, day.today);
      return itemsOf(run, verdicts);
    }),
  );
}

async function factsOf(
  { folder, manifest }: FinishedRun,
  releases: ReleaseStore,
  publishedAt: ReadonlyMap<string, string>,
  { timeZone }: RetentionDay,
): Promise<RunFacts> {
  const runId = manifest.run_id;
  const finishedAt = publishedAt.get(runId) ?? (await stat(folder)).mtime.toISOString();
  const released = releases.records.filter((record) => record.runId === runId).map(({ releasedAt }) => releasedAt);
  const open = manifest.campaigns
    .filter(
      ({ campaign_id: id, send_from: from, send_to: to }) =>
        releases.ofRun(runId, id) === undefined && releases.ofWindow(id, from, to) === undefined,
    )
    .map(({ send_to: to }) => to);
  return {
    runId,
    asOf: manifest.as_of,
    month: localDay(
      Temporal.Instant.from(`${manifest.as_of.replace(" ", "T")}Z`).subtract({ microseconds: 1 }),
      timeZone,
    ).slice(0, 7),
    finishedDate: localDay(Temporal.Instant.from(finishedAt), timeZone),
    releasedDate: latest(released.map((at) => localDay(Temporal.Instant.from(at), timeZone))),
    openUntil: latest(open),
  };
}

function localDay(instant: Temporal.Instant, timeZone: string): string {
  return instant.toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

function latest(days: readonly string[]): string | null {
  return days.toSorted().at(-1) ?? null;
}

const PART_FILES: Readonly<Record<Exclude<RunPart, "rest">, readonly string[]>> = {
  tables: ["tables"],
  decisions: ["decisions.parquet", "findings.parquet", "objections.parquet"],
  staged: ["staged"],
};

/**
 * What stays of a run for ever: counts, hashes and ids of files and campaigns, and nobody's data; and of what it published the keyed hashes of
 * whom it counted, since no later report can be safe without.
 */
const KEPT_FILES: readonly string[] = ["manifest.json", "origin.json", PRUNED_FILE, LEDGER_FOLDER];

/** Parts of one fate are one item. */
async function itemsOf(run: FinishedRun, verdicts: readonly PartVerdict[]): Promise<RunItems> {
  const folder = join(run.folder, "private");
  const names = await readdir(folder);
  const named = Object.values(PART_FILES).flat();
  const filesOf = (part: RunPart) =>
    part === "rest"
      ? names.filter((name) => !named.includes(name) && !KEPT_FILES.includes(name))
      : PART_FILES[part].filter((name) => names.includes(name));
  const there = verdicts.map((verdict) => ({ ...verdict, files: filesOf(verdict.part) }));
  const items = new Map<string, { verdict: PartVerdict; parts: RunPart[]; files: string[] }>();
  for (const { files, ...verdict } of there) {
    if (files.length === 0) continue;
    const key = `${verdict.reason} ${verdict.until}`;
    const item = items.get(key) ?? { verdict, parts: [], files: [] };
    items.set(key, { verdict, parts: [...item.parts, verdict.part], files: [...item.files, ...files] });
  }
  const shown = `runs/${run.manifest.run_id}`;
  return {
    run,
    items: [
      ...[...items.values()].map(({ verdict, parts, files }) => ({
        name: `${shown}/private: ${parts.join(", ")}`,
        paths: files.map((file) => join(folder, file)),
        isKept: verdict.isKept,
        reason: verdict.reason,
        until: verdict.until,
      })),
      { name: `${shown}: manifest, public`, paths: [], isKept: true, reason: "names_nobody", until: null },
    ],
    needsInputs: there.some(({ part, isKept, files }) => isKept && files.length > 0 && part !== "rest"),
  };
}
