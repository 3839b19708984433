import { childrenOf, type Expression } from "./expression.ts";

/**
 * Every name an expression mentions, in the order of first mention, whether or not it can influence the result.
 * A campaign's uses of data are inferred from it, so it errs on the side of naming too much.
 */
export function usesOf(expression: Expression): Set<string> {
  const names = new Set<string>();
  collect(expression, names);
  return names;
}

/** Where an expression mentions a name first, which it must. */
export function firstMention(expression: Expression, name: string): number {
  const places = mentionsOf(expression, name);
  return Math.min(...places);
}

function mentionsOf(expression: Expression, name: string): number[] {
  const own = expression.kind === "name" && expression.name === name ? [expression.span.start] : [];
  return [...own, ...childrenOf(expression).flatMap((child) => mentionsOf(child, name))];
}

function collect(expression: Expression, names: Set<string>): void {
  if (expression.kind === "name") names.add(expression.name);
  for (const child of childrenOf(expression)) collect(child, names);
}
