import { NOTICE_PARTS } from "../src/domain/notice.ts";
import type { Project } from "../src/domain/project.ts";
import type { Language } from "../src/language.ts";

/** The words of a notice in one of its versions; null where nobody knows them. */
export type NoticeWording = (noticeId: string, version: string | null) => string | null;

/** The wording of a project's notices in a language, or in the first they are written in; its parts one a line. */
export function noticeWording({ notices }: Pick<Project, "notices">, language: Language): NoticeWording {
  return (noticeId, version) => {
    const versions = notices.find(({ id }) => id === noticeId)?.versions ?? [];
    const text = versions.find((known) => known.version === version)?.text ?? {};
    const words = text[language] ?? Object.values(text)[0];
    return words === undefined ? null : NOTICE_PARTS.map((part) => words[part]).join("\n");
  };
}
