import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { checkMappings } from "../../src/load/check-mappings.ts";
import { MEANINGS } from "../../src/load/proposal/column-words.ts";
import { isNeverGuessed, matchName } from "../../src/load/proposal/match-name.ts";
import { type Proposal, proposeSources } from "../../src/load/proposal/propose-sources.ts";
import { looksLikeValue, shapeOf } from "../../src/load/proposal/value-shape.ts";
import { parseExpression } from "../../src/expression/parse.ts";
import { usesOf } from "../../src/expression/uses.ts";
import type { SourceDeclaration } from "../../src/domain/project.ts";

/** The proposal for a table written as lines of cells. */
function proposed(header: string, ...records: string[]): Proposal {
  const cells = (line: string) => line.split("|").map((cell) => cell.trim());
  return proposeSources({ header: cells(header), records: records.map(cells), hasTypes: false }, "export.csv");
}

/** What each source reads, as `table: column = expression`. */
function shown({ sources }: Proposal): Record<string, Record<string, string>> {
  return Object.fromEntries(
    sources.map(({ table, part, columns }) => [
      part === "" ? table : `${table} ${part}`,
      Object.fromEntries(columns.map(({ column, expression }) => [column, expression])),
    ]),
  );
}

describe("a file of orders", () => {
  test("is known by its order, its day, its amount and its customer, whatever they are called", () => {
    const proposal = proposed(
      "Order No | Order Date | Customer ID | Total (net) | Store | Comment",
      "A1 | 2026-10-01 10:00:00 | C1 | 12.50 | 3 | gift",
    );
    expect(shown(proposal)).toEqual({
      transactions: {
        transaction_id: '"Order No"',
        customer_id: '"Customer ID"',
        ordered_at: '"Order Date"',
        amount: '"Total (net)"',
        store_id: "Store",
      },
    });
    expect(proposal.unused).toEqual(["Comment"]);
  });

  test("in Chinese is known as well, and its amount is made of quantity and price where it has no total", () => {
    const proposal = proposed(
      "订单编号 | 下单时间 | 会员号 | 数量 | 单价 | 省份",
      "D1 | 2026-10-01 | H1 | 2 | 9.90 | 江苏",
    );
    expect(shown(proposal)["transactions"]).toEqual({
      transaction_id: "订单编号",
      customer_id: "会员号",
      ordered_at: "下单时间",
      amount: "number(数量) * number(单价)",
      region: "省份",
    });
  });

  test("has articles by many names, and their quantity where it is a number", () => {
    const named = (sku: string, quantity: string) =>
      shown(proposed(`order id|order date|customer id|amount|${sku}|${quantity}`, "1|2026-10-01|c|1.00|S-1|2"))[
        "transactions"
      ];
    expect(named("SKU", "Qty")).toMatchObject({ article: "SKU", quantity: "Qty" });
    expect(named("商品编码", "数量")).toMatchObject({ article: "商品编码", quantity: "数量" });
    expect(named("Product ID", "Colour")?.["quantity"]).toBeUndefined();
  });

  test.each([
    ["days by the names of their months", "1|1 Dec 2010|c|1.00", { ordered_at: "order date" }],
    ["amounts with signs the language does not read", "1|2026-10-01|c|¥1,200.00", { amount: "amount" }],
    ["both", "1|yesterday|c|much", { ordered_at: "order date", amount: "amount" }],
  ])("with %s is not proposed, and it is said what lacks", (_, record, missing) => {
    const proposal = proposed("order id|order date|customer id|amount", record);
    expect(proposal.sources).toEqual([]);
    const lacking = Object.entries(missing).map(([column, from]) => ({ column, from, isBlank: false }));
    expect(proposal.closest).toEqual({ table: "transactions", missing: lacking });
  });

  test("maps a kind only where all its words are known", () => {
    const header = "order id|order date|customer id|amount|transaction type";
    expect(shown(proposed(header, "1|2026-10-01|c|1|sale", "2|2026-10-01|c|-1|Refund"))["transactions"]).toHaveProperty(
      "kind",
    );
    expect(shown(proposed(header, "1|2026-10-01|c|1|return"))["transactions"]).not.toHaveProperty("kind");
  });
});

