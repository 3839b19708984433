import { assert } from "../assert.ts";
import type { Column, Engine } from "../engine/engine.ts";
import type { Catalog } from "./catalog.ts";
import type { Gate } from "./model.ts";

/** The columns of every findings table: unique by all but the evidence. */
export const FINDING_COLUMNS: readonly Column[] = [
  { name: "campaign_id", type: "varchar" },
  { name: "person_id", type: "varchar" },
  { name: "contact_key", type: "varchar" },
  { name: "reason_code", type: "varchar" },
  { name: "evidence", type: "varchar" },
];

/** Bits that fit a signed 64-bit sum. */
const REASONS_AT_MOST = 62;

/** Fills `gate.reasons`: every reason with its rank, class and the bit that stands for it in this run. */
export async function fillReasons(engine: Engine, { gates }: Catalog): Promise<void> {
  assert(gates.length <= REASONS_AT_MOST, "every reason has a bit of its own");
  const columns = [
    { name: "reason_code", type: "varchar" },
    { name: "rank", type: "integer" },
    { name: "class", type: "varchar" },
    { name: "reason_bit", type: "bigint" },
  ];
  const rows = gates.map((gate, index) => [gate.reasonCode, gate.rank, gate.class, 2n ** BigInt(index)]);
  await engine.fill("gate.reasons", columns, rows);
}

/** Fills `gate.findings` with everything that every gate but those of allocation has against a candidate. */
export async function findRefusals(engine: Engine, { gates }: Catalog): Promise<void> {
  await engine.fill("gate.findings", FINDING_COLUMNS, []);
  for (const gate of gates) if (gate.class !== "allocation") await engine.append("gate.findings", findingsSelect(gate));
}

/**
 * The SELECT that wraps a gate as findings: one for each candidate, contact point and reason, with the least evidence. Rows of a gate
 * that are unique as they are stay as they are: of millions of them a grouping takes longer than the gate.
 * A gate that speaks about some campaign classes only is asked about those.
 */
export function findingsSelect(gate: Gate): string {
  const [first = ""] = gate.campaignClasses;
  const restriction =
    gate.campaignClasses.length > 1
      ? ""
      : `\n  inner join run.campaigns on campaigns.campaign_id = refused.campaign_id and campaigns.class = '${first}'`;
  const evidence = gate.grainHolds === null ? "min(refused.evidence)" : "refused.evidence";
  const grouping =
    gate.grainHolds === null ? "\n  group by refused.campaign_id, refused.person_id, refused.contact_key" : "";
  return `select
    refused.campaign_id,
    refused.person_id,
    refused.contact_key,
    '${gate.reasonCode}' as reason_code,
    ${evidence} as evidence
  from (
${gate.select}
  ) as refused${restriction}${grouping}`;
}
