import { attachOrEmpty } from "../engine/attach.ts";
import type { Column, Engine } from "../engine/engine.ts";
import { erasureKeyMissing } from "../errors.ts";
import type { Secret } from "../domain/secret.ts";
import type { StopsStore } from "./stops-store.ts";
import { keyedHash, TOMBSTONE_COLUMNS, type TombstoneKind } from "./tombstones.ts";

/** The columns of `state.erased_customers`: the customers of today whom a tombstone binds. */
export const ERASED_CUSTOMER_COLUMNS: readonly Column[] = [
  { name: "erasure_id", type: "varchar" },
  { name: "customer_id", type: "varchar" },
  { name: "erased_at", type: "timestamp(6)" },
];

/** The loose key of an exact contact key; most are their own. */
export type LooseKey = (contactKey: string) => string;

interface Erasure {
  readonly erasureId: string;
  readonly erasedAt: string;
}

/**
 * Fills `state.erased_customers`: everybody with the id, or with an exact or loose key of a contact point, that a tombstone has the keyed hash of.
 * The hashes are made here, so that no key leaves this process. A store without tombstones costs nothing.
 *
 * Throws GK0490 when a tombstone was made with a key that the project no longer names: whom it binds could not be told.
 */
export async function fillErasedCustomers(
  engine: Engine,
  stops: StopsStore,
  keys: readonly Secret[],
  looseKey: LooseKey,
): Promise<void> {
  const table = "state.erased_customers";
  const erasures = await erasuresByHash(engine, stops, keys);
  const found = new Map<string, string[]>();
  const note = (customerId: string, kind: TombstoneKind, value: string) => {
    for (const { key, byHash } of erasures)
      for (const { erasureId, erasedAt } of byHash.get(keyedHash(key, kind, value)) ?? [])
        found.set(`${erasureId} ${customerId}`, [erasureId, customerId, erasedAt]);
  };
  if (erasures.length > 0) {
    for await (const block of engine.stream("select customers.customer_id from staging.customers"))
      for (const row of block) note(String(row["customer_id"]), "customer", String(row["customer_id"]));
    const points = `select contact_points.customer_id, contact_points.contact_key from identity.contact_points
      where contact_points.customer_id is not null
      group by contact_points.customer_id, contact_points.contact_key`;
    for await (const block of engine.stream(points)) {
      for (const row of block) {
        const [customerId, key] = [String(row["customer_id"]), String(row["contact_key"])];
        for (const form of new Set([key, looseKey(key)])) note(customerId, "contact", form);
      }
    }
  }
  const rows = [...found.values()].toSorted(([a = ""], [b = ""]) => (a < b ? -1 : 1));
  await engine.fill(table, ERASED_CUSTOMER_COLUMNS, rows);
}

interface KeyedErasures {
  readonly key: Secret;
  readonly byHash: ReadonlyMap<string, readonly Erasure[]>;
}

async function erasuresByHash(engine: Engine, stops: StopsStore, keys: readonly Secret[]): Promise<KeyedErasures[]> {
  if (stops.tombstoneFiles.length === 0) return [];
  await attachOrEmpty(engine, "state.tombstones", TOMBSTONE_COLUMNS, stops.tombstoneFiles);
  const rows = await engine.query(
    `select tombstones.key_id, tombstones.keyed_hash, tombstones.erasure_id, min(tombstones.erased_at) as erased_at from state.tombstones
     group by tombstones.key_id, tombstones.keyed_hash, tombstones.erasure_id`,
  );
  const missing = rows.map((row) => String(row["key_id"])).filter((id) => !keys.some(({ keyId }) => keyId === id));
  if (missing.length > 0) throw erasureKeyMissing({ keyIds: [...new Set(missing)].toSorted() });
  return keys.map((key) => {
    const byHash = new Map<string, Erasure[]>();
    for (const row of rows) {
      if (row["key_id"] !== key.keyId) continue;
      const hash = String(row["keyed_hash"]);
      const erasure = { erasureId: String(row["erasure_id"]), erasedAt: String(row["erased_at"]) };
      byHash.set(hash, [...(byHash.get(hash) ?? []), erasure]);
    }
    return { key, byHash };
  });
}
