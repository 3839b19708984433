import { z } from "zod";
import { word } from "./leaf.ts";
import { date, id, recipient } from "./leaf-schemas.ts";

/** One vendor file: who receives lists, and what they have promised. */
export const vendorSchema = z.strictObject({
  id,
  name: word("the vendor's name"),
  contract: z.strictObject({ reference: word("the contract's reference"), ends: date }),
  confidentiality: z.strictObject({ ends: date }),
  processor: z.boolean(),
  recipient: recipient.optional(),
});
