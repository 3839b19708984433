import type { Secret } from "../domain/secret.ts";
import type { Engine } from "../engine/engine.ts";
import { ERASED } from "./denial-ids.ts";
import type { StopsStore } from "./stops-store.ts";
import { keyedHash } from "./tombstones.ts";

/** A record of an input file. */
export interface HiddenDenial {
  readonly fileId: string;
  readonly recordIndex: number;
}

/** Refusals and statuses: the store keeps both by their ids. */
const LOADED = ["consent.loaded_denials", "consent.loaded_statuses"]
  .map((table) => `select rows.denial_id, rows.customer_id, rows.file_id, rows.record_index from ${table} as rows`)
  .join(" union all ");

/**
 * The first refusal of the loaded files whose id the store has under the name of somebody erased that is not its own customer: an erasure leaves no
 * such row, but a file of stops can be made with one, and the refusal would never be taken in. Null when there is none. Reads the tombstones as
 * `state.tombstones`, and nothing in a store without any.
 */
export async function hiddenDenial(
  engine: Engine,
  stops: StopsStore,
  keys: readonly Secret[],
): Promise<HiddenDenial | null> {
  if (stops.tombstoneFiles.length === 0) return null;
  const found = await engine.query(
    `select loaded.file_id, loaded.record_index, loaded.customer_id, stops.customer_id as stand_in
     from (${LOADED}) as loaded
     inner join state.stops on stops.denial_id = loaded.denial_id
     where starts_with(coalesce(stops.customer_id, ''), '${ERASED}')
       and stops.customer_id is distinct from loaded.customer_id
     order by loaded.file_id, loaded.record_index`,
  );
  if (found.length === 0) return null;
  const rows = await engine.query("select tombstones.erasure_id, tombstones.keyed_hash from state.tombstones");
  const erased = new Set(rows.map((row) => `${ERASED}${String(row["erasure_id"])} ${String(row["keyed_hash"])}`));
  const hidden = found.find(
    ({ customer_id: customer, stand_in: standIn }) =>
      typeof customer !== "string" ||
      !keys.some((key) => erased.has(`${String(standIn)} ${keyedHash(key, "customer", customer)}`)),
  );
  return hidden === undefined
    ? null
    : { fileId: String(hidden["file_id"]), recordIndex: Number(hidden["record_index"]) };
}
