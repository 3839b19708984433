import { z } from "zod";
import { INPUT_TABLES, type InputTableName } from "../domain/input-tables.ts";
import { AUTHORITIES } from "../domain/project.ts";
import { expression } from "./expression-leaf.ts";
import { anyWord, described, path, PATHS } from "./leaf.ts";
import { id, share } from "./leaf-schemas.ts";

/** The columns of customers beyond the canonical ones: those the project declares, or whatever they are called. */
export type ExtraColumns = readonly string[] | "any";

/** One source of an input table. */
export function sourceSchema(table: InputTableName, extraColumns: ExtraColumns) {
  const shape = commonShape(table, extraColumns);
  return table === "transactions" ? z.strictObject({ ...shape, ...transactionsShape }) : z.strictObject(shape);
}

export type SourceShape = z.output<ReturnType<typeof sourceSchema>>;

const transactionsShape = {
  records: z.enum(["line", "transaction"]).default("line"),
  refund_sign: z.enum(["negative", "positive"]).default("negative"),
};

const csvShape = {
  delimiter: z.enum([",", ";", "\t", "|"]).default(","),
  quote: z.enum(['"', "'"]).default('"'),
  encoding: z.enum(["utf-8"]).default("utf-8"),
};

function commonShape(table: InputTableName, extraColumns: ExtraColumns) {
  return {
    source: id,
    files: described(z.union([path, z.array(path).min(1)]), PATHS),
    format: z.enum(["csv", "parquet"]).optional(),
    csv: z.strictObject(csvShape).optional(),
    columns: columnsSchema(table, extraColumns),
    where: expression.optional(),
    reject_threshold: share.prefault("0%"),
    authority: z.enum(AUTHORITIES).default("user"),
    collection_channel: anyWord.optional(),
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
