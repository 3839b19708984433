import { canonicalJson } from "../io/canonical-json.ts";
import { type GrowingRows, NO_ROWS } from "./growing-rows.ts";
import { hashedPart, type Part } from "./part.ts";
import { partsOf, type RegisterSnapshot } from "./register-snapshot.ts";

/** The tables of the stops store. */
export type StopTable = "denials" | "holders" | "merges" | "tombstones";

/** What `index.json` of the stops store says. */
export interface StopsIndex extends Readonly<Record<Exclude<StopTable, "tombstones">, GrowingRows>> {
  readonly tombstones: GrowingRows;
  /** Ids of input files whose denials and merges are all in the store. */
  readonly absorbedFiles: readonly string[];
  /** Rows of each suppression list when its file was last absorbed. */
  readonly listRows: Readonly<Record<string, number>>;
  /** The last snapshot of each register; absent in a project that never had one. */
  readonly registers?: Readonly<Record<string, RegisterSnapshot>>;
}

export const EMPTY_INDEX: StopsIndex = {
  denials: NO_ROWS,
  holders: NO_ROWS,
  merges: NO_ROWS,
  tombstones: NO_ROWS,
  absorbedFiles: [],
  listRows: {},
};

/** Whether two indexes say the same. */
export function isSame(one: StopsIndex, other: StopsIndex): boolean {
  const text = (index: StopsIndex) => canonicalJson(index);
  return text(one) === text(other);
}

/** Every part that an index names, those of the registers as well. */
export function partsOfIndex({
  denials,
  holders,
  merges,
  tombstones = NO_ROWS,
  registers = {},
}: Partial<StopsIndex> & Pick<StopsIndex, "denials" | "holders" | "merges">): readonly Part[] {
  const growing = [denials, holders, merges, tombstones].flatMap(({ parts }) => parts);
  return [...growing, ...Object.values(registers).flatMap(partsOf)];
}

/** An index with the hash of every part: whoever vouches for the index vouches for them. */
export async function withHashes(folder: string, index: StopsIndex): Promise<StopsIndex> {
  const hashed = async (rows: GrowingRows): Promise<GrowingRows> => {
    const parts: Part[] = [];
    for (const part of rows.parts) parts.push(await hashedPart(folder, part));
    return { ...rows, parts };
  };
  const registers: Record<string, RegisterSnapshot> = {};
  for (const [listId, { earlier, ...last }] of Object.entries(index.registers ?? {})) {
    const before: NonNullable<RegisterSnapshot["earlier"]>[number][] = [];
    for (const one of earlier ?? []) before.push({ ...one, changes: await hashedPart(folder, one.changes) });
    const part = await hashedPart(folder, last.part);
    registers[listId] = { ...last, part, ...(earlier === undefined ? {} : { earlier: before }) };
  }
  return {
    ...index,
    denials: await hashed(index.denials),
    holders: await hashed(index.holders),
    merges: await hashed(index.merges),
    tombstones: await hashed(index.tombstones),
    ...(index.registers === undefined ? {} : { registers }),
  };
}
