import { describe, expect, test } from "vitest";

import { inlineRows } from "../../../src/engine/trino/inline-rows.ts";

const texts = (...names: readonly string[]) => names.map((name) => ({ name, type: "varchar" }));

describe("rows that travel in the text of statements", () => {
  test("are parameters of a run, each value with its type", () => {
    const columns = [...texts("campaign_id"), { name: "position", type: "integer" }];
    expect(inlineRows("run.campaigns", columns, [["it's", 1]])).toBe(
      "(select cast(given.campaign_id as varchar) as campaign_id, cast(given.position as integer) as position from (values ('it''s', '1')) as given (campaign_id, position))",
    );
  });

  test.each(["person_id", "customer_id", "contact_key", "held_contact_point", "reference"])(
    "are none that name people by %s, whatever the table is called",
    (column) => {
      expect(inlineRows("run.staged_options", texts("campaign_id", column), [["winter-call", "C00016"]])).toBeNull();
    },
  );

  test("are none of another schema, and none that are many", () => {
    expect(inlineRows("state.merges", texts("word"), [["a"]])).toBeNull();
    const many = Array.from({ length: 3000 }, (_, row) => [`word number ${row}`]);
    expect(inlineRows("run.words", texts("word"), many)).toBeNull();
  });

  test("may be none at all, of any table", () => {
    expect(inlineRows("state.stops", texts("person_id"), [])).toBe(
      "(select cast(null as varchar) as person_id where 1 = 0)",
    );
  });
});
