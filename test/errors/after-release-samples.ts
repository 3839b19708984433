/** Details to word the errors of erasure, access and what comes after a release with. */
export const AFTER_RELEASE_SAMPLES = {
  decoyColumnsMissing: [{ columns: ["phone"] }, { columns: ["phone", "language"] }],
  decoyIncomplete: [{ column: "full_name" }],
  decoyContactUnreadable: [{ column: "phone" }],
  decoyIsCustomer: [
    { campaign: "calls", records: [1] },
    { campaign: "calls", records: [1, 2] },
  ],
  replayRegisterGone: [{ run: "run-0", list: "dnc" }],
  decoysOutside: [{ file: "../decoys.csv" }],
  scrubColumnsMissing: [{ nearest: undefined }, { nearest: "phone" }],
  scrubColumnTwice: [{ column: "phone" }],
  scrubRecordsBlank: [{ lines: [3] }, { lines: [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13] }],
  erasureKeyMissing: [{ keyIds: ["0123456789abcdef"] }, { keyIds: ["0123456789abcdef", "fedcba9876543210"] }],
  personUnknown: [{}],
  erasureUnfinished: [{ erasureId: "0a".repeat(16), begunAt: "2026-11-10T01:00:00.000Z" }],
  feedbackColumnMissing: [{ column: "outcome" }],
  outcomeUnknown: [{ nearest: undefined }, { nearest: "opted_out" }],
  feedbackReferencesUnknown: [{ lines: [2] }, { lines: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] }],
};
