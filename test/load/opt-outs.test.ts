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
