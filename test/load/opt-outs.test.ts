import { describe, expect, test } from "vitest";

import type { OptOutColumn } from "../../src/domain/project.ts";
import { NO_WORDS, YES_WORDS } from "../../src/domain/yes-no-words.ts";
import { onlyInput, outcome, refusals, source } from "./support/loading.ts";
import { sharedLoading } from "./support/shared-loading.ts";

const loading = sharedLoading();

function optOut(text: string): OptOutColumn {
  const at = { file: "gatekeeper.yaml", line: 20, column: 7 };
  return { expression: { text, names: [], at }, purpose: "*", channel: "call", isOfPoint: false, authority: "subject" };
}

/** What the opt-out columns of each record say, as the raw table marks it. */
async function marks(cells: readonly string[], optOuts: readonly OptOutColumn[] = [optOut("no_calls")]) {
  const lines = cells.map((cell, index) => `c${index},${cell}`);
  await loading().write("input/customers.csv", `customer_id,no_calls,no_mail\n${lines.join("\n")}\n`);
  const header = "customer_id";
  const input = await onlyInput(loading().load([source("customers", { header, optOuts })]));
  return (await loading().rows(input)).map((row) => row["opt_outs"]);
}

describe("an opt-out column", () => {
  test("says yes with every word for yes, in capitals and among blanks too", async () => {
    const cells = [...YES_WORDS, "TRUE", " Yes ", "Да"].map((word) => `${word},`);
    expect(await marks(cells)).toEqual(cells.map(() => "|0|"));
  });

  test("says nothing with a blank and with every word for no", async () => {
    const cells = ["", "  ", ...NO_WORDS, "FALSE", "No ", "НЕТ"].map((word) => `${word},`);
    expect(await marks(cells)).toEqual(cells.map(() => null));
  });

  test("refuses in words nobody knows, and says that it could not be read", async () => {
    const cells = ["perhaps", "2", "n/a", "-", "2026-01-01", "=HYPERLINK()", "?"].map((word) => `${word},`);
    expect(await marks(cells)).toEqual(cells.map(() => "|0?|"));
  });

  test("stands beside others, each by its place, and may be an expression", async () => {
    const two = [optOut("no_calls"), optOut("no_mail"), optOut("no_mail = 'never'")];
    expect(await marks(["yes,never", "no,no", ",maybe", "x,"], two)).toEqual(["|0||1?||2|", null, "|1?|", "|0|"]);
  });

  test.each([
    ["date(no_calls)", ["01.02.2026", "2026-02-01", ""], ["|0?|", "|0?|", null]],
    ["number(no_calls)", ["x", "0.00", "1", ""], ["|0?|", null, "|0|", null]],
    ["number(no_calls) = 1", ["x", "0", "1", ""], ["|0?|", null, "|0|", null]],
    ["case when number(no_calls) = 1 then 'yes' else 'no' end", ["x", "0", "1", ""], ["|0?|", null, "|0|", null]],
    [
      "no_calls is not null and date(no_calls) > date '2026-01-01'",
      ["soon", "2026-02-01", "2025-02-01", ""],
      ["|0?|", "|0|", null, null],
    ],
  ])("made by %s refuses where what it is made of cannot be read", async (expression, cells, expected) => {
    expect(
      await marks(
        cells.map((cell) => `${cell},`),
        [optOut(expression)],
      ),
    ).toEqual(expected);
  });

  test("is no reason to reject a record, and one that is rejected keeps what it says", async () => {
    await loading().write("input/customers.csv", "customer_id,no_calls,since\nc0,yes,soon\nc1,perhaps,2026-01-01\n");
    const declared = source("customers", {
      columns: { customer_id: "customer_id", registered_at: "since" },
      optOuts: [optOut("no_calls")],
      threshold: 1_000_000,
    });
    const input = await onlyInput(loading().load([declared]));
    expect(outcome(input)).toMatchObject({ loaded: 1, rejected: 1, rejects: ["1 registered_at GK0311"] });
    expect((await loading().rows(input)).map((row) => row["opt_outs"])).toEqual(["|0|", "|0?|"]);
  });

  test("that the file lacks refuses the file; a record that cannot be taken apart may be a refusal", async () => {
    await loading().write("input/customers.csv", "customer_id,no_calls\nc0,yes\nc1\n");
    const header = "customer_id";
    const missing = source("customers", { header, optOuts: [optOut("no_call")] });
    expect(await refusals(loading().load([missing]))).toEqual([expect.stringContaining("GK0321")]);
    const broken = source("customers", { header, optOuts: [optOut("no_calls")], threshold: 1_000_000 });
    expect(await refusals(loading().load([broken]))).toEqual([expect.stringContaining("GK0331")]);
  });
});

