import { NOTICE_PARTS, type NoticeVersion } from "../src/domain/notice.ts";
import type { Project } from "../src/domain/project.ts";
import type { Language } from "../src/language.ts";
import type { FinishedRun } from "../src/state/run-store.ts";
import { keptNotices } from "./kept-notices.ts";

/** The words of a version of a notice, who has kept them, and whether the file says others today. */
export interface KnownWording {
  readonly wording: string;
  /** The first finished run that kept the version; null where only the file has it. */
  readonly keptBy: string | null;
  readonly isChangedSince: boolean;
}

/** The words of a notice in one of its versions; null where nobody knows them. */
export type NoticeWording = (noticeId: string, version: string | null) => KnownWording | null;

/**
 * The wording of notices in a language, or in the first they are written in, its parts one a line: as the first run kept it that was made
 * with the version, so that it can be told though the file was edited or removed since; else as the file has it. `runs` are the newest first.
 */
export async function noticeWording(
  { notices }: Pick<Project, "notices">,
  runs: readonly FinishedRun[],
  language: Language,
): Promise<NoticeWording> {
  const kept = await Promise.all(
    runs
      .toReversed()
      .map(async ({ folder, manifest }) => ({ runId: manifest.run_id, notices: await keptNotices(folder) })),
  );
  const words = (text: NoticeVersion["text"] | undefined): string | null => {
    const own = text?.[language] ?? Object.values(text ?? {})[0];
    return own === undefined ? null : NOTICE_PARTS.map((part) => own[part]).join("\n");
  };
  return (noticeId, version) => {
    const versions = notices.find(({ id }) => id === noticeId)?.versions ?? [];
    const now = words(versions.find((known) => known.version === version)?.text);
    const [first] = kept.flatMap((run) =>
      run.notices
        .filter((known) => known.notice_id === noticeId && known.version === version)
        .map(({ text }) => ({ keptBy: run.runId, wording: words(text) })),
    );
    const wording = first?.wording ?? now;
    return wording === null ? null : { wording, keptBy: first?.keptBy ?? null, isChangedSince: wording !== now };
  };
}
