/** What can be added up: customers, what they did, and who of them could be contacted. */
export type Quantity = "customers" | "orders" | "revenue" | `contactable_${string}`;

/** What a column of a written table says of a row. */
export type ColumnMeaning =
  | { readonly kind: "sum"; readonly of: Quantity }
  /** Rounded to the nearest multiple. */
  | { readonly kind: "rounded_sum"; readonly of: Quantity; readonly to: number }
  | { readonly kind: "ratio"; readonly over: Quantity; readonly by: Quantity; readonly isPercent: boolean }
  /** Of the whole table's. */
  | { readonly kind: "share"; readonly of: Quantity; readonly isPercent: boolean }
  /** Of the whole table's, with all rows above it. */
  | { readonly kind: "cumulative_share"; readonly of: Quantity }
  /** One customer's own number. */
  | { readonly kind: "individual" }
  /** A class or an index that no number is worked out from here. */
  | { readonly kind: "class" }
  | { readonly kind: "status" };

const COLUMNS: Readonly<Record<string, ColumnMeaning>> = {
  orders: { kind: "sum", of: "orders" },
  revenue: { kind: "sum", of: "revenue" },
  sum: { kind: "sum", of: "revenue" },
  amount: { kind: "sum", of: "revenue" },
  mean_order_value: { kind: "ratio", over: "revenue", by: "orders", isPercent: false },
  mean: { kind: "ratio", over: "revenue", by: "customers", isPercent: false },
  mean_revenue: { kind: "ratio", over: "revenue", by: "customers", isPercent: false },
  orders_per_customer: { kind: "ratio", over: "orders", by: "customers", isPercent: false },
  avg_orders_per_customer: { kind: "ratio", over: "orders", by: "customers", isPercent: false },
  customer_share: { kind: "share", of: "customers", isPercent: false },
  order_share: { kind: "share", of: "orders", isPercent: false },
  revenue_share: { kind: "share", of: "revenue", isPercent: false },
  share: { kind: "share", of: "customers", isPercent: false },
  share_pct: { kind: "share", of: "customers", isPercent: true },
  cumulative_customer_share: { kind: "cumulative_share", of: "customers" },
  cumulative_revenue_share: { kind: "cumulative_share", of: "revenue" },
  median_r_score: { kind: "class" },
  median_f_score: { kind: "class" },
  median_m_score: { kind: "class" },
  gini: { kind: "class" },
  value_status: { kind: "status" },
};

/** Names of a column that counts the protected units. */
const UNITS = /^(?:customers|count|units|people|persons|households|payers|distinct_payers|freq)$/u;
const ROUNDED_UNITS = /^(?:customers|count)_rounded_to_(\d{1,4})$/u;
const CONTACTABLE = /^(contactable_[a-z_]+?)(_share)?$/u;
/** The greatest, the least and the middle one are one customer's own. */
const INDIVIDUAL = /^(?:max|min|median|quantile|percentile|p\d{1,2})(?:_.+)?$/u;

/** What a column's name says it is; null for a dimension, and for a name that the auditor does not know. */
export function meaningOf(name: string): ColumnMeaning | null {
  const known = Object.hasOwn(COLUMNS, name) ? COLUMNS[name] : undefined;
  if (known !== undefined) return known;
  if (UNITS.test(name)) return { kind: "sum", of: "customers" };
  const rounded = ROUNDED_UNITS.exec(name);
  if (rounded !== null) return { kind: "rounded_sum", of: "customers", to: Number(rounded[1]) };
  const [, quantity, share] = CONTACTABLE.exec(name) ?? [];
  if (quantity !== undefined) {
    const of = quantity as Quantity;
    return share === undefined ? { kind: "sum", of } : { kind: "ratio", over: of, by: "customers", isPercent: false };
  }
  return INDIVIDUAL.test(name) ? { kind: "individual" } : null;
}

/** Whether it counts something, so that it is a whole number and never less than nothing. */
export function isCount(quantity: Quantity): boolean {
  return quantity !== "revenue";
}
