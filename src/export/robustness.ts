import { join } from "node:path";

import { writeArtefact } from "../artefacts/artefact.ts";
import { type ResampledJson, robustness, type ShiftedJson } from "../artefacts/robustness.ts";
import { SHIFT_DAYS } from "../domain/report.ts";
import type { Engine } from "../engine/engine.ts";

/** What of robustness a run has found out. */
export interface RobustnessFound {
  /** Whether the segments of a week before were asked for. */
  readonly isShifted: boolean;
  readonly resampled: ResampledJson | null;
}

/** Writes the exact numbers of whose segment is robust; nothing when nobody asked. */
export async function writeRobustness(
  engine: Engine,
  { isShifted, resampled }: RobustnessFound,
  folder: string,
): Promise<void> {
  if (!isShifted && resampled === null) return;
  await writeArtefact(join(folder, "robustness.json"), robustness, {
    as_of_shift: isShifted ? await shiftedCounts(engine) : null,
    resampled_orders: resampled,
  });
}

/** The counts behind the dimension `stability`, by segment in the order of their ids. */
async function shiftedCounts(engine: Engine): Promise<ShiftedJson> {
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
  return { shift_days: SHIFT_DAYS, customers, changed, segments };
}
