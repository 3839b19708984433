import * as z from "zod";
import { decoysSchema } from "./decoys-schema.ts";
import { word } from "./leaf.ts";
import { date, id, recipient } from "./leaf-schemas.ts";

/** One vendor file: who receives lists, and what they have promised. */
export const vendorSchema = z.strictObject({
  id,
  name: word({ en: "the vendor's name", "zh-CN": "供应商的名称" }),
  contract: z.strictObject({ reference: word({ en: "the contract's reference", "zh-CN": "合同编号" }), ends: date }),
  confidentiality: z.strictObject({ ends: date }),
  processor: z.boolean(),
  recipient: recipient.optional(),
  decoys: decoysSchema,
});
