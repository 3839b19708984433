import type { StatedTime } from "../../src/domain/consent.ts";
import type { Authority } from "../../src/domain/project.ts";
import type { ListingStatement } from "./listings.ts";
import type { Loading, MergeStatement } from "./merges.ts";

/** What every statement has. Words are as the file has them. */
export interface Statement {
  readonly id: string;
  readonly loadings: readonly Loading[];
  /** The highest authority that its source can speak with. */
  readonly ceiling: Authority;
  readonly customerId: string | null;
  /** A contact point was written, readable or not. */
  readonly namesContactPoint: boolean;
  /** Null when there is none that can be read. */
  readonly contactKey: string | null;
}

interface ConsentStatement extends Statement {
  readonly action: string;
  readonly purpose: string | null;
  readonly channel: string | null;
  readonly topic: string | null;
  readonly effective: StatedTime;
  readonly recorded: StatedTime;
  readonly expires: StatedTime;
  readonly legalBasis: string | null;
  readonly authority: string | null;
  readonly origin: string | null;
  readonly stopScope: string | null;
  readonly method: string | null;
  readonly proofRef: string | null;
  readonly noticeId: string | null;
  readonly noticeVersion: string | null;
}

interface SuppressionStatement extends Statement {
  /** Whether its contact key names a domain or a prefix of numbers in place of one point. */
  readonly area: "domain" | "prefix" | null;
  readonly scope: string | null;
  readonly authority: string | null;
  readonly effective: StatedTime;
  readonly expires: StatedTime;
}

interface OutcomeStatement extends Statement {
  readonly outcome: string;
  readonly channel: string | null;
  readonly contacted: StatedTime;
}

/** A contact point of a customer; days are 00:00 UTC in milliseconds, both inclusive, null when open. */
export interface Holding {
  readonly customerId: string;
  readonly contactKey: string;
  readonly fromDay: number | null;
  readonly untilDay: number | null;
}

/** A version of a notice as far as a campaign looks at it. */
export interface ToldVersion {
  readonly noticeId: string;
  readonly version: string;
  readonly uses: readonly string[];
  readonly channels: readonly string[];
  readonly recipients: readonly string[];
}

/** Everything ever stated, whatever files still carry it. */
export interface Statements {
  readonly purposes: readonly string[];
  readonly channels: readonly string[];
  /** What people were told. */
  readonly notices: readonly ToldVersion[];
  readonly events: readonly ConsentStatement[];
  readonly suppressions: readonly SuppressionStatement[];
  readonly listings: readonly ListingStatement[];
  readonly outcomes: readonly OutcomeStatement[];
  readonly holdings: readonly Holding[];
  readonly merges: readonly MergeStatement[];
}
