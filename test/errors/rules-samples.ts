/** Samples of the errors about rules. */
export const RULES_SAMPLES = {
  placeInvalid: [{ text: "France" }],
  hoursInvalid: [{ text: "mornings" }],
  holidayInvalid: [{ text: "Christmas" }],
  ruleContradictory: [{ why: { en: "it ends before it begins", "zh-CN": "结束早于开始" } }],
  placeElsewhere: [{ place: "CN", regime: "eu" }],
  placeTaken: [{ place: "FR", regime: "eu" }],
  countriesWithoutRules: [{ campaign: "spring-call", allowed: "10%" }],
} as const;