describe("the way of collection", () => {
  test("of a source stands where a record says none", async () => {
    await loading().write("input/customers.csv", "customer_id,collection_channel\nc0,web\nc1,\n");
    const header = "customer_id,collection_channel";
    const counter = await onlyInput(loading().load([source("customers", { header, collectionChannel: "counter" })]));
    expect((await loading().rows(counter)).map((row) => row["collection_channel"])).toEqual(["web", "counter"]);
    const unmapped = source("customers", { header: "customer_id", collectionChannel: "counter" });
    const rows = await loading().rows(await onlyInput(loading().load([unmapped])));
    expect(rows.map((row) => row["collection_channel"])).toEqual(["counter", "counter"]);
  });
});

test("opt-outs of JSON Lines are read as those of CSV are", async () => {
  const lines = ['{"customer_id":"c0","no_calls":true}', '{"customer_id":"c1","no_calls":null}'];
  await loading().write("input/customers.jsonl", `${lines.join("\n")}\n`);
  const declared = { header: "customer_id", optOuts: [optOut("no_calls")], files: ["input/customers.jsonl"] };
  const input = await onlyInput(
    loading().load([source("customers", { ...declared, format: "jsonl", csv: undefined, source: "lines" })]),
  );
  const expected = await marks(["true,", ","]);
  expect((await loading().rows(input)).map((row) => row["opt_outs"])).toEqual(expected);
});

describe("a condition that reads what cannot be read", () => {
  const where = "number(active) = 1";

  test("rejects the record at the condition, and does not leave it out in silence", async () => {
    await loading().write("input/customers.csv", "customer_id,active\nc0,1\nc1,0\nc2,x\nc3,\n");
    const declared = source("customers", { header: "customer_id", where, threshold: 1_000_000 });
    expect(outcome(await onlyInput(loading().load([declared])))).toMatchObject({
      loaded: 1,
      excluded: 2,
      rejects: ["3 where GK0311"],
    });
  });

  test("refuses the file where the record may be a refusal, whatever its threshold", async () => {
    const header = "list_id,match,value";
    await loading().write(
      "input/suppressions.csv",
      `${header},active\nstop,phone,13800138000,x\nstop,phone,13800138001,0\n`,
    );
    const declared = source("suppressions", { header, where, threshold: 1_000_000 });
    expect(await refusals(loading().load([declared]))).toEqual([
      expect.stringMatching(/^GK0333 .* record 1: the condition/u),
    ]);
    const said = source("suppressions", { header, where: "coalesce(number(active), 1) = 1", threshold: 1_000_000 });
    expect(outcome(await onlyInput(loading().load([said])))).toMatchObject({ loaded: 1, excluded: 1, rejected: 0 });
  });
});

test("a word that decides is no word where an expression makes it of what cannot be read", async () => {
  const header = "event_id,customer_id,purpose,effective_at";
  const action = "case when number(flag) = 1 then 'withdraw' else 'give' end";
  await loading().write("input/consent_events.csv", `${header},flag\ne0,c0,direct_marketing,2026-01-01,x\n`);
  const columns = { ...Object.fromEntries(header.split(",").map((name) => [name, name])), action };
  expect(await refusals(loading().load([source("consent_events", { columns })]))).toEqual([
    expect.stringMatching(/^GK0328 .* record 1/u),
  ]);
});
