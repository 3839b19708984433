import { TrinoSQL } from "dt-sql-parser/dist/parser/trino/index.js";

const trino = new TrinoSQL();

/**
 * What Trino's grammar complains about in a text that must hold one statement, as `line:column message` counted
 * from 1; empty when it parses. Comments may stay in the text.
 *
 * A grammar knows neither functions nor types: `test/support/tidy/allowed-sql-functions.ts` holds those.
 */
export function trinoSyntaxErrors(sql: string): string[] {
  const errors = trino.validate(sql).map((error) => `${error.startLine}:${error.startColumn} ${error.message}`);
  if (errors.length > 0) return errors;
  const statements = trino.splitSQLByStatement(sql)?.length ?? 0;
  if (statements === 1) return [];
  return [statements === 0 ? "1:1 no statement" : `1:1 ${statements} statements in one text`];
}
