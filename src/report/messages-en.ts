import { matchedBy } from "./matching-tier.ts";
import { capOf } from "./cap-evidence.ts";
import { DATA_MODEL_MESSAGES_EN } from "./data-model-messages.ts";
import { BREAKS_TO_BEGIN_WITH } from "./collapsed-score.ts";
import type { Messages, MomentOfRun } from "./messages.ts";
import { CONFIGURATION_MESSAGES } from "./messages/configuration.ts";
import { DOCTOR_MESSAGES } from "./messages/doctor.ts";
import { AUDIT_MESSAGES } from "./messages/audit.ts";
import { EXPORT_AUDIT_MESSAGES } from "./messages/export-audit.ts";
import { EVIDENCE_MESSAGES } from "./messages/evidence.ts";
import { INIT_MESSAGES } from "./messages/init.ts";
import { APPROVAL_MESSAGES } from "./messages/approvals.ts";
import { KEYGEN_MESSAGES } from "./messages/keygen.ts";
import { MAP_MESSAGES } from "./messages/maps.ts";
import { PLANNED_REPORT_MESSAGES } from "./messages/planned-reports.ts";
import { PRUNE_MESSAGES } from "./messages/prune.ts";
import { LIST_MESSAGES } from "./messages/lists.ts";
import { ERASE_MESSAGES } from "./messages/erase.ts";
import { FEEDBACK_MESSAGES } from "./messages/feedback.ts";
import { RECALL_MESSAGES } from "./messages/recall.ts";
import { SCRUB_MESSAGES } from "./messages/scrub.ts";
import { STOPS_MESSAGES } from "./messages/stops.ts";

/** A number of things. */
function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}

function momentsInWords(moments: readonly MomentOfRun[]): string {
  return moments.map(({ asOf, runId }) => `${asOf} (${runId})`).join(", ");
}

