import * as z from "zod";
import { INPUT_TABLES, type InputTableName } from "../domain/input-tables.ts";
import { CHANNELS } from "../domain/campaign.ts";
import { AUTHORITIES, TEXT_ENCODINGS } from "../domain/project.ts";
import { inputUndeclared } from "../errors.ts";
import { expression, expressionKey } from "./expression-leaf.ts";
import { formatsSchema, size, typesSchema } from "./format-schemas.ts";
import { anyWord, described, type LeafProblem, path, PATHS, word } from "./leaf.ts";
import { date, id, share, warehouseTable } from "./leaf-schemas.ts";

/** The columns of customers beyond the canonical ones: those the project declares, or whatever they are called. */
export type ExtraColumns = readonly string[] | "any";

/** One source of an input table. */
export function sourceSchema(table: InputTableName, extraColumns: ExtraColumns) {
  const shape = commonShape(table, extraColumns);
  switch (table) {
    case "transactions":
      return ofSomething(z.strictObject({ ...shape, ...transactionsShape }));
    case "customers":
      return ofSomething(z.strictObject({ ...shape, ...boughtShape, opt_out: optOuts(z.strictObject(scopeShape)) }));
    case "contact_points":
      return ofSomething(
        z.strictObject({ ...shape, ...boughtShape, opt_out: optOuts(z.strictObject(pointScopeShape)) }),
      );
    case "consent_events":
      return ofSomething(z.strictObject({ ...shape, ...boughtShape }));
    default:
      return ofSomething(z.strictObject(shape));
  }
}

/** A list of sources replaces a list: one that names nothing is wrong by itself, in a target that no run takes, too. */
function ofSomething<Source extends z.ZodType<{ files?: unknown; table?: unknown }>>(source: Source): Source {
  return source.check(({ value, issues }) => {
    if (value.files !== undefined || value.table !== undefined) return;
    const problem: LeafProblem = (options) => inputUndeclared({}, options);
    issues.push({ code: "custom", input: value, params: { problem } });
  });
}

/** A source as written; what only some tables have is absent from the others. */
export type SourceShape = z.output<ReturnType<typeof sourceSchema>> & {
  readonly bought?: z.output<typeof boughtShape.bought>;
  readonly opt_out?: Readonly<Record<string, OptOutScope>>;
};

export type FormatsShape = NonNullable<SourceShape["formats"]>;

/** What an opt-out column refuses; `stop_scope` in contact points only. */
export type OptOutScope = z.output<z.ZodObject<typeof scopeShape>> & {
  readonly stop_scope?: "person" | "contact_point";
};

const transactionsShape = {
  records: z.enum(["line", "transaction"]).default("line"),
  refund_sign: z.enum(["negative", "positive"]).default("negative"),
};

const boughtShape = {
  bought: z
    .strictObject({
      seller: word({ en: "the seller", "zh-CN": "卖方" }),
      licence: word({ en: "the licence's reference", "zh-CN": "许可的编号" }),
      ends: date,
    })
    .optional(),
};

const scopeShape = {
  purpose: word({ en: "a purpose", "zh-CN": "用途" }).optional(),
  channel: z.enum([...CHANNELS, "*"]).optional(),
  authority: z.enum(AUTHORITIES).default("subject"),
};

const pointScopeShape = { ...scopeShape, stop_scope: z.enum(["person", "contact_point"]).default("person") };

/** Opt-out columns: expressions over the source's columns, each with what it refuses. */
function optOuts<Scope extends z.ZodType>(scope: Scope) {
  return described(z.record(expressionKey, scope).default({}), {
    en: "columns with what each refuses, such as { do_not_call: { channel: call } }",
    "zh-CN": "各列及其拒绝的内容，例如 { do_not_call: { channel: call } }",
  });
}

const csvShape = {
  delimiter: z.enum([",", ";", "\t", "|"]).default(","),
  quote: z.enum(['"', "'"]).default('"'),
};

function commonShape(table: InputTableName, extraColumns: ExtraColumns) {
  return {
    source: id,
    files: described(z.union([path, z.array(path).min(1)]), PATHS).optional(),
    table: warehouseTable.optional(),
    format: z.enum(["csv", "jsonl", "parquet"]).optional(),
    csv: z.strictObject(csvShape).optional(),
    encoding: z.enum(TEXT_ENCODINGS).optional(),
    max_decompressed: size.optional(),
    formats: formatsSchema.optional(),
    types: typesSchema.default({}),
    columns: columnsSchema(table, extraColumns),
    where: expression.optional(),
    reject_threshold: share.prefault("0%"),
    authority: z.enum(AUTHORITIES).default("user"),
    collection_channel: anyWord.optional(),
    right_of_use_asked: z.boolean().optional(),
  };
}

/** A mapping whose keys are the table's columns: a column it lacks is an unknown key, one it needs a missing one. */
function columnsSchema(table: InputTableName, extraColumns: ExtraColumns) {
  const columns = INPUT_TABLES[table].map(
    ({ name, isRequired }) => [name, isRequired ? expression : expression.optional()] as const,
  );
  const declared = table === "customers" && extraColumns !== "any" ? extraColumns : [];
  const extras = declared.map((name) => [name, expression.optional()] as const);
  const schema = z.strictObject(Object.fromEntries([...columns, ...extras]));
  const isOpen = table === "customers" && extraColumns === "any";
  return described(isOpen ? schema.catchall(expression) : schema, { en: "a mapping of columns", "zh-CN": "列的映射" });
}
