import type { CollapsedScore } from "./collapsed-score.ts";
import type { LocalizedText } from "../language.ts";
import type { ConfigurationMessages } from "./messages/configuration.ts";
import type { ReportDimension, ReportMeasure } from "../domain/report.ts";
import type { DoctorMessages } from "./messages/doctor.ts";
import type { AuditMessages } from "./messages/audit.ts";
import type { ExportAuditMessages } from "./messages/export-audit.ts";
import type { EvidenceMessages } from "./messages/evidence.ts";
import type { InitMessages } from "./messages/init.ts";
import type { ApprovalMessages } from "./messages/approvals.ts";
import type { EraseMessages } from "./messages/erase.ts";
import type { FeedbackMessages } from "./messages/feedback.ts";
import type { KeygenMessages } from "./messages/keygen.ts";
import type { MapMessages } from "./messages/maps.ts";
import type { RecallMessages } from "./messages/recall.ts";
import type { ScrubMessages } from "./messages/scrub.ts";
import type { PlannedReportMessages } from "./messages/planned-reports.ts";
import type { PruneMessages } from "./messages/prune.ts";
import type { ListMessages } from "./messages/lists.ts";
import type { StopsMessages } from "./messages/stops.ts";
import type { DataModelMessages } from "./data-model-messages.ts";

/** Every sentence the program says that is not an error; one implementation for each language. */
export interface Messages {
  /** While files are loaded: how many of how many, and their records. */
  filesSoFar(loaded: number, found: number, records: string): string;
  fileLoaded(file: string, records: string, rejected: string, excluded: string): string;
  runFinished(runId: string): string;
  runKnown(runId: string): string;
  stoppedAfter(stage: string): string;
  /** Asks for the as-of moment. */
  readonly asOfWanted: string;
  planned(asOf: string): string;
  readonly candidates: string;
  readonly listed: string;
  readonly heldOut: string;
  refusedBecause(reasonClass: string): string;
  /** Of the candidates, those in places without rules. */
  readonly withoutRules: string;
  readonly peopleToTell: (notice: string, version: string, people: string) => string;
  readonly withheldNote: (minimumUnits: number) => string;
  /** By class, in the order in which they are judged. */
  readonly reasonClasses: Readonly<Record<string, string>>;
  readonly approvalNone: string;
  readonly approvalRequired: string;
  readonly stagedList: string;
  readonly report: string;
  nothingToCompare(asOf: string): string;
  comparedByOtherRules(asOf: string, runId: string): string;
  /** Of moments that sizes over time leave out. */
  momentsOfOtherRules(moments: readonly MomentOfRun[]): string;
  momentsNotPublished(moments: readonly MomentOfRun[]): string;
  cellsWithheld(cells: number): string;
  readonly evidence: string;
  readonly dataQuality: string;
  /** Over the findings on the data, each with the share of a source's records that have it. */
  readonly dataFindings: string;
  /** `areNamed`: they stand above already, so that nobody has to ask for them. */
  findings(count: number, areNamed: boolean): string;
  next(command: string): string;
  orWhy(command: string): string;
  released(releaseId: string): string;
  releasedBefore(releaseId: string): string;
  releasedList(campaign: string, path: string, removed: string, approval: string): string;
  valid(campaigns: number, reports: number, files: number): string;
  dropped(file: string, columns: readonly string[]): string;
  unused(table: string, column: string, dataClass: string, sources: string): string;
  initialised(folder: string): string;
  isMerged(customer: string, person: string): string;
  explained(campaign: string, customer: string, outcome: string, runId: string): string;
  law(law: string): string;
  /** A citation of law alone, as it stands in a column; empty for `none`. */
  citation(law: string): string;
  /** A denial as evidence of a refusal, down to the record it was said in. */
  denial(denial: DenialToShow): string;
  /** Evidence about one contact point. */
  evidenceOn(contactKey: string, evidence: string): string;
  /** Evidence that is no denial: an id, a purpose, or a cap in the words of its gate. */
  otherEvidence(evidence: string): string;
  gatesPassed(count: number, isAll: boolean): string;
  /** Of somebody who objects, so that no audience made of behaviour holds them. */
  objects(campaign: string, customer: string, runId: string): string;
  readonly lists: ListMessages;
  notInAudience(campaign: string, customer: string, runId: string): string;
  removedAt(releaseId: string, reason: string): string;
  windowPast(campaign: string, to: string): string;
  nobodyToList(tables: readonly string[]): string;
  /** `place` is the country whose people the list is about; null for everybody. */
  listUnavailable(list: string, campaign: string, place: string | null): string;
  noRecentTransaction(days: number, asOf: string): string;
  scoresCollapsed(score: CollapsedScore): string;
  dataScarce(missing: LocalizedText): string;
  readonly dataModel: DataModelMessages;
  licenceEnds(source: string, ends: string, campaign: string, to: string): string;
  vendorTermEnds(vendor: string, ends: string, campaign: string, to: string): string;
  since(runId: string): string;
  change(before: string, now: string): string;
  readonly configuration: ConfigurationMessages;
  causedBy(cause: string): string;
  /** What a column of a released list holds; extra columns speak for themselves. */
  readonly listColumns: Readonly<Record<string, string>>;
  readonly reportText: ReportTextMessages;
  readonly doctor: DoctorMessages;
  readonly evidenceText: EvidenceMessages;
  readonly init: InitMessages;
  readonly approvals: ApprovalMessages;
  readonly keygen: KeygenMessages;
  readonly maps: MapMessages;
  readonly prune: PruneMessages;
  readonly plannedReports: PlannedReportMessages;
  readonly stops: StopsMessages;
  readonly erase: EraseMessages;
  readonly feedback: FeedbackMessages;
  readonly recall: RecallMessages;
  readonly scrub: ScrubMessages;
  readonly audit: AuditMessages;
  readonly exportAudit: ExportAuditMessages;
}

