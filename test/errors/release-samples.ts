const MISSPELT = [undefined, "spring-call"] as const;

/** Details to word the errors of runs, their campaigns and releases with. */
export const RELEASE_SAMPLES = {
  approvalMissing: (["declared", "sensitive", "service"] as const).map((need) => ({
    campaign: "spring-call",
    run: "run-0123456789abcdef0123",
    need,
  })),
  rejectionUnrecorded: [{ campaign: "spring-call", officer: "wang.li", file: "approval-0a.json" }],
  approvalRejected: [{ campaign: "spring-call", officer: "wang.li", reason: "P-12" }],
  approvalEnded: [{ campaign: "spring-call", officer: "wang.li", until: "2026-10-31" }],
  approvalVoid: [
    {
      campaign: "spring-call",
      officer: "wang.li",
      changed: ["campaign", "vendor", "map", "rules", "gates", "lists", "notices", "settings", "staged_list"] as const,
    },
  ],
  approvalByAuthor: [{ campaign: "spring-call", officer: "chen.li" }],
  approverUnknown: [{ officer: "wang.li" }],
  approvalForged: [{ approval: "approval-0123456789abcdef0123" }],
  approvalEndMissing: [undefined, "2026-10-01"].map((text) => ({ text, today: "2026-11-01" })),
  officerKeyUnknown: (["unreadable", "nobody", "several"] as const).map((problem) => ({ path: "wang.key", problem })),
  serviceUnsaid: [true, false].map((isService) => ({ campaign: "spring-call", isService })),
  campaignChanged: [{ campaign: "spring-call", run: "run-0123456789abcdef0123" }],
  alreadyReleased: [{ campaign: "spring-call", release: "release-0123456789abcdef0123" }],
  campaignUnknown: MISSPELT.flatMap((nearest) => [
    { campaign: "spring-cal", nearest },
    { campaign: "spring-cal", nearest, run: { id: "run-1", campaigns: [] } },
    { campaign: "spring-cal", nearest, run: { id: "run-1", campaigns: ["spring-call", "post"] } },
  ]),
  customerUnknown: [{ run: "run-0123456789abcdef0123" }],
  runUnknown: [
    { run: "", nearest: undefined },
    { run: "run-1", nearest: "run-0123456789abcdef0123" },
  ],
};
