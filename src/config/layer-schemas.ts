import * as z from "zod";
import { isMapping } from "./layered-value.ts";
import { described, EXPECTED } from "./leaf.ts";
import { id } from "./leaf-schemas.ts";
import { projectSchema } from "./project-schema.ts";
import { keysOf, schemaAt } from "./schema-at.ts";
import type { ExtraColumns } from "./source-schema.ts";

/** What gatekeeper.yaml alone says: what the project is, and what its data and purposes are called and classed as. */
const FIXED = { version: true, project: true, columns: true, purposes: true, default_target: true } as const;

/** The schemas of a configuration: of the whole, and of what each layer may say. */
export interface LayerSchemas {
  /** All layers together. */
  readonly whole: ReturnType<typeof projectSchema>;
  /** gatekeeper.yaml: whole by itself, except for inputs that targets or the local file bring. */
  readonly base: z.ZodType;
  /**
   * A target and the environment: where data comes from, what a run does with it and how; each key alone, because the layers
   * below have the others. Lists, and the sources in them, are whole.
   */
  readonly overrides: z.ZodType;
  /** gatekeeper.local.yaml: what differs on one machine, and which target it takes when nobody says. */
  readonly local: z.ZodType;
}

/** The schemas that hold for a project with these extra customer columns. */
export function layerSchemas(extraColumns: ExtraColumns): LayerSchemas {
  const whole = projectSchema(extraColumns);
  const { language } = whole.shape.project.shape;
  const overrides = z.strictObject({
    project: partial(z.strictObject({ language })).optional(),
    ...mapShape(whole.omit(FIXED).shape, (schema) => partial(schema).optional()),
  });
  const target = described(overrides, {
    en: "a mapping of what differs there, {} for nothing",
    "zh-CN": "该环境不同之处的映射；没有不同则写 {}",
  });
  return {
    whole,
    base: whole.extend({
      inputs: whole.shape.inputs.optional(),
      targets: z.record(id, target).optional(),
    }),
    overrides,
    local: overrides.extend({ default_target: id.optional() }),
  };
}

/** What of a layer's value may override: without the keys that are known to the whole and not to the layer's schema. */
export function withoutFixed(value: unknown, schema: z.core.$ZodType, whole: z.core.$ZodType): unknown {
  if (!isMapping(value)) return value;
  const isFixed = (key: string): boolean => !keysOf(schema).includes(key) && keysOf(whole).includes(key);
  const kept = Object.entries(value).filter(([key]) => !isFixed(key));
  return Object.fromEntries(
    kept.map(([key, inner]) => {
      const [own, full] = [schemaAt(schema, [key]), schemaAt(whole, [key])];
      return [key, own === undefined || full === undefined ? inner : withoutFixed(inner, own, full)];
    }),
  );
}

/** The same schema with nothing required and no default but inside lists. */
function partial(schema: z.core.$ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return saying(schema, partial(schema.unwrap()));
  if (schema instanceof z.ZodObject) {
    const shape = mapShape(schema.shape, (inner) => partial(inner).optional());
    return saying(schema, z.strictObject(shape));
  }
  if (schema instanceof z.ZodRecord) return saying(schema, z.record(schema.keyType, partial(schema.valueType)));
  return schema as z.ZodType;
}

function mapShape(
  shape: Readonly<Record<string, z.core.$ZodType>>,
  change: (schema: z.core.$ZodType) => z.ZodType,
): Record<string, z.ZodType> {
  return Object.fromEntries(Object.entries(shape).map(([key, schema]) => [key, change(schema)]));
}

/** A schema made from another one, that says of itself what the other one does: to readers of messages and of JSON Schemas. */
function saying(from: z.core.$ZodType, schema: z.ZodType): z.ZodType {
  const { id: _, ...metadata } = z.globalRegistry.get(from) ?? {};
  const same = Object.keys(metadata).length === 0 ? schema : schema.meta(metadata);
  const expected = EXPECTED.get(from);
  if (expected !== undefined) EXPECTED.add(same, expected);
  return same;
}
