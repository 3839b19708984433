const MISSPELT = [undefined, "spring-call"] as const;

/** Details to word the errors of runs, their campaigns and releases with. */
export const RELEASE_SAMPLES = {
  approvalMissing: [{ campaign: "spring-call" }],
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