/** An earlier as-of moment and the run that was made for it. */
export interface MomentOfRun {
  readonly asOf: string;
  readonly runId: string;
}

/** A denial that a gate refused for. */
export interface DenialToShow {
  /** The word of the event or the list. */
  readonly word: string;
  /** The event's own id; null where the source has none. */
  readonly sourceKey: string | null;
  readonly purpose: string;
  readonly channel: string;
  /** The instant it binds from, UTC; null for a date that cannot be read. */
  readonly startAt: string | null;
  readonly sourceId: string;
  /** The file of this run; null when only an earlier run had it. */
  readonly file: string | null;
  readonly record: number;
  /** How the denial was matched to the person; null in runs that did not record it. */
  readonly tier: string | null;
}

/** The words of a protected table as text: an artefact, so in the language of the project. */
export interface ReportTextMessages {
  /** The header of a column. */
  columnTitle(name: ReportDimension | ReportMeasure): string;
  /** The title above the grid of a measure. */
  measureTitle(name: ReportMeasure): string;
  /** The value of a total's dimension. */
  readonly all: string;
  /** The values of a dimension that are small, together. */
  readonly other: string;
  about(asOf: string, currency: string, runId: string, report: string): string;
  /** Whose sales count; null where it begins with the first one. */
  period(from: string | null, before: string): string;
  /** Of a report with a period: whose orders and revenue it says. */
  flows(from: string, before: string): string;
  /** Small values of these dimensions are one. */
  remainder(dimensions: readonly string[]): string;
  /** Of a table of which more than a fifth is withheld. */
  readonly muchWithheld: string;
  /** What the words of the column `value_status` mean. */
  readonly valueStatus: Readonly<Record<"published" | "partly_withheld" | "withheld", string>>;
  protection(minimumUnits: number): string;
  /** Of a table that counts who could be contacted. */
  contactableProtection(minimumUnits: number): string;
  readonly withheldWhole: string;
  cellsWithheld(cells: number): string;
  cellsPartlyWithheld(cells: number): string;
}
