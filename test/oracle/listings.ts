import { type Denial, denialTimes, type Question, type StatedTime } from "../../src/domain/consent.ts";
import type { Loading } from "./merges.ts";
import type { Asked } from "./told.ts";

/** A row of a register: it binds while its newest snapshot has it. */
export interface ListingStatement {
  /** The register and the point: rows that agree in both are one entry. */
  readonly id: string;
  readonly contactKey: string;
  readonly loadings: readonly Loading[];
  readonly effective: StatedTime;
  readonly channels: readonly string[];
  /** A national register binds the number, a partner's list whoever has it. */
  readonly bindsPoint: boolean;
  readonly purpose: string;
  /** The channels on which the law of the register lets a later consent lift it. */
  readonly liftedOn: readonly string[];
}

export interface ListedDenial extends Denial {
  readonly id: string;
  readonly customerId: null;
  readonly origin: null;
  readonly knownAt: number;
  readonly liftedOn: readonly string[];
}

/** What registers deny. An entry is known since the first snapshot that had it, whatever row said so. Source: consent-gate.md §4. */
export function listedDenials(listings: readonly ListingStatement[]): ListedDenial[] {
  return listings
    .filter(({ loadings }) => loadings.some(({ isStillThere }) => isStillThere))
    .flatMap((listing) => {
      const entry = listings.filter(({ id }) => id === listing.id);
      const knownAt = Math.min(...entry.flatMap(({ loadings }) => loadings.map(({ seenAt }) => seenAt)));
      return listing.channels.map((channel) => ({
        id: listing.id,
        customerId: null,
        contactKey: listing.contactKey,
        ...denialTimes(listing.effective, { kind: "absent" }, knownAt),
        purpose: listing.purpose,
        channel,
        topic: null,
        isPointStop: listing.bindsPoint,
        isOfManyPoints: false,
        isListing: true,
        origin: null,
        authority: "subject" as const,
        knownAt,
        liftedOn: listing.liftedOn,
      }));
    });
}

/** What anybody said of a listing counts where the register's law lets it, and for the company that was told alone. */
export function mayBeLifted(denial: Denial & { readonly liftedOn?: readonly string[] }, question: Question): boolean {
  const { recipients = [] }: Asked = question;
  return denial.liftedOn === undefined || (recipients.length === 0 && denial.liftedOn.includes(question.channel));
}
