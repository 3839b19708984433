import fc from "fast-check";

import type { Channel } from "../../../src/domain/campaign.ts";
import type { ListDeclaration } from "../../../src/domain/project.ts";
import type { ListingStatement } from "../../oracle/listings.ts";
import type { Loading } from "../../oracle/merges.ts";
import { at, statedTime, type TimeSpec } from "./times.ts";
import type { LoadingKind, PointSpec } from "./world.ts";

/** The registers of the worlds, with what their declarations and the shipped rules make of them. */
interface RegisterSpec {
  readonly listId: string;
  readonly kind: "national_register" | "partner";
  readonly jurisdiction: string | undefined;
  /** None is every channel. */
  readonly channels: readonly Channel[];
  /** The channels on which the rows of its jurisdiction let a later consent lift it. */
  readonly liftedOn: readonly Channel[];
}

const REGISTERS: readonly RegisterSpec[] = [
  { listId: "tps", kind: "national_register", jurisdiction: "GB", channels: ["call"], liftedOn: ["call"] },
  { listId: "dnc", kind: "national_register", jurisdiction: "CN", channels: [], liftedOn: [] },
  { listId: "shop", kind: "partner", jurisdiction: "US", channels: [], liftedOn: ["call"] },
  { listId: "club", kind: "partner", jurisdiction: undefined, channels: ["sms", "email"], liftedOn: [] },
];

/** The rows of a register about a point of a world: `gone` ones are in its first snapshot alone, `new` ones in its second. */
export interface ListingSpec {
  readonly register: string;
  readonly contact: PointSpec;
  readonly loadings: readonly LoadingKind[];
  readonly effective: TimeSpec;
  /** The channel on which the first customer says yes for the very point; null says nothing. */
  readonly answer: Channel | null;
}

const anyListing: fc.Arbitrary<ListingSpec> = fc.record({
  register: fc.constantFrom("tps", "dnc", "shop", "club"),
  contact: fc.record({ point: fc.constantFrom(0, 0, 0, 1, 3, 5, 10, 12, 14), spelling: fc.constantFrom(0, 0, 1, 2) }),
  loadings: fc.constantFrom<LoadingKind[][]>(["kept"], ["new"], ["gone"], ["gone", "new"]),
  effective: fc.constantFrom<TimeSpec[]>({ kind: "absent" }, { kind: "absent" }, at("2026-11-08T00:00:00.000Z"), {
    kind: "unreadable",
  }),
  answer: fc.constantFrom<(Channel | null)[]>("call", "call", "sms", null),
});

/** In America 00 begins no number of elsewhere: a row that writes it so has a second reading, by its digits alone. */
export const listing: fc.Arbitrary<ListingSpec> = anyListing.map(({ contact, ...row }) => ({
  ...row,
  contact: row.register === "shop" && contact.spelling === 2 ? { ...contact, spelling: 0 } : contact,
}));

/** What the first customer says to being listed: later than some listings, and earlier than others. */
export function answersTo<Event>(listings: readonly ListingSpec[], plain: Event): Event[] {
  return listings.flatMap(({ answer: channel, contact, effective }) => {
    const said = at(effective.kind === "absent" ? "2026-11-24T00:00:00.000Z" : "2026-11-10T00:00:00.000Z");
    return channel === null ? [] : [{ ...plain, action: "give", customer: 0, contact, channel, effective: said }];
  });
}

/** The declarations, as the configuration is read. */
export function registerDeclarations(): ListDeclaration[] {
  return REGISTERS.map(({ listId, kind, jurisdiction, channels }) => ({
    listId,
    kind,
    register: {
      jurisdiction,
      channels,
      snapshot: "2026-11-20",
      maxAge: { count: 99, unit: "year" },
      hash: undefined,
      controlValue: undefined,
    },
    allowedShrink: { text: "100%", partsPerMillion: 1_000_000 },
    allowEmpty: true,
    expectedRows: undefined,
    whenUnavailable: "refuse_run",
    at: { file: "gatekeeper.yaml" },
  }));
}

/** The same declarations as a configuration has them. */
export function registerShapes(): Record<string, object> {
  return Object.fromEntries(
    REGISTERS.map(({ listId, kind, jurisdiction, channels }) => [
      listId,
      {
        kind,
        ...(jurisdiction === undefined ? {} : { jurisdiction }),
        ...(channels.length === 0 ? {} : { channel: channels }),
        snapshot: "2026-11-20",
        max_age: "99 years",
        allowed_shrink: "100%",
        allow_empty: true,
      },
    ]),
  );
}

/** What a register says of a point, as the oracle reads it: rows of one register about one key are one entry. */
export function listingStatement(
  { register, effective }: ListingSpec,
  contactKey: string,
  loadings: readonly Loading[],
): ListingStatement {
  const found = REGISTERS.find(({ listId }) => listId === register);
  if (found === undefined) throw new Error(`no register is named ${register}`);
  const { kind, channels, liftedOn } = found;
  return {
    id: `${register} ${contactKey}`,
    contactKey,
    loadings,
    effective: statedTime(effective),
    channels: channels.length === 0 ? ["*"] : channels,
    bindsPoint: kind !== "partner",
    purpose: kind === "partner" ? "*" : "direct_marketing",
    liftedOn,
  };
}
