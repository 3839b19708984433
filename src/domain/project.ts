import type { ErrorPosition } from "../errors.ts";
import type { Language } from "../language.ts";
import type { Officer } from "./approval.ts";
import type { ExtraColumn } from "./audience-columns.ts";
import type { ClusterDeclaration } from "./cluster.ts";
import type { Duration } from "./durations.ts";
import type { Campaign, Caps, Channel, Holdout } from "./campaign.ts";
import type { EngineLimits } from "./engine-limits.ts";
import type { InputTableName } from "./input-tables.ts";
import type { ListKind, RegisterRules, WhenUnavailable } from "./list.ts";
import type { Notice } from "./notice.ts";
import type { Report } from "./report.ts";
import type { DisclosureRules } from "./disclosure-rules.ts";
import type { RetentionRules } from "./retention.ts";
import type { RobustnessDeclaration } from "./resample.ts";
import type { RfmDeclaration } from "./rfm.ts";
import type { RuleBook } from "./rules.ts";
import type { Secret } from "./secret.ts";
import type { Vendor } from "./vendor.ts";

/** A well-formed text of the expression language, with the place it was written and the names it uses, each once. */
export interface ExpressionText {
  readonly text: string;
  readonly names: readonly string[];
  readonly at: ErrorPosition;
  /** Where the character at an offset of the text was written; a text that comes from no file has no such places. */
  readonly placeOf?: (offset: number) => ErrorPosition;
}

/** A share of a whole, exact: `0.1%` is 1,000 parts per million. */
export interface Share {
  readonly text: string;
  readonly partsPerMillion: number;
}

export const AUTHORITIES = ["machine", "user", "admin", "subject"] as const;
export type Authority = (typeof AUTHORITIES)[number];

/** Everything the configuration says: defaults applied, references resolved, secrets fetched. */
export interface Project {
  /** Absolute path of the folder that holds gatekeeper.yaml; every path below is relative to it. */
  readonly directory: string;
  readonly path: string;
  /** SHA-256 of gatekeeper.yaml's bytes, in hexadecimal. */
  readonly contentHash: string;
  readonly version: 1;
  readonly id: string;
  readonly controller: string;
  /** IANA name. */
  readonly timeZone: string;
  /** ISO 4217 code. */
  readonly currency: string;
  /** ISO 3166 code: the country of numbers and addresses that name none. */
  readonly defaultCountry: string;
  readonly language: Language;
  /** The sources of every input table, in the order declared; no source for a table the project does not have. */
  readonly inputs: Readonly<Record<InputTableName, readonly SourceDeclaration[]>>;
  readonly lists: readonly ListDeclaration[];
  readonly rfm: RfmDeclaration;
  readonly robustness: RobustnessDeclaration;
  readonly purchaseStatus: PurchaseStatusDeclaration;
  readonly dueToBuy: DueToBuyDeclaration;
  /** Undefined for a project without one. */
  readonly funnel: FunnelDeclaration | undefined;
  readonly caps: ProjectCaps;
  /** Who is left out of all marketing; undefined for nobody. */
  readonly holdout: Holdout | undefined;
  readonly engine: EngineLimits;
  /** Where the models run; undefined for the embedded engine. */
  readonly cluster: ClusterDeclaration | undefined;
  readonly disclosure: DisclosureRules;
  readonly retention: RetentionRules;
  readonly keys: {
    readonly reference: Secret;
    /** What tombstones are made with, the one in use first; the former ones recognise old tombstones. */
    readonly erasure: readonly [Secret, ...Secret[]];
  };
  readonly journal: JournalDeclaration;
  /** Who may approve campaigns, in the order declared. */
  readonly officers: readonly Officer[];
  readonly extraColumns: readonly ExtraColumn[];
  /** The built-in purposes, then the declared ones. */
  readonly purposes: readonly string[];
  /** Sorted by id, like reports, vendors and notices. */
  readonly campaigns: readonly Campaign[];
  readonly reports: readonly Report[];
  readonly vendors: readonly Vendor[];
  /** The shipped rules, with the project's own in place of them. */
  readonly rules: RuleBook;
  /** The share of a campaign's candidates that may live where no rules are known. */
  readonly withoutRules: Share;
  readonly notices: readonly Notice[];
}

/** Frequency caps beyond those of campaigns: of all of them, of those on a channel, and of those for a purpose. */
export interface ProjectCaps extends Caps {
  readonly channels: Readonly<Partial<Record<Channel, Caps>>>;
  readonly purposes: Readonly<Record<string, Caps>>;
}

/** How a source is written: as files of a format, or as a table of the warehouse that the models run in. */
export type SourceFormat = FileFormat | "table";
export type FileFormat = "csv" | "jsonl" | "parquet";
export type CsvDelimiter = "," | ";" | "\t" | "|";
export type CsvQuote = '"' | "'";

/** How the characters of a text file are written; `utf-16` is told little end first or big end first by its mark. */
export const TEXT_ENCODINGS = ["utf-8", "utf-16", "utf-16le", "utf-16be", "gb18030"] as const;
export type TextEncoding = (typeof TEXT_ENCODINGS)[number];

/** What a column of a source holds as text, where it is declared: its expressions then have it as that type. */
export const DECLARED_TYPES = ["text", "number", "date", "timestamp"] as const;
export type DeclaredType = (typeof DECLARED_TYPES)[number];

/** How a source writes numbers and times, in place of the plain forms; what does not follow it is unreadable. */
export interface SourceFormats {
  /** Patterns of docs/expressions.md, such as `d/M/yyyy` and `M/d/yyyy H:mm`; undefined for ISO 8601. */
  readonly date: string | undefined;
  readonly timestamp: string | undefined;
  readonly decimal: string;
  /** What stands between groups of three digits; empty for nothing. */
  readonly thousands: string;
  /** The first of the hundred years that a year of two digits may mean. */
  readonly pivot: number | undefined;
}

