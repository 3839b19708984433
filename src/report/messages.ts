/** Every sentence the program says that is not an error; one implementation for each language. */
export interface Messages {
  fileLoaded(file: string, records: string, rejected: string, excluded: string): string;
  runFinished(runId: string): string;
  runKnown(runId: string): string;
  stoppedAfter(stage: string): string;
  planned(asOf: string): string;
  readonly candidates: string;
  readonly listed: string;
  readonly refused: string;
  readonly withheldNote: (minimumUnits: number) => string;
  /** By class, in the order in which they are judged. */
  readonly reasonClasses: Readonly<Record<string, string>>;
  readonly approvalNone: string;
  readonly approvalRequired: string;
  readonly stagedList: string;
  readonly report: string;
  cellsWithheld(cells: number): string;
  readonly evidence: string;
  next(command: string): string;
  orWhy(command: string): string;
  released(releaseId: string): string;
  releasedBefore(releaseId: string): string;
  releasedList(campaign: string, path: string, removed: string, approval: string): string;
  valid(campaigns: number, reports: number, files: number): string;
  dropped(file: string, columns: string): string;
  initialised(folder: string): string;
  explained(campaign: string, customer: string, outcome: string, runId: string): string;
  readonly law: string;
  gatesPassed(count: number, isAll: boolean): string;
  notInAudience(campaign: string, customer: string, runId: string): string;
  removedAt(releaseId: string, reason: string): string;
  windowPast(campaign: string, to: string): string;
  noRecentTransaction(days: number, asOf: string): string;
  since(runId: string): string;
  change(before: string, now: string): string;
  schemasWritten(folder: string): string;
  /** Where a value of the configuration comes from, behind the value. */
  readonly origins: {
    readonly default: string;
    target(name: string, place: string): string;
    environment(variable: string): string;
    flag(name: string): string;
  };
}
