import { z } from "zod";
import { INPUT_TABLES, type InputTableName } from "../domain/input-tables.ts";
import { AUTHORITIES, TEXT_ENCODINGS } from "../domain/project.ts";
import { expression } from "./expression-leaf.ts";
import { formatsSchema, size, typesSchema } from "./format-schemas.ts";
import { word } from "./leaf.ts";
import { id, share } from "./leaf-schemas.ts";

/** One source of an input table; `extraColumns` are those the project declares for customers. */
export function sourceSchema(table: InputTableName, extraColumns: readonly string[]) {
  const shape = commonShape(table, extraColumns);
  return table === "transactions" ? z.strictObject({ ...shape, ...transactionsShape }) : z.strictObject(shape);
}

export type SourceShape = z.output<ReturnType<typeof sourceSchema>>;
export type FormatsShape = NonNullable<SourceShape["formats"]>;

const path = word("a path");

const transactionsShape = {
  records: z.enum(["line", "transaction"]).default("line"),
  refund_sign: z.enum(["negative", "positive"]).default("negative"),
};

const csvShape = {
  delimiter: z.enum([",", ";", "\t", "|"]).default(","),
  quote: z.enum(['"', "'"]).default('"'),
};

function commonShape(table: InputTableName, extraColumns: readonly string[]) {
  return {
    source: id,
    files: z.union([path, z.array(path).min(1)]).describe("a path or a list of paths"),
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
    collection_channel: word("a text").optional(),
  };
}

/** A mapping whose keys are the table's columns: a column it lacks is an unknown key, one it needs a missing one. */
function columnsSchema(table: InputTableName, extraColumns: readonly string[]) {
  const columns = INPUT_TABLES[table].map(
    ({ name, isRequired }) => [name, isRequired ? expression : expression.optional()] as const,
  );
  const extras = table === "customers" ? extraColumns.map((name) => [name, expression.optional()] as const) : [];
  return z.strictObject(Object.fromEntries([...columns, ...extras])).describe("a mapping of columns");
}
