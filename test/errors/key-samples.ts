const REASON = { en: "it is not there", "zh-CN": "它不存在" };

/** Details to word the errors of keys and other secrets with. */
export const KEY_SAMPLES = {
  keyNameInvalid: [{}],
  secretLiteral: [{}],
  secretUnset: [{ name: "REFERENCE_KEY" }],
  secretFileUnreadable: [
    { path: "keys/reference.key", why: REASON, isKey: true },
    { path: "keys/token", why: REASON, isKey: false },
  ],
  secretTooShort: [{ source: "${env:REFERENCE_KEY}", least: 32 }],
} as const;
