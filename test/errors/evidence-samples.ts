const RUN = "run-0123456789abcdef0123";
const RELEASE = "release-0123456789abcdef0123";

/** Details to word the errors of explaining and proving with. */
export const EVIDENCE_SAMPLES = {
  notReleased: [{ campaign: "spring-call", run: RUN }],
  consentEventUnknown: [{}],
  replayInputGone: [{ run: RUN, source: "desk" }],
  releasedTablesGone: [{ run: RUN }],
  amountsOverlap: [
    { run: RUN, released: { from: null, before: "2026-11-01" }, own: { from: "2026-10-01", before: "2026-11-01" } },
    { run: RUN, released: { from: "2026-10-01", before: "2026-11-01" }, own: { from: null, before: "2026-12-01" } },
  ],
  releasedUnderOtherKey: [{ run: RUN, keyId: "0123456789ab" }],
  releasedOfOthers: [{ run: RUN }],
  replayErased: [{ run: RUN }],
  replayProgramDiffers: [{ run: RUN, version: "0.1.0" }],
  replayConfigurationDiffers: [
    { run: RUN, parts: [] },
    { run: RUN, parts: ["keys", "rfm"] },
  ],
  replayStateGone: [{ run: RUN, what: { en: "stops", "zh-CN": "停止联系的存储" } }],
  evidenceNotKept: [{ id: RELEASE }],
  releaseUnknown: [
    { release: "release-1", nearest: undefined },
    { release: "release-1", nearest: RELEASE },
  ],
  countsDoNotAddUp: [{ of: RUN, where: ["spring-call", "input/customers.csv"] }],
  journalContradicted: [{ what: ["runs/run-9f1c2a/private/decisions.parquet"] }],
  replayDiffers: [{ run: RUN, files: ["private/decisions.parquet"] }],
};
