import type { LocalizedText } from "../language.ts";

/** How a model is kept: a table is computed once, a view each time it is read. */
export type Materialization = "table" | "view";

/** One SELECT of `sql/models/<schema>/<table>.sql`. */
export interface Model {
  /** `schema.table`, from the path. */
  readonly name: string;
  readonly schema: string;
  readonly description: string;
  /** The columns that name one row. */
  readonly grain: readonly string[];
  /** Why the grain holds without being counted, when the header says so (`grain holds:`). */
  readonly grainHolds: string | null;
  readonly materialized: Materialization;
  /** Computed only when a run asks for it; otherwise the table is there without a row (`on demand: yes`). */
  readonly isOnDemand: boolean;
  readonly select: string;
  /** The tables it reads, as its own text names them. */
  readonly reads: readonly string[];
}

/** The classes of gates in the order they are judged. Source: consent-gate.md §8. */
export const GATE_CLASSES = [
  "absolute",
  "subject",
  "register",
  "basis",
  "data_use",
  "record",
  "contact_point",
  "preference",
  "window",
  "allocation",
  "release",
  "system",
] as const;

export type GateClass = (typeof GATE_CLASSES)[number];

/** One SELECT of `sql/gates/<class>/<reason_code>.sql`: the people this reason forbids. */
export interface Gate {
  /** UPPER_SNAKE, from the file's name; never renamed, never reused. */
  readonly reasonCode: string;
  readonly class: GateClass;
  readonly rank: number;
  /** What the refusal means, in a sentence. */
  readonly meaning: LocalizedText;
  /** Campaign classes it speaks about. */
  readonly campaignClasses: readonly ("marketing" | "service")[];
  readonly override: string;
  readonly law: string;
  readonly labels: LocalizedText;
  /** Why its rows are unique by candidate and contact point, when the header says so (`grain holds:`): they are not grouped then. */
  readonly grainHolds: string | null;
  readonly select: string;
  readonly reads: readonly string[];
}

/** One SELECT of `sql/audits/<schema>/<claim>.sql`: the offending rows. */
export interface Audit {
  /** `schema/claim`, or `schema.table grain` for the ones made from a grain. */
  readonly name: string;
  readonly schema: string;
  readonly select: string;
}
