import * as z from "zod";

/** A JSON Schema of draft 2020-12, as the JSON it is. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Keys from the root of a document to a value; `*` is any key of a mapping, `[]` any item of a list. */
export type SchemaPath = readonly string[];

export interface JsonSchemaOptions {
  readonly title: string;
  /** Whether documents are written by people, or by this program with everything filled in. */
  readonly writtenBy: "people" | "program";
  /** What the value at a path is for, where somebody has said. */
  readonly meaningAt?: MeaningAt;
}

type MeaningAt = (path: SchemaPath) => string | undefined;

/** The JSON Schema of the documents that a schema takes. */
export function jsonSchemaOf(
  schema: z.core.$ZodType,
  { title, writtenBy, meaningAt = () => undefined }: JsonSchemaOptions,
): JsonSchema {
  const io = writtenBy === "people" ? "input" : "output";
  const { $schema, ...json } = z.toJSONSchema(schema, { io, target: "draft-2020-12" });
  return { $schema, ...tidied(json, [], meaningAt), title };
}

/** With what each value is for, and without what is only this program's own. */
function tidied(json: JsonSchema, path: SchemaPath, meaningAt: MeaningAt): JsonSchema {
  const said = [meaningAt(path), json["description"]].filter((text) => typeof text === "string");
  const entries = Object.entries(json).flatMap(([keyword, value]): [string, unknown][] => {
    if (keyword === "readOnly" || keyword === "description" || isNoLimit(value)) return [];
    if (keyword === "writtenExamples") return [["examples", value]];
    return [[keyword, tidiedKeyword(keyword, value, path, meaningAt)]];
  });
  return { ...(said.length === 0 ? {} : { description: said.join(": ") }), ...Object.fromEntries(entries) };
}

/** The limits of JavaScript's whole numbers are none of the document's. */
function isNoLimit(value: unknown): boolean {
  return typeof value === "number" && Math.abs(value) === Number.MAX_SAFE_INTEGER;
}

function tidiedKeyword(keyword: string, value: unknown, path: SchemaPath, meaningAt: MeaningAt): unknown {
  const inner = (part: unknown, ...steps: readonly string[]): unknown =>
    typeof part === "object" && part !== null ? tidied(part as JsonSchema, [...path, ...steps], meaningAt) : part;
  switch (keyword) {
    case "properties":
      return Object.fromEntries(Object.entries(value as JsonSchema).map(([key, part]) => [key, inner(part, key)]));
    case "additionalProperties":
      return inner(value, "*");
    case "items":
      return inner(value, "[]");
    case "propertyNames":
      return inner(value, "(key)");
    case "anyOf":
    case "oneOf":
      return (value as readonly unknown[]).map((part, index) => inner(part, `(${index})`));
    default:
      return value;
  }
}
