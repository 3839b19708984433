import { CHANNELS } from "../domain/campaign.ts";
import {
  FILE_NAME_SNAPSHOT,
  HASH_ALGORITHMS,
  HASH_ENCODINGS,
  HASH_FORMS,
  LIST_KINDS,
  WHEN_UNAVAILABLE,
} from "../domain/list.ts";
import { dateInvalid } from "../errors.ts";
import * as z from "zod";
import { described, leaf, word } from "./leaf.ts";
import { country, duration, id, isDate, share, shown } from "./leaf-schemas.ts";
import { secretReference } from "./secret-reference.ts";

/** The day of a register's snapshot, or that the names of its files say it. */
const snapshot = leaf(
  {
    en: `a day, YYYY-MM-DD, or ${FILE_NAME_SNAPSHOT} where the file's name says it`,
    "zh-CN": `YYYY-MM-DD 格式的日期；若由文件名给出，则为 ${FILE_NAME_SNAPSHOT}`,
  },
  (text) =>
    text === FILE_NAME_SNAPSHOT || isDate(text)
      ? { ok: true, value: text }
      : { ok: false, problem: (options) => dateInvalid({ text: shown(text) }, options) },
  { examples: ["2026-12-01", FILE_NAME_SNAPSHOT] },
);

const hash = z.strictObject({
  algorithm: z.enum(HASH_ALGORITHMS),
  encoding: z.enum(HASH_ENCODINGS).default("hex"),
  normalisation: z.enum(HASH_FORMS),
  salt: secretReference.optional(),
});

/** The suppression lists that must be there, by id. */
export const listsSchema = z
  .record(
    id,
    z.strictObject({
      kind: z.enum(LIST_KINDS),
      jurisdiction: country.optional(),
      channel: described(z.union([z.enum(CHANNELS), z.array(z.enum(CHANNELS)).min(1)]), {
        en: "a channel, or a list of channels",
        "zh-CN": "一个渠道，或渠道的列表",
      }).optional(),
      snapshot: snapshot.optional(),
      max_age: duration.optional(),
      hash: hash.optional(),
      control_value: word({ en: "a contact that the list always holds", "zh-CN": "名单始终包含的联系方式" }).optional(),
      allowed_shrink: share.prefault("2%"),
      allow_empty: z.boolean().default(false),
      expected_rows: z.int().min(0).optional(),
      when_unavailable: z.enum(WHEN_UNAVAILABLE).optional(),
    }),
  )
  .default({});