/** How the files of one source become rows of an input table. Source: contracts.md §2. */
export interface SourceDeclaration {
  readonly source: string;
  readonly table: InputTableName;
  /** Paths or globs relative to the project's folder; none where the source is a table of the warehouse. */
  readonly files: readonly string[];
  /** The table that the source is, as `catalog.schema.table`; undefined where it is files. */
  readonly warehouseTable: string | undefined;
  readonly format: SourceFormat;
  /** The declared dialect; undefined for other formats. */
  readonly csv: { readonly delimiter: CsvDelimiter; readonly quote: CsvQuote } | undefined;
  /** Of text files; means nothing for Parquet. */
  readonly encoding: TextEncoding;
  /** The most bytes a compressed file may become; undefined for the limit of docs/configuration.md. */
  readonly maxDecompressedBytes: number | undefined;
  readonly formats: SourceFormats | undefined;
  /** Columns of the source with a declared type, by name. */
  readonly types: Readonly<Record<string, DeclaredType>>;
  /** The mapped columns, canonical and extra, in the order declared; the names in them are columns of the source. */
  readonly columns: readonly ColumnMapping[];
  /** A record for which this is not true is excluded, and counted apart. */
  readonly where: ExpressionText | undefined;
  /** Whether a record is a line of a transaction or a whole one; `line` for tables other than transactions. */
  readonly records: "line" | "transaction";
  /** The share of a file's records that may be rejected before the run is refused. */
  readonly rejectThreshold: Share;
  readonly refundSign: "negative" | "positive";
  /** The highest authority this source can speak with. */
  readonly authority: Authority;
  /** How the data was collected, such as `web` or `counter`; `bought_list` for a bought-in list. */
  readonly collectionChannel: string | undefined;
  /** Whether people were asked for the right of use when the data was collected; undefined when nobody says. */
  readonly rightOfUseAsked: boolean | undefined;
  readonly bought: BoughtList | undefined;
  /** Columns in which people say no; none but in customers and contact points. */
  readonly optOuts: readonly OptOutColumn[];
  readonly at: ErrorPosition;
}

/** Where a bought-in list comes from; `endsDate` is the last local day of the licence, `YYYY-MM-DD`. */
export interface BoughtList {
  readonly seller: string;
  readonly licence: string;
  readonly endsDate: string;
}

/** A column of a source in which whatever is not blank and no word for no refuses. `*` is every purpose or every channel. */
export interface OptOutColumn {
  readonly expression: ExpressionText;
  readonly purpose: string;
  readonly channel: string;
  /** It refuses the contact point of its record and nothing else of the customer. */
  readonly isOfPoint: boolean;
  readonly authority: Authority;
}

export interface ColumnMapping {
  readonly column: string;
  readonly expression: ExpressionText;
}

/** A suppression list that must be there. Source: contracts.md §2. */
export interface ListDeclaration {
  readonly listId: string;
  readonly kind: ListKind;
  /** Undefined for the company's own list, whose rows are kept for ever. */
  readonly register: RegisterRules | undefined;
  /** The share of its rows that may be gone since the last run before the run is refused. */
  readonly allowedShrink: Share;
  readonly allowEmpty: boolean;
  /** The number of rows after a lawful change. */
  readonly expectedRows: number | undefined;
  /** Who is refused where it is missing, empty or too old: everybody, or whom it is about. */
  readonly whenUnavailable: WhenUnavailable;
  readonly at: ErrorPosition;
}

/** Where the journal's heads are kept once more, and the key that signs both. */
export interface JournalDeclaration {
  /** Absolute. */
  readonly headsFolder: string;
  /** Undefined until the first entry is written, where it is kept in a file that is made then. */
  readonly key: Secret | undefined;
  /** Absolute; empty where the key is no file. */
  readonly keyFile: string;
}

/** The calendar periods that people can be expected to buy in. */
export const PURCHASE_PERIODS = ["month", "quarter"] as const;
export type PurchasePeriodUnit = (typeof PURCHASE_PERIODS)[number];

/** Which period the purchase status is about, and how much longer than their rhythm people may take. Source: rfm.md §4. */
export interface PurchaseStatusDeclaration {
  readonly period: PurchasePeriodUnit;
  /** On the median gap between orders. */
  readonly tolerance: Share;
}

/** How far people are through their rhythm, from the last order on. */
export const DUE_CLASSES = ["not_due", "due_soon", "due", "overdue", "long_overdue"] as const;
export type DueClass = (typeof DUE_CLASSES)[number];

/** Which of the classes the list due_to_buy holds. */
export interface DueToBuyDeclaration {
  readonly classes: readonly DueClass[];
}

/** The rules of the customer funnel; conditions are over the names of an audience. Source: rfm.md §4. */
export interface FunnelDeclaration {
  readonly targetMarket: ExpressionText;
  /** Kinds of interactions, in lower case, that show an intention to buy. */
  readonly intentionKinds: readonly string[];
  /** How long before the as-of day an intention counts. */
  readonly intentionWithin: Duration;
  readonly strongPower: ExpressionText;
  /** Asked of whoever is not strong. */
  readonly weakPower: ExpressionText;
  /** From the as-of day on, when a target is expected to buy. */
  readonly shortTerm: Duration;
}

/** Every name that the conditions of a funnel use; none without one. */
export function funnelNames(funnel: FunnelDeclaration | undefined): readonly string[] {
  if (funnel === undefined) return [];
  return [funnel.targetMarket, funnel.strongPower, funnel.weakPower].flatMap(({ names }) => names);
}
