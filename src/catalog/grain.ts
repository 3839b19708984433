import type { Audit, Model } from "./model.ts";

/**
 * The audit that no two rows of a model share its grain, or null where counting would prove nothing: the last step
 * groups by exactly the grain, or the header says why the grain holds.
 */
export function grainAudit(model: Model): Audit | null {
  if (model.grainHolds !== null || groupsByGrain(model)) return null;
  const columns = model.grain.join(", ");
  return {
    name: `${model.name} grain`,
    schema: model.schema,
    select: `select ${columns}, count(*) as rows_found from ${model.name} group by ${columns} having count(*) > 1`,
  };
}

/** Whether the last `group by` of the text, outside any bracket, names every column of the grain. */
export function groupsByGrain(model: Model): boolean {
  const outermost = withoutBrackets(model.select);
  const lastSelect = outermost.slice(outermost.lastIndexOf("select"));
  const grouping = /\bgroup by\s+([^;]+?)(?:\bhaving\b|\border by\b|$)/su.exec(lastSelect)?.[1];
  if (grouping === undefined || /\bunion\b/u.test(outermost) || /\bgrouping sets\b/u.test(lastSelect)) return false;
  const grouped = new Set(grouping.split(",").map((part) => part.trim().replace(/^.*\./u, "")));
  return grouped.size === model.grain.length && model.grain.every((column) => grouped.has(column));
}

function withoutBrackets(text: string): string {
  let depth = 0;
  let kept = "";
  for (const character of text) {
    if (character === "(") depth += 1;
    if (depth === 0) kept += character;
    if (character === ")") depth -= 1;
  }
  return kept;
}
