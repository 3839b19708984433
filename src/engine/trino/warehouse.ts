import { type ErrorPosition, warehouseTableUnreadable } from "../../errors.ts";
import { sqlName, type Warehouse } from "../engine.ts";
import type { TextRelation } from "../text-relation.ts";
import type { ResultColumn, TrinoConnection } from "./connection.ts";
import { refusalOf } from "./errors.ts";

/** The tables of the cluster's catalogs. */
export class TrinoWarehouse implements Warehouse {
  readonly #connection: TrinoConnection;

  constructor(connection: TrinoConnection) {
    this.#connection = connection;
  }

  async table(name: string, at: ErrorPosition): Promise<TextRelation> {
    const quoted = name.split(".").map(sqlName).join(".");
    const columns = await this.#columnsOf(name, quoted, at);
    const texts = columns.map((column) => `${asText(column)} as ${sqlName(column.name)}`);
    return {
      relation: `(select ${texts.join(", ")} from ${quoted}) as texts`,
      columns: columns.map((column) => column.name),
      typedColumns: new Set(columns.flatMap((column) => (TEXT.test(column.type) ? [] : [column.name]))),
      nestedColumns: new Map(
        columns.flatMap(({ name: own, type }) => (PLAIN.test(type) ? [] : [[own, type] as const])),
      ),
    };
  }

  async #columnsOf(name: string, quoted: string, at: ErrorPosition): Promise<readonly ResultColumn[]> {
    let found: readonly ResultColumn[] = [];
    try {
      for await (const { columns } of this.#connection.pages(`select * from ${quoted} limit 0`))
        if (columns.length > 0) found = columns;
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null) throw error;
      throw warehouseTableUnreadable({ table: name, reason: refusal }, { at, cause: error });
    }
    return found;
  }
}

const TEXT = /^(?:var)?char\b/u;

/** What is one value, and no bytes; anything else written as text would be read as one. */
const PLAIN =
  /^(?:(?:var)?char|boolean|tinyint|smallint|integer|bigint|decimal|real|double|date|time|timestamp|uuid|ipaddress)\b/u;

/** A column as text in the plain forms: an instant in UTC, a number without exponent where it has at most eight decimals. */
function asText({ name, type }: ResultColumn): string {
  const column = sqlName(name);
  if (!PLAIN.test(type)) return "cast(null as varchar)";
  if (type.startsWith("timestamp")) {
    // A time of nanoseconds loses what no column here keeps.
    const isInstant = type.endsWith("with time zone");
    return isInstant
      ? `to_iso8601(cast(${column} as timestamp(6) with time zone) at time zone 'UTC')`
      : `cast(cast(${column} as timestamp(6)) as varchar)`;
  }
  if (type === "double" || type === "real") {
    const plain = `regexp_replace(cast(try_cast(${column} as decimal(38, 8)) as varchar), '[.]?0+$', '')`;
    return `coalesce(${plain}, cast(${column} as varchar))`;
  }
  return `cast(${column} as varchar)`;
}
