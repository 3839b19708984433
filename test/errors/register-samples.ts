const FILE = "input/tps-2026-11-20.csv";

/** Details to word the errors of registers and hashed lists with. */
export const REGISTER_SAMPLES = {
  snapshotUndated: [{ list: "tps", file: "input/tps.csv" }],
  controlValueNotFound: [{ list: "shop-stops", file: FILE, scheme: "sha256/hex/email" }],
  snapshotTooOld: [
    { list: "tps", file: FILE, snapshot: "2026-11-20", campaign: "spring-call", day: "2026-12-20", limit: "28 days" },
  ],
  registerShrank: [{ list: "tps", file: FILE, limit: "2%" }],
  hashUndeclared: [{ list: "shop-stops", file: FILE }],
  internalListHasRegisterKey: [{ list: "internal-stop", key: "max_age" }],
  controlValueMissing: [{ list: "shop-stops" }],
  listFileEmpty: [{ list: "tps", file: FILE }],
  snapshotOlderThanLast: [{ list: "tps", file: FILE, snapshot: "2026-11-20", last: "2026-11-27" }],
  snapshotInFuture: [{ list: "tps", file: "input/tps-2036-11-20.csv", snapshot: "2036-11-20" }],
  suppressionScopeOfNoTopic: [
    { file: "input/suppressions.csv", records: [5], others: 0 },
    { file: "input/suppressions.csv", records: [5, 6, 9], others: 2 },
  ],
} as const;
