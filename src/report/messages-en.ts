import type { Messages } from "./messages.ts";

/** A number of things. */
function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}

/** What the program says, in English. */
export const MESSAGES_EN: Messages = {
  fileLoaded: (file, records, rejected, excluded) =>
    `${file}: ${records} records, ${rejected} rejected, ${excluded} excluded`,
  runFinished: (runId) => `Run ${runId} is finished.`,
  runKnown: (runId) =>
    `Run ${runId} is finished already: the same inputs, configuration and state. Nothing was done again.`,
  stoppedAfter: (stage) => `Stopped after stage ${stage}, as asked. Nothing was staged or published.`,
  planned: (asOf) => `Plan as of ${asOf}: nothing was written. Lists and reports come with run.`,
  candidates: "in the audience",
  listed: "listed",
  refused: "refused",
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
  },
  approvalNone: "approval: none, nobody approves it",
  approvalRequired: "approval: required, cannot be released in this version",
  stagedList: "staged list",
  report: "report",
  cellsWithheld: (cells) => (cells === 0 ? "no cell withheld" : `${cells} cells withheld`),
  evidence: "exact counts, evidence",
  next: (command) => `Next: ${command}`,
  orWhy: (command) => `Why: ${command}`,
  released: (releaseId) => `Release ${releaseId}:`,
  releasedBefore: (releaseId) => `Released already, as ${releaseId}. Nothing was released again.`,
  releasedList: (campaign, path, removed, approval) =>
    `${campaign}: ${path} (${removed} removed since the run; ${approval})`,
  valid: (campaigns, reports, files) =>
    `The configuration is valid: ${counted(campaigns, "campaign")}, ${counted(reports, "report")}, ${counted(files, "input file")}.`,
  dropped: (file, columns) => `${file}: not mapped, so not loaded: ${columns}`,
  initialised: (folder) => `A project was made in ${folder}, with a reference key of its own in keys/.`,
  explained: (campaign, customer, outcome, runId) => `${campaign}: customer ${customer} is ${outcome} (run ${runId})`,
  law: "law",
  gatesPassed: (count, isAll) =>
    isAll ? `All ${count} gates found nothing.` : `The other ${count} gates found nothing.`,
  notInAudience: (campaign, customer, runId) =>
    `${campaign}: customer ${customer} is not in the audience (run ${runId}): its condition does not hold for them at the run's as-of moment, or no file has that customer id.`,
  removedAt: (releaseId, reason) => `Removed again at ${releaseId}: ${reason}, said or seen after the run.`,
  windowPast: (campaign, to) =>
    `Warning: the send window of ${campaign} ended on ${to}. Nobody may be contacted from this list any more.`,
  noRecentTransaction: (days, asOf) =>
    `Warning: no transaction lies in the ${days} days before --as-of ${asOf}. Is the date right, and are the files complete?`,
  since: (runId) => `Since run ${runId}:`,
  change: (before, now) => `${before} → ${now}`,
  schemasWritten: (folder) => `The schemas of configuration files are in ${folder}, for your editor.`,
  origins: {
    default: "default",
    target: (name, place) => `target ${name} ${place}`,
    environment: (variable) => `environment ${variable}`,
    flag: (name) => `flag ${name}`,
  },
};
