/** Why a written number must not leave. */
export const OBJECTION_KINDS = [
  "individual_value",
  "too_few",
  "contactable_too_few",
  "beside_withheld",
  "exact",
  "narrow",
  "contradiction",
  "difference",
  "in_text",
  "insider",
] as const;

export type ObjectionKind = (typeof OBJECTION_KINDS)[number];
