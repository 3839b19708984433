import type { Engine } from "../engine/engine.ts";
import { sha256Text } from "../io/sha256.ts";

/** The id of a denial out of what it says, in SQL, as sql/models/consent/loaded_denials.sql makes it. `orderAt` is the text of its order instant. */
export function denialIdSql(row: string, orderAt: string): string {
  const said = (name: string) => `cast(length(coalesce(${row}.${name}, '')) as varchar), coalesce(${row}.${name}, '')`;
  const moment = (name: string) => `coalesce(timestamp_text(${row}.${name}), '')`;
  return `sha256_hex(concat_ws('|', ${row}.kind, ${row}.source_id, ${row}.word, ${row}.purpose, ${row}.channel,
    ${["source_key", "customer_id", "contact_key", "topic"].map(said).join(", ")},
    cast(${row}.is_point_stop as varchar), coalesce(${row}.origin, ''), cast(${row}.authority_rank as varchar),
    ${moment("start_at")}, ${orderAt}, ${moment("end_at")}))`;
}

/**
 * The first denial of a table, by its place from 0 in the order of ids, whose id is not that of what it says; null when there is none. A denial
 * without an order instant of its own has that of its first loading, which is not in its id. Of what an erasure took the person out of the
 * id cannot be told: that is so only of a row as an erasure leaves it, of an erasure that `erasures`, a table of their ids, has.
 */
export async function falseDenial(
  engine: Engine,
  table: string,
  erasures: string,
): Promise<{ readonly place: number; readonly isErased: boolean } | null> {
  const strangers = `select denials.denial_id, denials.kind, denials.word, denials.source_id, denials.source_key, denials.order_at, denials.first_seen_at,
      starts_with(coalesce(denials.customer_id, ''), '${ERASED}') as is_erased
    from ${table} as denials
    left join ${erasures} as erasures on denials.customer_id = '${ERASED}' || erasures.erasure_id
      and denials.source_key is null
      and coalesce(denials.contact_key, denials.customer_id) = denials.customer_id
    where denials.denial_id <> ${denialIdSql("denials", "coalesce(timestamp_text(denials.order_at), '')")}
      and (denials.order_at is distinct from denials.first_seen_at or denials.denial_id <> ${denialIdSql("denials", "''")})
      and erasures.erasure_id is null
    order by denials.denial_id`;
  let first: Readonly<Record<string, unknown>> | undefined;
  for await (const block of engine.stream(strangers)) {
    first ??= block.find((row) => !reportedIds(row).includes(String(row["denial_id"])));
    if (first !== undefined) break;
  }
  if (first === undefined) return null;
  const before = await engine.query(
    `select count(*) as place from ${table} as denials where denials.denial_id < '${String(first["denial_id"])}'`,
  );
  return { place: Number(before[0]?.["place"] ?? 0), isErased: first["is_erased"] === true };
}

/** How the stand-in of an erased person begins; the id of the erasure follows. */
export const ERASED = "erased-";

const HOUR_MS = 3_600_000;
const DAY_AS_ORDER_MS = 36 * HOUR_MS;

/** The ids that a denial taken in by `feedback` may have: which word the outcome was, and how exactly its time was told, is not kept. */
function reportedIds(row: Readonly<Record<string, unknown>>): string[] {
  if (row["source_id"] !== "feedback" || row["kind"] !== "outcome") return [];
  const order = Date.parse(`${String(row["order_at"]).replace(" ", "T")}Z`);
  if (Number.isNaN(order)) return [];
  const outcomes = row["word"] === "complained" ? ["complained"] : ["opted_out", "unsubscribed"];
  const moments = [
    ["instant", momentText(order)],
    ["day", momentText(order - DAY_AS_ORDER_MS)],
    ["unknown", ""],
  ];
  return outcomes.flatMap((outcome) =>
    moments.map(([kind = "", said = ""]) =>
      reportedDenialId(reportedOutcomeId([String(row["source_key"]), outcome, kind, said])),
    ),
  );
}

/** The id of an outcome of a released contact that was reported. */
export function reportedOutcomeId(said: readonly string[]): string {
  return sha256Text(["outcome", ...said].join("\u0000"));
}

/** The id of the denial that such an outcome is. */
export function reportedDenialId(outcomeId: string): string {
  return sha256Text(`feedback\u0000${outcomeId}`);
}

/** A moment as feedback writes it. */
export function momentText(ms: number): string {
  return new Date(ms).toISOString().replace("T", " ").replace("Z", "");
}