describe("a file of customers", () => {
  test("gives its people, and a source of contact points for each telephone, mail and postal address", () => {
    const proposal = proposed(
      "customer_id | First Name | Last Name | mobile | home phone | E-Mail | Postal Address | birthday",
      "c1 | Ada | Wren | +86 139 0000 0001 | 02100000001 | a@wren.example | Fern Lane 1 | 1990-02-01",
    );
    expect(shown(proposal)).toEqual({
      customers: {
        customer_id: "customer_id",
        full_name: `trim(coalesce("First Name", '') || ' ' || coalesce("Last Name", ''))`,
        birth_date: "birthday",
      },
      "contact_points phone": { customer_id: "customer_id", kind: "'phone'", value: "mobile" },
      "contact_points phone-2": { customer_id: "customer_id", kind: "'phone'", value: '"home phone"' },
      "contact_points email": { customer_id: "customer_id", kind: "'email'", value: '"E-Mail"' },
      "contact_points address": { customer_id: "customer_id", kind: "'address'", value: '"Postal Address"' },
    });
    expect(proposal.sources[1]?.where).toBe("trim(mobile) <> ''");
  });

  test("that also tells of the last order is still one of customers", () => {
    const proposal = proposed(
      "customer_id|name|last_order_id|last_order_date|total",
      ...Array.from({ length: 5 }, (_, index) => `c${index}|Wren|o${index}|2026-10-01|5.00`),
    );
    expect(proposal.sources[0]?.table).toBe("customers");
  });

  test("takes telephones for such only when they look so", () => {
    expect(shown(proposed("客户编号|姓名|电话", "1|甲|暂无", "2|乙|无"))).toEqual({
      customers: { customer_id: "客户编号", full_name: "姓名" },
    });
  });

  test("in one that has a contact point a record, the kinds must be known words", () => {
    const header = "customer_id|kind|value";
    expect(shown(proposed(header, "c1|phone|1", "c1|email|a@b.example"))).toHaveProperty("contact_points");
    expect(proposed(header, "c1|fax|1").sources.map(({ table }) => table)).not.toContain("contact_points");
  });
});

describe("consent", () => {
  test.each([
    "marketing_consent",
    "Opt-Out",
    "optIn",
    "unsubscribed",
    "do_not_call",
    "DNC",
    "GDPR permission",
    "newsletter",
    "status",
    "Account Status",
    "is_deceased",
    "complaint",
    "black_list",
    "是否同意营销",
    "退订时间",
    "拒收短信",
    "黑名单",
    "客户状态",
    "免打扰",
  ])("is never guessed from %j: it is pointed out, to be mapped by hand", (name) => {
    const proposal = proposed(`customer_id|name|${name}|mobile`, "c1|Ada|yes|13900000001", "c2|Ida|no|13900000002");
    expect(proposal.byHand).toEqual([name]);
    const read = proposal.sources.flatMap(({ columns }) => columns.flatMap(({ from }) => from));
    expect(read).not.toContain(name);
    expect(proposal.unused).not.toContain(name);
  });

  test("events, suppressions and outcomes are never proposed, however plain the file is", () => {
    const events = proposed(
      "event_id|customer_id|purpose|channel|action|effective_at|authority",
      "e1|c1|direct_marketing|call|give|2026-01-01|subject",
    );
    expect(events.sources.flatMap(({ columns }) => columns.map(({ column }) => column))).not.toContain("action");
    const tables = ["transactions", "customers", "contact_points"];
    for (const { table } of [...events.sources, ...proposed("list_id|match|value", "stop|phone|1").sources])
      expect(tables).toContain(table);
  });
});

