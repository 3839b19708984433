import type { Engine } from "../engine/engine.ts";
import { ERASED } from "./denial-ids.ts";

/** Of a stand-in: `erased-` and the 32 digits of an erasure's id. */
const LENGTH = ERASED.length + 32;

/**
 * The place, from 0 in the order of ids, of the first holder or merge of a table that names somebody erased and is not as an erasure leaves
 * it, or is of an erasure that `erasures`, a table of their ids, lacks; null when there is none.
 */
export async function falseStandIn(
  engine: Engine,
  kind: "holder" | "merge",
  table: string,
  erasures: string,
): Promise<number | null> {
  const columns = kind === "holder" ? ["contact_key", "customer_id"] : ["from_customer_id", "into_customer_id"];
  const id = kind === "holder" ? "holding_id" : "merge_id";
  const isStandIn = (name: string) => `(starts_with(rows.${name}, '${ERASED}') and length(rows.${name}) = ${LENGTH})`;
  const unknown = columns.map(
    (name) =>
      `(${isStandIn(name)} and rows.${name} not in (select '${ERASED}' || erasures.erasure_id from ${erasures} as erasures))`,
  );
  const halved =
    kind === "holder" ? [`(${columns.map(isStandIn).join(" or ")}) and rows.contact_key <> rows.customer_id`] : [];
  const [found] = await engine.query(
    `select min(rows.${id}) as id from ${table} as rows where ${[...unknown, ...halved].join(" or ")}`,
  );
  const first = found?.["id"] ?? null;
  if (first === null) return null;
  const before = await engine.query(
    `select count(*) as place from ${table} as rows where rows.${id} < '${String(first)}'`,
  );
  return Number(before[0]?.["place"] ?? 0);
}
