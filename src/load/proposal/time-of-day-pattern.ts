/** A way to write a time of day: the expression it matches, and its pattern. */
interface TimeForm {
  readonly expression: RegExp;
  readonly pattern: (groups: Groups) => string;
}

type Groups = Readonly<Record<string, string | undefined>>;

const HALF = "(?<half>[Aa][Mm]|[Pp][Mm]|上午|下午)";
const TWELVE = String.raw`(?:0?[1-9]|1[0-2])`;
const HOUR = String.raw`(?:[01]?\d|2[0-3])`;
const MINUTE = String.raw`[0-5]\d`;
const SECOND = String.raw`(?<second>:[0-5]\d(?:\.(?<fraction>\d{1,6}))?)?`;

const FORMS: readonly TimeForm[] = [
  form(`${HOUR}:${MINUTE}${SECOND}`, (groups) => `H:mm${secondOf(groups)}`),
  form(`${TWELVE}:${MINUTE}${SECOND}(?<gap> ?)${HALF}`, (groups) => `h:mm${secondOf(groups)}${groups["gap"]}a`),
  form(`${HALF}(?<gap> ?)${TWELVE}:${MINUTE}${SECOND}`, (groups) => `a${groups["gap"]}h:mm${secondOf(groups)}`),
  form(String.raw`${HOUR}(?<unit>[时点])[0-5]?\d分(?<second>[0-5]?\d秒)?`, ({ unit, second }) =>
    second === undefined ? `H${unit}m分` : `H${unit}m分s秒`,
  ),
  form(String.raw`(?:[01]\d|2[0-3])${MINUTE}(?<second>[0-5]\d)?`, ({ second }) =>
    second === undefined ? "HHmm" : "HHmmss",
  ),
];

/** The pattern of what follows a day, the sign between them included; null when it is no time of day. */
export function timeOfDayPattern(text: string): string | null {
  for (const { expression, pattern } of FORMS) {
    const groups = expression.exec(text)?.groups;
    if (groups === undefined) continue;
    const { join = "", offset } = groups;
    return `${join === "T" ? "'T'" : join}${pattern(groups)}${offset === undefined ? "" : "XXX"}`;
  }
  return null;
}

function form(time: string, pattern: TimeForm["pattern"]): TimeForm {
  return { expression: new RegExp(String.raw`^(?<join>[ T]?)${time}(?<offset>Z|[+-]\d{2}:\d{2})?$`, "u"), pattern };
}

function secondOf({ second, fraction }: Groups): string {
  if (second === undefined) return "";
  return fraction === undefined ? ":ss" : `:ss.${"S".repeat(fraction.length)}`;
}
