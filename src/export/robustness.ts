import { join } from "node:path";

import { writeArtefact } from "../artefacts/artefact.ts";
import { robustness } from "../artefacts/robustness.ts";
import { SHIFT_DAYS } from "../domain/report.ts";
import type { Engine } from "../engine/engine.ts";

/** Writes the exact counts behind the dimension `stability`, by segment in the order of their ids. */
export async function writeRobustness(engine: Engine, folder: string): Promise<void> {
  const rows = await engine.query(
    `select person_segments.segment_id as segment,
       count_if(segment_stability.stability = 'stable') as stable,
       count_if(segment_stability.stability = 'changed') as changed,
       count_if(segment_stability.stability = '(new)') as fresh
     from segment.person_segments
     inner join segment.segment_stability on segment_stability.person_id = person_segments.person_id
     group by person_segments.segment_id order by person_segments.segment_id`,
  );
  const segments = rows.map((row) => ({
    segment: String(row["segment"]),
    stable: Number(row["stable"]),
    changed: Number(row["changed"]),
    new: Number(row["fresh"]),
  }));
  const changed = segments.reduce((sum, each) => sum + each.changed, 0);
  const customers = segments.reduce((sum, each) => sum + each.stable + each.changed + each.new, 0);
  await writeArtefact(join(folder, "robustness.json"), robustness, {
    shift_days: SHIFT_DAYS,
    customers,
    changed,
    segments,
  });
}
