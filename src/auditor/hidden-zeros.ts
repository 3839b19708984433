/**
 * Dimensions that tell of somebody what they did not do lately: a zero beside one says it of everybody else of the group, and is withheld as few are. So nobody knows of a withheld cell of theirs that
 * somebody is in it.
 */
const TELLING: ReadonlySet<string> = new Set(["purchase_status", "due", "funnel_stage", "purchasing_power"]);

/** Whether a zero of these dimensions can be withheld though zeros are printed. */
export function canHideZeros(dimensions: readonly string[]): boolean {
  return dimensions.some((name) => TELLING.has(name));
}
