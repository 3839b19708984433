import * as z from "zod";
import { type LocalizedText, sameInEveryLanguage } from "../language.ts";
import { EXPECTED, secrets } from "./leaf.ts";
import type { YamlPath } from "./yaml-file.ts";

/** The schema that a value at a path is held to; undefined where the schema says nothing. */
export function schemaAt(schema: z.core.$ZodType, path: YamlPath): z.core.$ZodType | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return schema;
  const next = child(unwrapped(schema), step);
  return next === undefined ? undefined : schemaAt(next, rest);
}

/** The keys a mapping may have, in any of its alternatives where there are several; none for anything else. */
export function keysOf(schema: z.core.$ZodType | undefined): readonly string[] {
  const inner = schema && unwrapped(schema);
  if (inner instanceof z.ZodUnion) return [...new Set(inner.options.flatMap((option) => keysOf(option)))];
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
}

/** The words a value must be one of; none where it is not a matter of words. */
export function wordsOf(schema: z.core.$ZodType | undefined): readonly string[] {
  const inner = schema && unwrapped(schema);
  return inner instanceof z.ZodEnum ? inner.options.map(String) : [];
}

/** Whether any text will do. */
export function isAnyText(schema: z.core.$ZodType | undefined): boolean {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? isAnyText(schema.unwrap())
    : schema instanceof z.ZodString;
}

/** What to write for a list that says nothing more of itself. */
export const A_LIST: LocalizedText = { en: "a list", "zh-CN": "列表" };

/** What to write for a value, in words: what the outermost schema says that says anything, else its type. */
export function expectedOf(schema: z.core.$ZodType | undefined): LocalizedText {
  if (schema === undefined) return { en: "a value", "zh-CN": "值" };
  const said = EXPECTED.get(schema);
  if (said !== undefined) return said;
  const inner = unwrapOnce(schema);
  if (inner !== undefined) return expectedOf(inner);
  if (schema instanceof z.ZodEnum) return sameInEveryLanguage(schema.options.join(" | "));
  if (schema instanceof z.ZodBoolean) return { en: "true or false", "zh-CN": "true 或 false" };
  if (schema instanceof z.ZodNumber) return { en: "a whole number", "zh-CN": "整数" };
  if (schema instanceof z.ZodArray) return A_LIST;
  return schema instanceof z.ZodObject || schema instanceof z.ZodRecord
    ? { en: "a mapping (key: value)", "zh-CN": "映射（key: value）" }
    : { en: "a text", "zh-CN": "文本" };
}

/** Whether a value of this schema is or holds a reference to a secret. */
export function holdsSecret(schema: z.core.$ZodType | undefined): boolean {
  if (schema === undefined) return false;
  if (secrets.get(schema)?.isSecret === true) return true;
  const inner = unwrapOnce(schema);
  if (inner !== undefined) return holdsSecret(inner);
  if (schema instanceof z.ZodObject) return Object.values<z.core.$ZodType>(schema.shape).some(holdsSecret);
  if (schema instanceof z.ZodRecord) return holdsSecret(schema.valueType);
  return schema instanceof z.ZodArray && holdsSecret(schema.element);
}

function child(schema: z.core.$ZodType, step: string | number): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodObject) {
    const shape: Readonly<Record<string, z.core.$ZodType>> = schema.shape;
    return Object.hasOwn(shape, step) ? shape[step] : undefined;
  }
  if (schema instanceof z.ZodArray) return schema.element;
  if (schema instanceof z.ZodRecord) return schema.valueType;
  if (schema instanceof z.ZodUnion)
    return schema.options.map((option) => child(option, step)).find((found) => found !== undefined);
  return undefined;
}

/** The schema that sees a written value, without what makes it optional, gives it a default or changes it afterwards. */
export function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  const inner = unwrapOnce(schema);
  return inner === undefined ? schema : unwrapped(inner);
}

/** A pipe's side that sees the written value: a transform has none, so its other side does. */
function unwrapOnce(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return schema.unwrap();
  if (!(schema instanceof z.ZodPipe)) return undefined;
  return schema.in instanceof z.ZodTransform ? schema.out : schema.in;
}
