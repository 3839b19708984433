import { rename, stat } from "node:fs/promises";
import { join } from "node:path";

import { type Engine, sqlText, type SqlValue } from "../engine/engine.ts";
import { sha256Text } from "../io/sha256.ts";
import type { GrowingRows, StateWriting } from "./growing-rows.ts";

/** What is kept of a person who is erased, and who it is. */
export interface Burial {
  readonly customerIds: readonly string[];
  readonly erasureId: string;
  /** What stands for the person in rows that stay. */
  readonly standIn: string;
  /** The tombstone, with the columns of `TOMBSTONE_COLUMNS`. */
  readonly rows: readonly (readonly SqlValue[])[];
}

/** The same rows under the same ids, with a stand-in for the person in those that name them. */
export async function bury(
  engine: Engine,
  folder: string,
  growing: GrowingRows,
  id: string,
  { customerIds, standIn, erasureId }: Burial,
  writing: StateWriting,
): Promise<GrowingRows> {
  const parts: GrowingRows["parts"][number][] = [];
  const list = customerIds.map(sqlText).join(", ");
  for (const part of growing.parts) {
    await engine.attach("erasure.part", [join(folder, part.file)]);
    const columns = (await engine.describe("select * from erasure.part")).map(({ name }) => name);
    const people = columns.filter((name) => name.endsWith("customer_id"));
    const isNamed = people.map((name) => `part.${name} in (${list})`).join(" or ");
    const found = await engine.query(`select count(*) as named from erasure.part where ${isNamed}`);
    if (Number(found[0]?.["named"] ?? 0) === 0) {
      parts.push(part);
      continue;
    }
    const cells = columns.map((name) => {
      if (people.includes(name))
        return `case when part.${name} in (${list}) then ${sqlText(standIn)} else part.${name} end as ${name}`;
      if (name === "contact_key")
        return `case when (${isNamed}) and part.contact_key is not null then ${sqlText(standIn)} else part.contact_key end as contact_key`;
      if (name === "source_key")
        return `case when (${isNamed}) then cast(null as varchar) else part.source_key end as source_key`;
      return `part.${name}`;
    });
    const file = `${id}-${sha256Text(`${part.file} ${erasureId}`).slice(0, 32)}.parquet`;
    await engine.writeParquet(`select ${cells.join(", ")} from erasure.part`, writing.temporaryFile, [id]);
    await writing.assertHeld();
    await rename(writing.temporaryFile, join(folder, file));
    const { size } = await stat(join(folder, file));
    parts.push({ file, rows: part.rows, bytes: size });
  }
  return { parts, contents: growing.contents };
}
