import { readFile } from "node:fs/promises";
import { join } from "node:path";

import type { RunOrigin } from "../src/artefacts/run-origin.ts";
import { materialOf, type Notice, type NoticeMaterial } from "../src/domain/notice.ts";
import { type GatekeeperError, noticeVersionWidened } from "../src/errors.ts";
import type { LocalizedText } from "../src/language.ts";
import type { ReleaseStore } from "../src/state/release-store.ts";

/** A version of a notice as a run was made with it. */
export type KeptNotice = NonNullable<RunOrigin["notices"]>[number];

/** The versions of notices that a run kept; none of a run that kept no origin, or was made before notices were kept. */
export async function keptNotices(runFolder: string): Promise<readonly KeptNotice[]> {
  const text = await readFile(join(runFolder, "private", "origin.json"), "utf8").catch(() => null);
  return text === null ? [] : ((JSON.parse(text) as RunOrigin).notices ?? []);
}

/**
 * A problem for each version of a notice that says more than it said when a list was released: what people agreed to then was less, and
 * only a new version can tell them of more. Another wording, or less, is none. Throws nothing; the problems are GK0487.
 */
export async function widenedNotices(
  notices: readonly Notice[],
  { records }: ReleaseStore,
  runsFolder: string,
): Promise<GatekeeperError[]> {
  const runs = [...new Set(records.map(({ runId }) => runId))].toSorted();
  const kept = await Promise.all(
    runs.map(async (runId) => (await keptNotices(join(runsFolder, runId))).map((version) => ({ ...version, runId }))),
  );
  return notices.flatMap(({ id, versions }) =>
    versions.flatMap((version) => {
      const widened = kept
        .flat()
        .filter((known) => known.notice_id === id && known.version === version.version)
        .map((known) => ({ runId: known.runId, added: wordsAdded(known, materialOf(version)) }))
        .find(({ added }) => added.length > 0);
      if (widened === undefined) return [];
      const added = { en: told(widened.added, "en"), "zh-CN": told(widened.added, "zh-CN") };
      return noticeVersionWidened(
        { notice: id, version: version.version, added, run: widened.runId },
        { at: version.at },
      );
    }),
  );
}

const PARTS = ["uses", "channels", "recipients", "categories"] as const;

interface Added {
  readonly part: (typeof PARTS)[number];
  readonly words: readonly string[];
}

function wordsAdded(before: NoticeMaterial, now: NoticeMaterial): Added[] {
  return PARTS.map((part) => ({ part, words: now[part].filter((word) => !before[part].includes(word)) })).filter(
    ({ words }) => words.length > 0,
  );
}

function told(added: readonly Added[], language: keyof LocalizedText): string {
  const [between, parts] = language === "en" ? [", ", "; "] : ["、", "；"];
  return added.map(({ part, words }) => `${part}: ${words.join(between)}`).join(parts);
}
