import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { clustersOf, type MergeSpan } from "../../src/identity/clusters.ts";
import { componentHistory, type Membership } from "../../src/identity/component-history.ts";

/** Merges as text: `b>a 2026-01` or, undone, `b>a 2026-01 2026-05`. */
function clusters(...merges: readonly string[]) {
  const spans = merges.map((text): MergeSpan => {
    const [pair = "", orderAt = "", undoneAt = null] = text.split(" ");
    const [fromCustomerId = "", intoCustomerId = ""] = pair.split(">");
    return { fromCustomerId, intoCustomerId, orderAt, undoneAt };
  });
  const bySaying = spans.toSorted((one, other) => (one.orderAt < other.orderAt ? -1 : 1));
  const byUndoing = spans.toSorted((one, other) => ((one.undoneAt ?? "9") > (other.undoneAt ?? "9") ? -1 : 1));
  return clustersOf(bySaying, byUndoing);
}

function people(...merges: readonly string[]) {
  const { members } = clusters(...merges);
  return Object.fromEntries(members.map(({ customerId, personId }) => [customerId, personId]));
}

/** Who shares a cluster with a customer at a moment. */
function sharing(memberships: readonly Membership[], customer: string, moment: string): string[] {
  const now = memberships.filter(
    ({ since, until }) => (since === null || moment > since) && (until === null || moment <= until),
  );
  const own = now.find(({ customerId }) => customerId === customer)?.clusterId;
  return now
    .filter(({ clusterId }) => clusterId === own)
    .map(({ customerId }) => customerId)
    .toSorted();
}

describe("a cluster", () => {
  test("is named by its least customer id, in either direction and through chains and circles", () => {
    expect(people("b>a 1")).toEqual({ a: "a", b: "a" });
    expect(people("a>b 1")).toEqual({ a: "a", b: "a" });
    expect(people("c>b 1", "b>a 2", "z>y 3")).toEqual({ a: "a", b: "a", c: "a", y: "y", z: "y" });
    expect(people("a>b 1", "b>c 2", "c>a 3")).toEqual({ a: "a", b: "a", c: "a" });
  });

  test("is named in the order of bytes, as the engine orders ids", () => {
    // In UTF-16 the second would come first, because its first unit is a surrogate.
    expect(people("\u{FF5E}>\u{1F600} 1")).toEqual({ "\u{FF5E}": "\u{FF5E}", "\u{1F600}": "\u{FF5E}" });
  });

  test("does without a merge that was undone, and keeps what another merge holds together", () => {
    expect(people("b>a 1 5")).toEqual({});
    expect(people("b>a 1 5", "c>b 2", "c>a 3")).toEqual({ a: "a", b: "a", c: "a" });
  });

  test("knows which records another one took the place of", () => {
    const { members } = clusters("b>a 1", "c>b 2");
    expect(members.filter(({ isMergedAway }) => isMergedAway).map(({ customerId }) => customerId)).toEqual(["b", "c"]);
  });
});

describe("what a grant may lift", () => {
  test("is the other member's only after the two became one, through every merge between them", () => {
    const { lifting } = clusters("b>a 1", "c>b 3");
    expect(sharing(lifting, "b", "1")).toEqual(["b"]);
    expect(sharing(lifting, "b", "2")).toEqual(["a", "b"]);
    expect(sharing(lifting, "a", "3")).toEqual(["a", "b"]);
    expect(sharing(lifting, "a", "4")).toEqual(["a", "b", "c"]);
  });

  test("stays the other member's when the merge is undone: each half keeps what it may be asked to lift", () => {
    expect(sharing(clusters("b>a 1 5").lifting, "b", "7")).toEqual(["a", "b"]);
  });
});

describe("what is denied", () => {
  test("stays with both halves of an undone merge when it was known by then, and with one when it came after", () => {
    const { denying } = clusters("b>a 1 5");
    expect(sharing(denying, "a", "0")).toEqual(["a", "b"]);
    expect(sharing(denying, "a", "5")).toEqual(["a", "b"]);
    expect(sharing(denying, "a", "6")).toEqual(["a"]);
  });

  test("needs no history where every merge stands", () => {
    expect(clusters("b>a 1", "c>b 2").denying).toEqual([]);
  });
});

test("at every moment the history has the components that walking the graph finds", () => {
  const edges = fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 }), fc.nat({ max: 5 })), { maxLength: 14 });
  fc.assert(
    fc.property(edges, (drawn) => {
      const joinings = drawn
        .toSorted((one, other) => one[2] - other[2])
        .map(([one, other, at]) => ({ one: `c${one}`, other: `c${other}`, at: String(at) }));
      const { memberships } = componentHistory(joinings);
      for (const moment of ["0", "1", "2", "3", "4", "5", "6"]) {
        const before = joinings.filter(({ at }) => at < moment);
        for (const { one } of joinings) expect(sharing(memberships, one, moment)).toEqual(reachable(one, before));
      }
    }),
  );
});

test("a customer changes its cluster a few times at most, however many join one by one", () => {
  const joinings = Array.from({ length: 5000 }, (_, index) => ({
    one: `c${index}`,
    other: "centre",
    at: String(index).padStart(4, "0"),
  }));
  expect(componentHistory(joinings).memberships.length).toBeLessThan(5001 * 3);
});

function reachable(start: string, edges: readonly { readonly one: string; readonly other: string }[]): string[] {
  const found = new Set([start]);
  for (let size = 0; size < found.size;) {
    size = found.size;
    for (const { one, other } of edges) {
      if (found.has(one)) found.add(other);
      if (found.has(other)) found.add(one);
    }
  }
  return [...found].toSorted();
}
