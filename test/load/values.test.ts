import { describe, expect, test } from "vitest";

import { rowsOf } from "./support/cells.ts";

describe("text", () => {
  test("what is unseen at the ends is taken off, blanks inside and every other character stay, and nothing left is null", async () => {
    const names = [
      "  Wren Applegarth ",
      "Wren  Applegarth",
      "   ",
      "",
      "石 小川",
      'Ann "Nan" Reed',
      "a,b",
      "007",
      "NULL",
      "\t",
      "\u00A0Wren\u3000\u200B",
      "O'Reed",
    ];
    const rows = await rowsOf(
      "customers",
      "customer_id,full_name",
      names.map((name, index) => [`c${index}`, name]),
    );
    expect(rows.map((row) => row["full_name"])).toEqual([
      "Wren Applegarth",
      "Wren  Applegarth",
      null,
      null,
      "石 小川",
      'Ann "Nan" Reed',
      "a,b",
      "007",
      "NULL",
      null,
      "Wren",
      "O'Reed",
    ]);
  });

  test("an extra column is loaded under its own name, and one that this source does not map is null", async () => {
    const columns = { customer_id: "customer_id", best_time: "upper(when_to_call)" };
    const rows = await rowsOf("customers", "customer_id,when_to_call", [["c1", "mornings"]], {
      columns,
      extraColumns: ["best_time", "shoe_size"],
    });
    expect(rows).toMatchObject([{ customer_id: "c1", extra_best_time: "MORNINGS", extra_shoe_size: null }]);
  });

  test("a country is folded to upper case, and a contact value that is its own key says so", async () => {
    const header = "customer_id,kind,value,country";
    const rows = await rowsOf("contact_points", header, [
      ["c1", "EMAIL", "wren@applegarth.example", "cn"],
      ["c1", "phone", "0139 0000", ""],
    ]);
    expect(rows).toMatchObject([
      { kind: "email", value_key: "email:wren@applegarth.example", country: "CN" },
      { kind: "phone", value_key: null, country: null },
    ]);
  });

  test("a contact value is its own key when it is of the kind that its record says", async () => {
    const points = await rowsOf("contact_points", "customer_id,kind,value", [
      ["c1", "phone", "+8613800138000"],
      ["c1", "phone", "lin@example.com"],
      ["c1", "address", "lin@example.com"],
    ]);
    expect(points.map((row) => row["value_key"])).toEqual(["phone:+8613800138000", null, null]);
    const listed = await rowsOf("suppressions", "list_id,match,value", [
      ["l", "Phone", "+8613800138000"],
      ["l", "phone", "lin@example.com"],
      ["l", "person", "+8613800138000"],
    ]);
    expect(listed.map((row) => row["value_key"])).toEqual(["phone:+8613800138000", null, null]);
  });
});

describe("amounts", () => {
  const header = "transaction_id,customer_id,ordered_at,amount";
  const read = async (texts: readonly string[]) => {
    const rows = await rowsOf(
      "transactions",
      header,
      texts.map((text, index) => [`t${index}`, "c1", "2026-03-01", text]),
    );
    return rows.map((row) => row["reject"] ?? row["amount"]);
  };

  test.each([
    ["0", "0.0000"],
    ["12", "12.0000"],
    ["-3.5", "-3.5000"],
    ["+3.5", "3.5000"],
    ["00012.10", "12.1000"],
    [" 7 ", "7.0000"],
    ["1.2345", "1.2345"],
    ["1.234500", "1.2345"],
    ["99999999999999.9999", "99999999999999.9999"],
  ])("%s is read exactly", async (text, amount) => {
    expect(await read([text])).toEqual([amount]);
  });

  test("anything else that looks like a number is rejected, never rounded or guessed", async () => {
    const unreadable = [
      "1,234.50",
      "1.234,50",
      "1e3",
      "1 000",
      "1.",
      ".5",
      "--1",
      "5-",
      "(5)",
      "$5",
      "¥5",
      "0x10",
      "NaN",
      "inf",
      "１２",
      "12 CNY",
      "1_000",
      "1.2.3",
    ];
    expect(await read(unreadable)).toEqual(unreadable.map(() => "amount:GK0311"));
    const tooLong = ["1.23456", "123456789012345", "0.00001", "-1.23456"];
    expect(await read(tooLong)).toEqual(tooLong.map(() => "amount:GK0312"));
    expect(await read([""])).toEqual(["amount:GK0310"]);
  });

  test("a computed amount is exact, and rejected as a plain one would be", async () => {
    const columns = {
      transaction_id: "id",
      customer_id: "id",
      ordered_at: "day",
      amount: "number(quantity) * number(price)",
    };
    const pairs = [
      ["2", "1.5"],
      ["0.5", "0.0001"],
      ["x", "1"],
      ["1,5", "2"],
      ["", ""],
      ["", "2"],
      ["0.3333333", "3"],
      ["99999999999", "99999"],
    ];
    const rows = await rowsOf(
      "transactions",
      "id,day,quantity,price",
      pairs.map((pair, index) => [`t${index}`, "2026-03-01", ...pair]),
      { columns },
    );
    expect(rows.map((row) => row["reject"] ?? row["amount"])).toEqual([
      "3.0000",
      "amount:GK0312",
      "amount:GK0311",
      "amount:GK0311",
      "amount:GK0310",
      "amount:GK0311",
      "amount:GK0312",
      "amount:GK0312",
    ]);
  });
});

