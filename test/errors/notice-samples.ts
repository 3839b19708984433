const MISSING = { en: "the use third_party_disclosure", "zh-CN": "用途 third_party_disclosure" };

/** Details to word the errors of privacy notices with. */
export const NOTICE_SAMPLES = {
  noticeMissing: [{ campaign: "spring-call" }],
  noticeNotInForce: [{ campaign: "spring-call", day: "2026-12-01" }],
  notWithinNotice: [
    { campaign: "spring-call", day: "2026-12-01", notice: "privacy", version: "2026-1", missing: MISSING },
  ],
  noticeEndsBeforeItBegins: [{ from: "2026-12-01", to: "2026-11-30" }],
  noticeCategoryUnknown: [
    { category: "behavior", suggestion: "behaviour", classes: ["personal", "behaviour"] },
    { category: "shoes", suggestion: undefined, classes: ["personal", "behaviour"] },
  ],
  noticesBeginTogether: [{ version: "2026-2", other: "2026-1", from: "2026-12-01" }],
  languageTagInvalid: [{ text: "Chinese" }],
  noticeVersionWidened: [
    {
      notice: "privacy",
      version: "2026-1",
      added: { en: "uses: automated_decision", "zh-CN": "uses: automated_decision" },
      run: "run-0123456789abcdef0123",
    },
  ],
};
