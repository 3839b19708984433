import * as z from "zod";
import type { GatekeeperError } from "../errors.ts";
import { unwrapped } from "./schema-at.ts";
import { parseYaml, type PlacedValue } from "./yaml-file.ts";

/**
 * The value of an environment variable as its schema wants it: a number, `true` or `false`, a list or a mapping as YAML flow
 * text, and a text otherwise. What cannot be read so stays the text it is, and the schema says what it should be.
 *
 * Its place is the variable's name; within YAML text, line and column of the text beside it.
 */
export function readVariable(
  name: string,
  text: string,
  schema: z.core.$ZodType,
): { readonly read: PlacedValue | undefined; readonly problems: readonly GatekeeperError[] } {
  const kinds = kindsOf(schema);
  const plain = (value: unknown) => ({ read: { value, at: whole, atKey: whole }, problems: [] });
  const whole = () => ({ file: name });
  if (kinds.has("number") && /^-?\d+(?:\.\d+)?$/.test(text)) return plain(Number(text));
  if (kinds.has("boolean") && /^(?:true|false)$/.test(text)) return plain(text === "true");
  if (!kinds.has("structure") || text === "" || (kinds.size > 1 && !/^\s*[[{]/.test(text))) return plain(text);
  const { parsed, problems } = parseYaml(name, text);
  const read: PlacedValue | undefined = parsed && {
    value: parsed.value,
    at: (path, offset) => (path.length === 0 ? whole() : parsed.at(path, offset)),
    atKey: (path) => (path.length === 0 ? whole() : parsed.atKey(path)),
  };
  return { read, problems };
}

type Kind = "text" | "number" | "boolean" | "structure";

function kindsOf(schema: z.core.$ZodType): ReadonlySet<Kind> {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodUnion) return new Set(inner.options.flatMap((option) => [...kindsOf(option)]));
  if (inner instanceof z.ZodObject || inner instanceof z.ZodRecord || inner instanceof z.ZodArray)
    return new Set(["structure"]);
  if (inner instanceof z.ZodNumber) return new Set(["number"]);
  if (inner instanceof z.ZodBoolean) return new Set(["boolean"]);
  if (inner instanceof z.ZodLiteral) return new Set([...inner.values].map(kindOfLiteral));
  return new Set(["text"]);
}

function kindOfLiteral(value: unknown): Kind {
  return typeof value === "number" || typeof value === "boolean" ? (typeof value as "number" | "boolean") : "text";
}
