/**
 * The SQL functions models, gates and audits may call: those that give the same rows on both engines as this project
 * spells them. What differs between engines goes to `sql/functions/<engine>/`, whose names are allowed as well.
 *
 * A name is added after it was tried on both engines with nulls, empty text and the edge of its type.
 */
export const ALLOWED_SQL_FUNCTIONS: ReadonlySet<string> = new Set(
  Object.values({
    aggregates: [
      "count",
      "count_if",
      "sum",
      "min",
      "max",
      "min_by",
      "max_by",
      "any_value",
      "array_agg",
      "bitwise_or_agg",
      "grouping",
    ],
    windows: ["rank", "dense_rank", "row_number", "lag", "lead", "first_value", "last_value"],
    values: ["cast", "try_cast", "coalesce", "nullif", "if", "greatest", "least"],
    numbers: ["abs", "ceil", "floor", "mod", "sign"],
    dates: ["date_diff", "date_trunc", "extract", "year", "month", "day"],
    texts: ["concat_ws", "length", "lower", "lpad", "replace", "starts_with", "strpos", "substr", "trim"],
    patterns: ["regexp_extract"],
    arrays: ["contains", "row", "unnest"],
  }).flat(),
);
