import type { PeopleAtom } from "../disclosure/protect-groups.ts";
import { CANDIDATES, groupId, REPORTED, WITH_RULES, WITHOUT_RULES } from "../disclosure/run-counts.ts";
import { type Engine, type SqlRow, sqlText } from "../engine/engine.ts";

/** More combinations than this take longer to be looked at together than the counts are worth. */
const MOST_ATOMS = 1_500;

/** Where it is said what each candidate of a run is counted as. */
export interface DecidedParts {
  /** Of the run at hand, nothing. */
  readonly runId: string;
  /** With the columns of `disclosure.decided_parts`. */
  readonly table: string;
  readonly campaignIds: readonly string[];
}

/**
 * The people of all the runs by what they are counted as in each campaign: how many there are of each combination, and which groups they are in. `hasReports` adds whether reports
 * count them. Null where there are too many combinations.
 *
 * Throws what the engine throws.
 */
export async function peopleAtoms(
  engine: Engine,
  runs: readonly DecidedParts[],
  hasReports: boolean,
): Promise<PeopleAtom[] | null> {
  const sources = runs.map(
    (
      { table },
      index,
    ) => `select ${index} as run_number, decided.campaign_id, decided.person_id, decided.part, decided.is_without_rules
      from ${table} as decided`,
  );
  const reported = `select -1 as run_number, '' as campaign_id, person_segments.person_id, '' as part, false as is_without_rules
      from segment.person_segments`;
  const questions = runs.flatMap(({ runId, campaignIds }, index) =>
    campaignIds.map((campaignId) => ({ runId, campaignId, is: isOf(index, campaignId) })),
  );
  const columns = [
    ...questions.flatMap(({ is }, place) => [
      `max(case when ${is} then every_part.part end) as part_${place}`,
      `max(case when ${is} and every_part.is_without_rules then 1 else 0 end) as without_${place}`,
    ]),
    "max(case when every_part.run_number = -1 then 1 else 0 end) as reported",
  ];
  const names = [...questions.flatMap((_, place) => [`part_${place}`, `without_${place}`]), "reported"];
  // One row more tells that there are too many.
  const rows = await engine.query(
    `select ${names.map((name) => `grouped.${name}`).join(", ")}, count(*) as people
    from (
      select every_part.person_id, ${columns.join(", ")}
      from (${[...sources, ...(hasReports ? [reported] : [])].join(" union all ")}) as every_part
      group by every_part.person_id
    ) as grouped
    group by ${names.map((name) => `grouped.${name}`).join(", ")}
    order by ${names.map((name) => `grouped.${name} nulls first`).join(", ")} limit ${MOST_ATOMS + 1}`,
  );
  if (rows.length > MOST_ATOMS) return null;
  return rows.map((row) => ({
    groups: [
      ...questions.flatMap(({ runId, campaignId }, place) =>
        partsOf(row, place).map((part) => groupId(runId, campaignId, part)),
      ),
      ...(Number(row["reported"]) === 1 ? [REPORTED] : []),
    ],
    people: Number(row["people"]),
  }));
}

function isOf(runNumber: number, campaignId: string): string {
  return `every_part.run_number = ${runNumber} and every_part.campaign_id = ${sqlText(campaignId)}`;
}

/** What somebody is counted as in a campaign; nothing where they are no candidate. */
function partsOf(row: SqlRow, place: number): string[] {
  const part = row[`part_${place}`];
  if (part === null || part === undefined) return [];
  return [CANDIDATES, String(part), Number(row[`without_${place}`]) === 1 ? WITHOUT_RULES : WITH_RULES];
}
