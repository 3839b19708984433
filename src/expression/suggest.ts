/**
 * The candidate a misspelt word most likely stands for, or undefined when none is close.
 *
 * Close means at most one edit (a character added, dropped, changed, or two neighbours swapped) for every three
 * characters, three at most; a difference of case alone counts for nothing. Among equals the first candidate wins.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = [...word.toLowerCase()];
  let limit = Math.min(3, Math.max(1, Math.floor(wanted.length / 3)));
  let best: string | undefined;
  for (const candidate of candidates) {
    const offered = [...candidate.toLowerCase()];
    if (Math.abs(offered.length - wanted.length) > limit) continue;
    const edits = editsBetween(wanted, offered);
    if (edits > limit || edits >= Math.max(wanted.length, offered.length)) continue;
    best = candidate;
    limit = edits - 1;
    if (limit < 0) break;
  }
  return best;
}

/** The optimal string alignment distance: Levenshtein's, with a swap of neighbours as one edit. */
function editsBetween(from: readonly string[], to: readonly string[]): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [row, character] of from.entries()) {
    const current = [row + 1];
    for (const [column, other] of to.entries()) {
      const changed = (last[column] ?? 0) + (character === other ? 0 : 1);
      let edits = Math.min(changed, (last[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1);
      if (row > 0 && column > 0 && character === to[column - 1] && from[row - 1] === other) {
        edits = Math.min(edits, (beforeLast[column - 1] ?? 0) + 1);
      }
      current.push(edits);
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? 0;
}
