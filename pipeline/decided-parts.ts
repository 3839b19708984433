import type { Engine } from "../src/engine/engine.ts";

/** Names what the people of a finished run were counted as, with the columns of `disclosure.decided_parts`; returns the table. */
export async function namePartsOf(engine: Engine, decisionsFile: string, runId: string): Promise<string> {
  const name = runId.replace("-", "_");
  await engine.attach(`beside.decisions_of_${name}`, [decisionsFile]);
  await engine.materialize(
    `beside.${name}`,
    `select decided.campaign_id, decided.person_id,
       case when decided.outcome = 'refused' then coalesce(reasons.class, '') else decided.outcome end as part, false as is_without_rules
     from beside.decisions_of_${name} as decided
     left join gate.reasons on reasons.reason_code = decided.primary_reason`,
    "view",
  );
  return `beside.${name}`;
}
