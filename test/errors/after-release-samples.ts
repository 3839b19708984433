/** Details to word the errors of erasure, access and what comes after a release with. */
export const AFTER_RELEASE_SAMPLES = {
  erasureKeyMissing: [{ keyIds: ["0123456789abcdef"] }, { keyIds: ["0123456789abcdef", "fedcba9876543210"] }],
  personUnknown: [{}],
};