describe("words", () => {
  test("yes and no are read in many languages, a blank is neither, and anything else rejects", async () => {
    const words = [
      "true",
      "TRUE",
      "t",
      "Yes",
      "y",
      "1",
      "是",
      "对",
      "oui",
      "false",
      "F",
      "no",
      "N",
      "0",
      "否",
      "nein",
      "",
      "maybe",
      "2",
      "不清楚",
    ];
    const header = "customer_id,kind,value,is_preferred";
    const rows = await rowsOf(
      "contact_points",
      header,
      words.map((word, index) => [`c${index}`, "address", "1 Fern Lane", word]),
    );
    const yes = words.slice(0, 9).map(() => true);
    const no = words.slice(9, 16).map(() => false);
    expect(rows.map((row) => row["reject"] ?? row["is_preferred"])).toEqual([
      ...yes,
      ...no,
      null,
      ...words.slice(17).map(() => "is_preferred:GK0311"),
    ]);
  });

  test("a word of a few is folded to lower case; an unknown one rejects, a blank one where it is required", async () => {
    const kinds = ["PHONE", " Email ", "fax", ""];
    const rows = await rowsOf(
      "contact_points",
      "customer_id,kind,value",
      kinds.map((kind, index) => [`c${index}`, kind, "x"]),
    );
    expect(rows.map((row) => row["reject"] ?? row["kind"])).toEqual(["phone", "email", "kind:GK0314", "kind:GK0310"]);
  });

  test("a status is kept as written, several words or one nobody knows: it may forbid to contact", async () => {
    const lists = [
      "active",
      "Deceased",
      "legal_hold|test",
      "active;restricted",
      "active, test",
      "",
      "deceasd",
      "active|",
      "active test",
    ];
    const rows = await rowsOf(
      "customers",
      "customer_id,status",
      lists.map((status, index) => [`c${index}`, status]),
    );
    expect(rows.map((row) => row["reject"] ?? row["status"])).toEqual([
      "active",
      "deceased",
      "legal_hold|test",
      "active;restricted",
      "active, test",
      null,
      "deceasd",
      "active|",
      "active test",
    ]);
  });
});

describe("dates", () => {
  test("a birth date that cannot be read is kept as unreadable, because it may be a minor's", async () => {
    const dates = ["1980-02-28", "1980-02-30", "1980-2-8", "28.02.1980", "", "19800228"];
    const rows = await rowsOf(
      "customers",
      "customer_id,birth_date",
      dates.map((date, index) => [`c${index}`, date]),
    );
    expect(rows.map((row) => [row["birth_date"], row["is_birth_date_unreadable"], row["load_status"]])).toEqual([
      ["1980-02-28", false, "loaded"],
      ...[1, 2, 3].map(() => [null, true, "loaded"]),
      [null, false, "loaded"],
      [null, true, "loaded"],
    ]);
  });
});
