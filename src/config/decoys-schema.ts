import * as z from "zod";
import type { Decoys } from "../domain/decoys.ts";
import { word } from "./leaf.ts";
import { id } from "./leaf-schemas.ts";

/** Invented recipients, of every list of a vendor or of a campaign. */
export const decoysSchema = z
  .strictObject({
    file: word({ en: "a CSV file of the project", "zh-CN": "项目中的一个 CSV 文件" }),
    seed: id,
    per_list: z.int().min(1).optional(),
  })
  .optional();

/** The declaration as the program takes it. */
export function decoysOf(shape: z.output<typeof decoysSchema>): Decoys | undefined {
  return shape && { file: shape.file, seed: shape.seed, perList: shape.per_list };
}
