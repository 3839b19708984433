import { beforeEach, describe, expect, test } from "vitest";

import { loadProject } from "../../src/config/load-project.ts";
import { gatekeeper, succeeded } from "../support/cli.ts";
import { AS_OF, type Project, projectOf } from "../support/project.ts";

/** An empty folder to stand in. */
let desk: Project;

beforeEach(() => {
  desk = projectOf({});
});

const here = async (...words: string[]) => gatekeeper(words, { folder: desk.folder });

describe("init --from", () => {
  test("reads names that break the line, files whose name says no format, and a file named twice once", async () => {
    desk.write("orders.txt", 'Order ID,"Order\nDate",Customer ID,"Amount, net"\n1,2026-10-01,c1,5.00\n');
    succeeded(await here("init", "shop", "--from", "orders.txt", "--from", "./orders.txt"));
    const { transactions } = loadProject(desk.path("shop"), {}).inputs;
    expect(transactions.map(({ format }) => format)).toEqual(["csv"]);
    const names = transactions[0]?.columns.flatMap(({ expression }) => expression.names);
    expect(names).toEqual(expect.arrayContaining(["Order\nDate", "Amount, net"]));
    const run = succeeded(await here("run", "-C", "shop", "--as-of", AS_OF, "-v"));
    expect(run.stderr).toContain("../orders.txt: 1 record, 0 rejected, 0 excluded");
  });

  test.each([
    ["consent.csv", "event_id,customer_id,purpose,action,effective_at\n", "has the columns of consent_events"],
    ["stops.csv", "customer_id,full_name,phone\n", "The name of stops.csv speaks of consent"],
    ["退订客户.csv", "会员编号,姓名,手机\n", "The name of 退订客户.csv speaks of consent"],
  ])("proposes nothing of %s, which is about consent or refusals as a whole", async (file, text, says) => {
    desk.write(file, text);
    const { stdout } = succeeded(await here("init", "shop", "--from", file));
    expect(stdout).toContain(says);
    expect(desk.read("shop/gatekeeper.yaml")).not.toContain(`../${file}`);
    succeeded(await here("validate", "-C", "shop"));
  });

  test("says of a file without a record that there is nothing to read, and skips a record that is broken", async () => {
    const header = "order_id,order_date,customer_id,amount";
    desk.write("none.csv", `${header}\n`);
    desk.write("ragged.csv", `${header}\n1,2026-10-01,c1\n2,2026-10-02,c2,5.00\n`);
    const { stdout } = succeeded(await here("init", "shop", "--from", "none.csv", "--from", "ragged.csv"));
    expect(stdout).toContain('"order_date" has no values to read as ordered_at');
    expect(stdout).toContain("ragged.csv looks like transactions:");
  });

  test("points out customers in a file of orders", async () => {
    desk.write(
      "both.csv",
      "order_id,order_date,customer_id,amount,Name,Email\n1,2026-10-01,c1,5.00,Ada,ada@wren.example\n",
    );
    expect(succeeded(await here("init", "shop", "--from", "both.csv")).stdout).toContain(
      "Name, Email tell of customers",
    );
  });

  test.each([
    ["nosuch.csv", "GK0115 there is no file nosuch.csv"],
    [".", "GK0115 . is a folder, and a file is wanted"],
  ])("refuses %s, which is no file, as a mistake of the command line", async (file, says) => {
    const { code, stderr } = await here("init", "shop", "--from", file);
    expect(stderr).toContain(says);
    expect(code).toBe(2);
  });

  test("says what a first list still needs, and so does the run, which then sends nobody to a release", async () => {
    desk.write("orders.csv", "order_id,order_date,customer_id,amount\n1,2026-10-01,c1,5.00\n");
    const { stdout } = succeeded(await here("init", "shop", "--from", "orders.csv"));
    expect(stdout).toContain("needs records of customers, contact_points, consent_events:");
    const run = succeeded(await here("run", "-C", "shop", "--as-of", AS_OF));
    expect(run.stderr).toContain("Warning: no record was loaded of contact_points, consent_events");
    expect(run.stdout).toContain("Next: gatekeeper validate -C shop");
    expect(run.stdout).not.toContain("gatekeeper release");
  });
});
