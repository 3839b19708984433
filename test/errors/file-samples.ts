const REASON = { en: "it is not there", "zh-CN": "它不存在" };
const FILE = "input/consent.csv";

/** Details to word the errors of input files and their records with. */
export const FILE_SAMPLES = {
  inputFileBroken: [{ file: FILE, reason: REASON }],
  recordTooLong: [{ file: FILE, record: 9, limitBytes: 1_048_576 }],
  inputTooLarge: [{ file: FILE, limitBytes: 1_048_576 }],
  csvBroken: [{ file: FILE, record: 5, reason: REASON }],
  suppressionListShrank: [{ list: "internal-stop", was: 12, is: 3, limit: "2%" }],
  suppressionListMissing: [
    { list: "internal-stop", files: [] },
    { list: "internal-stop", files: ["input/suppressions.csv"] },
  ],
  tooManyRejects: [
    { file: FILE, rejected: 1, records: 12, threshold: "0%", firsts: [REASON], declared: null },
    {
      file: FILE,
      rejected: 2,
      records: 12,
      threshold: "0%",
      firsts: [REASON, REASON],
      declared: { at: "gatekeeper.yaml:12:7", hasFormats: false },
    },
    {
      file: FILE,
      rejected: 1,
      records: 12,
      threshold: "0%",
      firsts: [REASON],
      declared: { at: "gatekeeper.yaml:12:7", hasFormats: true },
    },
  ],
  columnMissing: [
    { file: FILE, column: "amount", nearest: undefined },
    { file: FILE, column: "amount", nearest: "amounts" },
  ],
  headerUnusable: [
    { file: FILE, problem: REASON, isNote: false },
    { file: FILE, problem: REASON, isNote: true },
  ],
  inputMissing: [{ pattern: "input/*.csv", source: "shop" }],
  inputIsFolder: [{ file: FILE }],
  inputEmpty: [
    { file: FILE, isBlank: false },
    { file: FILE, isBlank: true },
  ],
  encodingUndeclared: [
    { file: FILE, declared: "utf-8", is: "gb18030", record: null },
    { file: FILE, declared: "utf-8", is: null, record: null },
    { file: FILE, declared: "utf-8", is: null, record: 3 },
  ],
  recordsDoNotAddUp: [{ file: FILE, counted: 12, read: 10, rejected: 1 }],
  wordAlwaysRefused: [
    {
      file: FILE,
      record: 5,
      column: "action",
      word: { en: "that is blank", "zh-CN": "为空" },
      known: ["give", "refuse"],
    },
  ],
  suppressionNamesNobody: [
    { file: FILE, records: [5], others: 0, isBlank: true },
    { file: FILE, records: [5, 6, 9], others: 2, isBlank: false },
  ],
  denialUnreadable: [
    { file: FILE, records: [5], others: 0, kind: "denial" },
    { file: FILE, records: [5, 6, 9], others: 2, kind: "preference" },
    { file: FILE, records: [5], others: 0, kind: "merge" },
    { file: FILE, records: [5], others: 0, kind: "status" },
  ],
  keysRepeatBetweenFiles: [
    { repeated: 1, first: "input/a.csv", second: "input/b.csv", isLine: false },
    { repeated: 2, first: "input/a.csv", second: "input/b.csv", isLine: true },
  ],
  denialMayBeLost: [
    { file: FILE, records: [5], others: 0 },
    { file: FILE, records: [5, 6, 9], others: 2 },
  ],
  denialMayBeUnwanted: [
    { file: FILE, records: [5], others: 0 },
    { file: FILE, records: [5, 6, 9], others: 2 },
  ],
  lineEndsUnreadable: [{ file: FILE, problem: REASON }],
} as const;
