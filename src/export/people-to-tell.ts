import { join } from "node:path";

import type { NoticeChange } from "../disclosure/counts.ts";
import { materialOf, type Notice } from "../domain/notice.ts";
import type { Engine } from "../engine/engine.ts";
import { canonicalJson } from "../io/canonical-json.ts";

/** The file of a run's private side that names who must be told of a changed notice. */
export const PEOPLE_TO_TELL = "people_to_tell.parquet";

/**
 * Writes who must be told that a notice changed and on which channel they can be, for the officer, and returns how many they are. Nothing is
 * written, and nothing returned, while every version of each notice says the same.
 */
export async function writePeopleToTell(
  engine: Engine,
  notices: readonly Notice[],
  folder: string,
): Promise<NoticeChange[]> {
  const changed = notices.filter(hasChanged);
  if (changed.length === 0) return [];
  await engine.writeParquet(
    `select people_to_tell.notice_id, people_to_tell.person_id, people_to_tell.agreed_version, people_to_tell.newest_version,
       people_to_tell.changes_on, people_to_tell.channel
     from export.people_to_tell`,
    join(folder, PEOPLE_TO_TELL),
    ["notice_id", "person_id"],
  );
  const counts = await engine.query(
    "select people_to_tell.notice_id, count(*) as people from export.people_to_tell group by people_to_tell.notice_id",
  );
  return changed
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .map(({ id, versions }) => ({
      noticeId: id,
      version: versions.at(-1)?.version ?? "",
      people: Number(counts.find((row) => row["notice_id"] === id)?.["people"] ?? 0),
    }));
}

/** Whether two versions differ in more than their wording. */
function hasChanged({ versions }: Notice): boolean {
  return new Set(versions.map((version) => canonicalJson(materialOf(version)))).size > 1;
}