/** What the program says, in English. */
export const MESSAGES_EN: Messages = {
  filesSoFar: (loaded, found, records) =>
    `${loaded} of ${found} ${found === 1 ? "file" : "files"}${loaded === 0 ? "" : `, ${records} ${records === "1" ? "record" : "records"}`}`,
  fileLoaded: (file, records, rejected, excluded) =>
    `${file}: ${records} ${records === "1" ? "record" : "records"}, ${rejected} rejected, ${excluded} excluded`,
  runFinished: (runId) => `Run ${runId} is finished.`,
  runKnown: (runId) =>
    `Run ${runId} is finished already: the same inputs, configuration and state. Nothing was done again.`,
  stoppedAfter: (stage) => `Stopped after stage ${stage}, as asked. Nothing was staged or published.`,
  asOfWanted: "As of which day? Purchases strictly before it count (YYYY-MM-DD)",
  planned: (asOf) => `Plan as of ${asOf}: nothing was written. Lists and reports come with run.`,
  candidates: "in the audience",
  listed: "listed",
  heldOut: "held out",
  refusedBecause: (reasonClass) => `refused: ${reasonClass}`,
  withoutRules: "where no rules are known",
  peopleToTell: (notice, version, people) =>
    `Notice ${notice} changed: ${people} must be told of version ${version}; who they are is in private/people_to_tell.parquet`,
  withheldNote: (minimumUnits) =>
    `[c]: withheld, because fewer than ${minimumUnits} people are in it, or it would give such a number away.`,
  reasonClasses: {
    absolute: "deceased, minor, legal hold, restricted or to be erased",
    subject: "said no",
    register: "on a suppression list",
    basis: "no valid consent",
    data_use: "no consent to a use of data",
    record: "unknown, duplicate or test record",
    contact_point: "no usable contact point",
    preference: "preferences",
    window: "outside calling hours",
    allocation: "contact point taken or frequency cap",
    system: "a suppression list is unavailable",
  },
  approvalNone: "approval: none, nobody approves it",
  approvalRequired: "approval: required, to be approved before release",
  stagedList: "staged list",
  report: "report",
  nothingToCompare: (asOf) =>
    `No finished run as of a moment before ${asOf} has its tables, so previous_segment is (none). Say --compare-as-of DAY to have it computed.`,
  comparedByOtherRules: (asOf, runId) =>
    `Warning: previous_segment is read from run ${runId} as of ${asOf}, which made its segments by other rules than those of today: some customers moved because the rules did. Say --compare-as-of ${asOf} to have it computed by today's rules.`,
  momentsOfOtherRules: (moments) =>
    `Warning: segment sizes over time leave out ${momentsInWords(moments)}: made by other rules than those of today. Run those days again to have them.`,
  momentsNotPublished: (moments) =>
    `Warning: segment sizes over time leave out ${momentsInWords(moments)}: no report of that moment published them without a withheld cell. Where none was made of it, run that day again to have one.`,
  cellsWithheld: (cells) => (cells === 0 ? "no cell withheld" : `${cells} ${cells === 1 ? "cell" : "cells"} withheld`),
  evidence: "exact counts, evidence",
  dataQuality: "data quality",
  dataFindings: "Doubtful in the data, by source and share of its records ([c]: too few to say):",
  findings: (count, areNamed) =>
    count === 0 ? "nothing doubtful" : `${counted(count, "finding")}${areNamed ? "" : "; -v names them"}`,
  next: (command) => `Next: ${command}`,
  orWhy: (command) => `Why: ${command}`,
  released: (releaseId) => `Release ${releaseId}:`,
  releasedBefore: (releaseId) => `Released already, as ${releaseId}. Nothing was released again.`,
  releasedList: (campaign, path, removed, approval) =>
    `${campaign}: ${path} (${removed} removed since the run; ${approval})`,
  valid: (campaigns, reports, files) =>
    `The configuration is valid: ${counted(campaigns, "campaign")}, ${counted(reports, "report")}, ${counted(files, "input file")}.`,
  dropped: (file, columns) => `${file}: not mapped, so not loaded: ${columns.join(", ")}`,
  unused: (table, column, dataClass, sources) =>
    `${table}.${column} (${dataClass}; ${sources}): loaded, and used by no campaign, gate or report. Take it out of columns: unless a report outside needs it.`,
  initialised: (folder) => `A project was made in ${folder}, with a reference key of its own in keys/.`,
  isMerged: (customer, person) => `Customer ${customer} is merged with others into one person, who is named ${person}.`,
  explained: (campaign, customer, outcome, runId) => `${campaign}: customer ${customer} is ${outcome} (run ${runId})`,
  law: (law) => `law: ${law}`,
  citation: (law) => (law === "none" ? "" : law),
  denial: ({ word, sourceKey, purpose, channel, startAt, sourceId, file, record, tier }) => {
    const since = startAt === null ? "at any time (no date that can be read)" : `from ${startAt} UTC`;
    const place = file ?? `an earlier file of source ${sourceId}`;
    return `${word} (${sourceKey ?? "no id"}), purpose ${purpose}, channel ${channel}, ${since}; ${place} record ${record}${matchedBy(tier)}`;
  },
  evidenceOn: (contactKey, evidence) => `${contactKey}: ${evidence}`,
  otherEvidence: (evidence) => {
    const cap = capOf(evidence);
    return cap === null ? evidence : `at most ${cap.contacts} in ${counted(cap.window, cap.unit)}`;
  },
  gatesPassed: (count, isAll) =>
    isAll ? `All ${count} gates found nothing.` : `The other ${count} gates found nothing.`,
  objects: (campaign, customer, runId) =>
    `${campaign}: customer ${customer} is in no audience that is made of behaviour (run ${runId}): the person objects.`,
  lists: LIST_MESSAGES.en,
  notInAudience: (campaign, customer, runId) =>
    `${campaign}: customer ${customer} is not in the audience (run ${runId}): its condition does not hold for them at the run's as-of moment.`,
  removedAt: (releaseId, reason) => `Removed again at ${releaseId}: ${reason}, said or seen after the run.`,
  windowPast: (campaign, to) =>
    `Warning: the send window of ${campaign} ended on ${to}. Nobody may be contacted from this list any more.`,
  listUnavailable: (list, campaign, place) =>
    `Warning: list ${list} has no rows or is too old for ${campaign}, so ${place === null ? "nobody" : `nobody who may live in ${place}`} is on its list.`,
  nobodyToList: (tables) => `Warning: no record was loaded of ${tables.join(", ")}, so nobody can come onto a list.`,
  noRecentTransaction: (days, asOf) =>
    `Warning: no transaction lies in the ${days} days before --as-of ${asOf}. Is the date right, and are the files complete?`,
  scoresCollapsed: ({ dimension, levels, bins, hasBreaks }) =>
    hasBreaks
      ? `Warning: the ${dimension} score uses ${levels} of ${bins} levels, because nobody's value lies in the other classes of its breaks. Compare rfm.breaks.${dimension} with the values of each score in private/scores.json.`
      : `Warning: the ${dimension} score uses ${levels} of ${bins} levels, because too many customers have the same value. Give it breaks, such as rfm.breaks: { ${dimension}: ${BREAKS_TO_BEGIN_WITH[dimension]} }.`,
  dataScarce: (missing) =>
    `Warning: ${missing.en}: scores and segments mean little yet. rfm.strict: true makes this an error.`,
  dataModel: DATA_MODEL_MESSAGES_EN,
  licenceEnds: (source, ends, campaign, to) =>
    `Warning: the licence of bought-in list ${source} ends on ${ends}, and the send window of ${campaign} on ${to}. Whoever is known from that list only, and its contact points, cannot be contacted.`,
  vendorTermEnds: (vendor, ends, campaign, to) =>
    `Warning: vendor ${vendor} is bound until ${ends}, and the send window of ${campaign} ends on ${to}. Its list counts as disclosure to a third party.`,
  since: (runId) => `Since run ${runId}:`,
  change: (before, now) => `${before} → ${now}`,
  configuration: CONFIGURATION_MESSAGES.en,
  causedBy: (cause) => `caused by: ${cause}`,
  listColumns: {
    reference: "Opaque and unique: names this contact in what you report back",
    full_name: "The person's name",
    phone: "The telephone number to use",
    email: "The e-mail address to use",
    address: "The postal address to use",
    language: "The language the person prefers",
    time_zone: "The person's time zone",
    household_id: "People of one household share it",
  },
  reportText: {
    columnTitle: (name) => name,
    measureTitle: (name) => name.replaceAll("_", " "),
    all: "(all)",
    other: "(other)",
    about: (asOf, currency, runId, report) => `As of ${asOf}; amounts in ${currency}; run ${runId}; report ${report}.`,
    period: (from, before) =>
      from === null ? `All sales before ${before} count.` : `Sales from ${from} on and before ${before} count.`,
    flows: (from, before) =>
      `Orders and revenue are those of the days from ${from} on and before ${before} alone; customers are counted as of the moment above.`,
    remainder: (dimensions) => `Small values of ${dimensions.join(", ")} are one: (other).`,
    muchWithheld: "That is more than a fifth of the cells: a coarser table would say more.",
    valueStatus: {
      published: "the numbers of the cell; an empty one has no value, such as a mean of no orders",
      partly_withheld:
        "the numbers of the cell that are there; an empty sum, or number of whom could be contacted, is withheld",
      withheld: "no number of the cell: it has too few customers, or would give away one that has",
    },
    protection: (minimumUnits) =>
      `Each customer is counted once. A cell of fewer than ${minimumUnits} customers is withheld and shown as [c].`,
    contactableProtection: (minimumUnits) =>
      `How many could be contacted is withheld where it is fewer than ${minimumUnits} customers, or all but fewer than ${minimumUnits}, or where another number would give it away.`,
    withheldWhole: "This table is withheld whole: beside another published table it would give withheld cells away.",
    cellsWithheld: (cells) =>
      cells === 1
        ? "One cell is withheld."
        : `${cells} cells are withheld: of too few customers, and others that would give these away.`,
    cellsPartlyWithheld: (cells) =>
      `Of ${cells} ${cells === 1 ? "cell" : "cells"} some numbers are withheld and the others are there.`,
  },
  doctor: DOCTOR_MESSAGES.en,
  evidenceText: EVIDENCE_MESSAGES.en,
  init: INIT_MESSAGES.en,
  approvals: APPROVAL_MESSAGES.en,
  keygen: KEYGEN_MESSAGES.en,
  maps: MAP_MESSAGES.en,
  prune: PRUNE_MESSAGES.en,
  plannedReports: PLANNED_REPORT_MESSAGES.en,
  stops: STOPS_MESSAGES.en,
  erase: ERASE_MESSAGES.en,
  feedback: FEEDBACK_MESSAGES.en,
  recall: RECALL_MESSAGES.en,
  scrub: SCRUB_MESSAGES.en,
  audit: AUDIT_MESSAGES.en,
  exportAudit: EXPORT_AUDIT_MESSAGES.en,
};
