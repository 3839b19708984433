/** SQL that reads a file or a table that others made, to put after `from`: every column as text, whatever types it has. */
export interface TextRelation {
  readonly relation: string;
  readonly columns: readonly string[];
  /** Those that are no texts there: their texts are in the plain forms, days and instants in ISO 8601. */
  readonly typedColumns: ReadonlySet<string>;
  /** Those whose values are several, or bytes, each with its type. */
  readonly nestedColumns: ReadonlyMap<string, string>;
}
