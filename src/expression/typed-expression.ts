import type { Expression } from "./expression.ts";

/** A condition is of type boolean; an instant is a timestamp in UTC; a number is an exact decimal. */
export type ValueType = "text" | "number" | "boolean" | "date" | "instant";

/** The names an expression may use, spelt exactly. A name of type number holds at most 30 digits before the point and 8 after. */
export type Scope = ReadonlyMap<string, ValueType>;

/** How many digits a number can have before and after the point: the SQL type decimal(whole + decimals, decimals). */
export interface NumberShape {
  readonly whole: number;
  readonly decimals: number;
}

/** What the check found out about one node. */
export interface Typing {
  readonly type: ValueType;
  /** Known for numbers only. */
  readonly shape: NumberShape | undefined;
  /** It is null whatever the row holds; the type comes from where it stands. */
  readonly isNull: boolean;
}

/** An expression whose types fit; the only thing that can be printed as SQL. */
export interface TypedExpression {
  readonly expression: Expression;
  readonly type: ValueType;
  readonly shape: NumberShape | undefined;
  readonly typings: ReadonlyMap<Expression, Typing>;
}