describe("any file", () => {
  const name = fc.oneof(
    fc.constantFrom(
      "customer id",
      "订单号",
      "amount",
      "Order Date",
      "姓名",
      "phone",
      "opt out",
      "id",
      "date",
      "kind",
      "value",
    ),
    fc.string({ minLength: 1, maxLength: 12 }).filter((text) => text.trim() !== ""),
  );
  const value = fc.oneof(fc.constantFrom("2026-10-01", "12.50", "c1", "", "139 0000 0001", "a@b.example"), fc.string());
  const tables = fc
    .uniqueArray(name, { minLength: 1, maxLength: 8, selector: (text) => text.toLowerCase() })
    .chain((header) =>
      fc.record({ header: fc.constant(header), records: fc.array(fc.array(value), { maxLength: 4 }) }),
    );

  test("is proposed what reads its own columns, each once a source, and nothing that speaks of consent", () => {
    fc.assert(
      fc.property(tables, ({ header, records }) => {
        const proposal = proposeSources({ header, records, hasTypes: false }, "export.csv");
        for (const { columns, where } of proposal.sources) {
          expect(new Set(columns.map(({ column }) => column)).size).toBe(columns.length);
          for (const text of [...columns.map(({ expression }) => expression), ...(where === null ? [] : [where])]) {
            const parsed = parseExpression(text);
            expect(parsed.ok, text).toBe(true);
            if (!parsed.ok) continue;
            for (const used of usesOf(parsed.expression)) {
              expect(header).toContain(used);
              expect(isNeverGuessed(used)).toBe(false);
            }
          }
        }
        expect(proposal.sources.length > 0).toBe(proposal.closest.missing.length === 0);
      }),
    );
  });

  test("is proposed nothing that loading would refuse for its types", () => {
    const at = { file: "gatekeeper.yaml", line: 1 };
    fc.assert(
      fc.property(tables, ({ header, records }) => {
        for (const { table, columns, where } of proposeSources({ header, records, hasTypes: false }, "export.csv")
          .sources) {
          const text = (expression: string) => {
            const parsed = parseExpression(expression);
            return { text: expression, names: parsed.ok ? [...usesOf(parsed.expression)] : [], at };
          };
          const declared = {
            table,
            optOuts: [],
            types: {},
            columns: columns.map(({ column, expression }) => ({ column, expression: text(expression) })),
            where: where === null ? undefined : text(where),
          } as unknown as SourceDeclaration;
          expect(checkMappings(declared, { columns: header }, "file.csv", "UTC")).toEqual([]);
        }
      }),
    );
  });
});

describe("names", () => {
  test("are compared without case, blanks, signs and width", () => {
    for (const name of ["CustomerID", "customer_id", "CUSTOMER-ID", " Customer Id ", "ｃｕｓｔｏｍｅｒ＿ｉｄ"])
      expect(matchName(name, "customer_id")?.word).toBe("customerid");
    expect(matchName("Customer e-mail (2)", "email")?.word).toBe("email");
    expect(matchName("femaleEmployees", "email")).toBeNull();
    expect(matchName("remails", "email")).toBeNull();
  });

  test("every meaning has a word that fits it whole", () => {
    for (const meaning of MEANINGS) expect(matchName(meaning, meaning), meaning).not.toBeNull();
  });
});

describe("values", () => {
  test.each([
    ["moment", ["2026-10-01", "2026-10-01 08:30:00", "2026-10-01T08:30:00+08:00", ""]],
    ["slashed_moment", ["2026/10/01", "2026.10.01 08:30"]],
    ["bare_day", ["20261001"]],
    ["number", ["12", "-3.50", "1000"]],
    ["email", ["a@b.example"]],
    ["phone", ["+86 139-0000-0001", "(021) 0000 0001"]],
    ["other", ["12/1/2010", "1,200.00"]],
    [null, ["", " "]],
  ])("of shape %j are known", (shape, values) => {
    expect(shapeOf(values)).toBe(shape);
  });

  test("tell a header from a first record", () => {
    for (const text of ["a@b.example", "13900000001", "2026-10-01", "12.50"]) expect(looksLikeValue(text)).toBe(true);
    for (const text of ["email", "phone 2", "2026 sales", "姓名", "Q1"]) expect(looksLikeValue(text)).toBe(false);
  });
});
