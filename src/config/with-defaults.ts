import * as z from "zod";
import { isMapping } from "./layered-value.ts";

/**
 * A value that fits a schema, as it is written, with every default filled in; keys come in the schema's order.
 *
 * The schema's own parsing gives what values mean; this gives what somebody would have to write to say it all.
 */
export function withDefaults(schema: z.core.$ZodType, value: unknown): unknown {
  if (schema instanceof z.ZodOptional) return value === undefined ? undefined : withDefaults(schema.unwrap(), value);
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return withDefaults(schema.unwrap(), value === undefined ? schema.def.defaultValue : value);
  if (schema instanceof z.ZodPipe)
    return withDefaults(schema.in instanceof z.ZodTransform ? schema.out : schema.in, value);
  if (schema instanceof z.ZodUnion)
    return withDefaults(schema.options.find((option) => z.safeParse(option, value).success) ?? z.unknown(), value);
  if (schema instanceof z.ZodArray && Array.isArray(value))
    return value.map((item) => withDefaults(schema.element, item));
  if (schema instanceof z.ZodObject && isMapping(value)) return objectWithDefaults(schema, value);
  if (schema instanceof z.ZodRecord && isMapping(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, withDefaults(schema.valueType, inner)]),
    );
  return value;
}

function objectWithDefaults(schema: z.ZodObject, value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const known = Object.entries<z.core.$ZodType>(schema.shape).map(
    ([key, field]) => [key, withDefaults(field, value[key])] as const,
  );
  const others = Object.entries(value).filter(([key]) => !Object.hasOwn(schema.shape, key));
  return Object.fromEntries([...known, ...others].filter(([, inner]) => inner !== undefined));
}
