import * as z from "zod";

/** SHA-256 in hexadecimal. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const runId = z.string().regex(/^run-[0-9a-f]{20}$/);

export const releaseId = z.string().regex(/^release-[0-9a-f]{20}$/);

/** A local day. */
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** A moment in UTC as the engine writes it. */
export const moment = z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\.\d{6}$/);

/** A moment in UTC, ISO 8601. */
export const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);

export const count = z.int().min(0);

/** A protected count: null where it is withheld. */
export const protectedCount = count.nullable();

export const approval = z.enum(["required", "none"]);

export function list<Item extends z.ZodType>(item: Item) {
  return z.array(item).readonly();
}

/** A mapping whose keys the data decides. */
export function mapping<Value extends z.ZodType>(value: Value) {
  return z.record(z.string(), value).readonly();
}

/** A mapping with exactly these keys. */
export function record<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape).readonly();
}
