import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { gzipSync } from "node:zlib";
import { writeFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";

import { init, type InitOptions } from "../../pipeline/commands/init.ts";
import { openPrompt } from "../../pipeline/commands/prompt.ts";
import { loadProject } from "../../src/config/load-project.ts";
import { gatekeeper, succeeded } from "../support/cli.ts";
import { commandAt } from "../support/command-context.ts";
import { AS_OF, type Project, projectOf } from "../support/project.ts";
import { openTestEngine } from "../support/test-engine.ts";

/** An empty folder to stand in. */
let desk: Project;

beforeEach(() => {
  desk = projectOf({});
});

const here = async (...words: string[]) => gatekeeper(words, { folder: desk.folder });

const CRM = `Customer ID,Name,Mobile,E-Mail,Opt-In Marketing,Status
H1,Ada Wren,+86 139 0000 0001,ada@wren.example,yes,active
H2,Ida Wren,+86 139 0000 0002,,no,active
`;

const ORDERS = `订单编号;下单时间;会员号;实付金额;备注
D1;2026-10-01 10:00:00;H1;12.50;礼物
D2;2026-10-02 10:00:00;H2;99.00;
`;

/** What nobody may find in a message or in a configuration: values of the files. */
const VALUES = /Ada|wren\.example|139 0000/u;

describe("init without a terminal", () => {
  test("makes a project that is valid and runs at once, commented, with a key of its own and nothing open to others", async () => {
    const { stdout, stderr } = succeeded(await here("init", "shop"));
    expect(stdout).toContain("Next: gatekeeper validate -C shop");
    expect(stderr).toBe("");
    expect(desk.read("shop/gatekeeper.yaml")).toMatch(/^# Your project\. It runs as it stands/mu);
    expect(statSync(desk.path("shop/keys/reference.key")).mode & 0o777).toBe(0o600);
    expect(statSync(desk.path("shop/keys")).mode & 0o777).toBe(0o700);
    succeeded(await here("validate", "-C", "shop"));
    succeeded(await here("run", "-C", "shop", "--as-of", AS_OF));
    expect((await here("doctor", "-C", "shop")).code).toBe(0);
  });

  test("names the project by its folder, and takes every setting as an option, quoted as YAML needs it", async () => {
    const settings = ["--controller", "Fern: Lane #1", "--time-zone", "Europe/Berlin", "--currency", "EUR"];
    succeeded(await here("init", "Fern Lane", ...settings, "--country", "DE", "--language", "zh-CN"));
    expect(loadProject(desk.path("Fern Lane"), {})).toMatchObject({
      id: "fern-lane",
      controller: "Fern: Lane #1",
      timeZone: "Europe/Berlin",
      currency: "EUR",
      defaultCountry: "DE",
      language: "zh-CN",
    });
    const text = desk.read("Fern Lane/gatekeeper.yaml");
    expect(text).toMatch(/^ {2}controller: "Fern: Lane #1" {10}# who answers for the data$/mu);
    expect(text).toContain("  time_zone: Europe/Berlin             # local times");
  });

  test("tells every wrong setting with the code that the configuration would get, and makes nothing", async () => {
    const wrong = ["--time-zone", "Asia/Shanghia", "--currency", "RMB", "--name", "My Shop", "--controller", ""];
    const { code, stderr } = await here("init", "shop", ...wrong);
    const codes = stderr.split("\n").filter((line) => line.startsWith("GK"));
    expect(codes.map((line) => line.slice(0, 6))).toEqual(["GK0212", "GK0113", "GK0217", "GK0218"]);
    expect(code).toBe(2);
    expect(readdirSync(desk.folder)).toEqual([]);
  });

  test("refuses a folder that would lie inside a file", async () => {
    desk.write("file", "x");
    const { code, stderr } = await here("init", "file/shop");
    expect(stderr).toContain("GK0105");
    expect(code).toBe(2);
  });

  test("refuses sample data and files together", async () => {
    desk.write("crm.csv", CRM);
    const { code, stderr } = await here("init", "shop", "--sample-data", "--from", "crm.csv");
    expect(stderr).toContain("GK0114");
    expect(code).toBe(2);
  });
});

describe("init --from", () => {
  test("shows what it proposes and why, writes it commented, and the project loads the files as they lie", async () => {
    desk.write("data/订单.csv", ORDERS);
    desk.write("data/crm.csv", CRM);
    const { stdout } = succeeded(await here("init", "shop", "--from", "data/订单.csv", "--from", "data/crm.csv"));
    expect(stdout).toContain("data/订单.csv looks like transactions:");
    expect(stdout).toMatch(/ordered_at +下单时间 +its name says so, its values are days or moments/u);
    expect(stdout).toContain("data/crm.csv looks like customers, contact_points:");
    expect(stdout).toContain("data/crm.csv: Opt-In Marketing, Status may say something about consent");
    expect(stdout).not.toMatch(VALUES);
    const text = desk.read("shop/gatekeeper.yaml");
    expect(text).toContain("csv: { delimiter: ; }");
    expect(text).toContain("# not used: 备注");
    expect(text).toMatch(
      / {2}# data\/crm\.csv: Opt-In Marketing, Status may say .*\n {2}# Nobody guesses .*\n {2}consent_events:/u,
    );
    expect(text).not.toMatch(VALUES);
    const run = succeeded(await here("run", "-C", "shop", "--as-of", AS_OF, "-v"));
    expect(run.stderr).toContain("../data/订单.csv: 2 records, 0 rejected, 0 excluded");
    expect(run.stderr).toContain("../data/crm.csv: 2 records, 0 rejected, 1 excluded");
    const [runId = ""] = readdirSync(desk.path("shop/.gatekeeper/runs"));
    const quality = JSON.parse(desk.read("shop/.gatekeeper/runs", runId, "private/quality.json")) as {
      files: { table: string; loaded: number }[];
    };
    const loaded = quality.files.filter(({ table }) => table === "contact_points").map((file) => file.loaded);
    expect(new Set(loaded)).toEqual(new Set([1, 2]));
  });

  test("never maps consent: every consent, suppression and status column of a file is left to a person", async () => {
    desk.write("crm.csv", CRM);
    succeeded(await here("init", "shop", "--from", "crm.csv"));
    const project = loadProject(desk.path("shop"), {});
    const mapped = Object.values(project.inputs)
      .flat()
      .filter(({ files }) => files.includes("../crm.csv"));
    expect(mapped.map(({ table }) => table)).toEqual(["customers", "contact_points", "contact_points"]);
    const names = new Set(mapped.flatMap(({ columns }) => columns.flatMap(({ expression }) => expression.names)));
    expect(names).toEqual(new Set(["Customer ID", "Name", "Mobile", "E-Mail"]));
  });

  test("reads compressed files and Parquet as well", async () => {
    writeFileSync(desk.path("orders.csv.gz"), gzipSync(ORDERS.replaceAll(";", "\t")));
    const { engine, folder, close } = await openTestEngine(1);
    const people = "select 'H1' as customer_id, 'Ada' as full_name, '+8613900000001' as phone from range(1)";
    await engine.writeParquet(people, join(folder, "people.parquet"), []);
    const files = ["--from", "orders.csv.gz", "--from", join(folder, "people.parquet")];
    succeeded(await here("init", "shop", ...files));
    expect(desk.read("shop/gatekeeper.yaml")).toContain('csv: { delimiter: "\\t" }');
    succeeded(await here("run", "-C", "shop", "--as-of", AS_OF));
    await close();
  });

  test("says what lacks when a file is none of the tables, in the configuration too, and makes the project all the same", async () => {
    desk.write("odd.csv", 'order id,order date,customer id,amount\n1,1 Dec 2010,c1,"€1,200.00"\n');
    const { stdout } = succeeded(await here("init", "shop", "--from", "odd.csv"));
    const says =
      'the values of "order date" cannot be read as ordered_at, and the values of "amount" cannot be read as amount';
    expect(stdout).toContain(says);
    expect(desk.read("shop/gatekeeper.yaml")).toContain(says);
    succeeded(await here("run", "-C", "shop", "--as-of", AS_OF));
  });

  test.each([
    ["a file without a header", "H1,Ada Wren,+86 139 0000 0001\n", "GK0110", 3],
    ["an empty file", "", "GK0325", 3],
    ["bytes that are no text", Buffer.from("客户编号,姓名\n", "utf16le").toString("latin1"), "GK0341", 3],
    ["two columns of one name", "id,name,Name\n1,a,b\n", "GK0322", 3],
  ])("refuses %s, repeats nothing of it, and makes nothing", async (_, text, errorCode, exitCode) => {
    writeFileSync(desk.path("file.csv"), text, "latin1");
    const { code, stderr } = await here("init", "shop", "--from", "file.csv");
    expect(stderr).toMatch(new RegExp(`^${errorCode} `, "u"));
    expect(stderr).not.toMatch(VALUES);
    expect(code).toBe(exitCode);
    expect(existsSync(desk.path("shop"))).toBe(false);
  });

  test("lets a header do nothing to the terminal, to YAML or to the expression language", async () => {
    const names = [
      'Order ID: "x" # y',
      "Order Date\u001B[31m",
      "Customer ID\u202E",
      "Amount'; drop table x; --",
      "{a: [b",
    ];
    const cells = names.map((name) => `"${name.replaceAll('"', '""')}"`).join(",");
    desk.write("evil.csv", `${cells}\n1,2026-10-01,c1,5.00,z\n`);
    const { stdout } = succeeded(await here("init", "shop", "--from", "evil.csv"));
    expect(stdout).toContain("transactions");
    expect(stdout.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    const columns = loadProject(desk.path("shop"), {}).inputs.transactions[0]?.columns ?? [];
    expect(columns.flatMap(({ expression }) => expression.names)).toEqual(expect.arrayContaining([names[0], names[1]]));
    succeeded(await here("run", "-C", "shop", "--as-of", AS_OF));
  });

  test("as JSON gives programs the whole proposal", async () => {
    desk.write("crm.csv", CRM);
    const { stdout } = succeeded(await here("init", "shop", "--from", "crm.csv", "--format", "json"));
    expect(JSON.parse(stdout)).toMatchObject({
      folder: "shop",
      proposals: [
        { file: "crm.csv", by_hand: ["Opt-In Marketing", "Status"], sources: [{ table: "customers" }, {}, {}] },
      ],
    });
  });
});

describe("init on a terminal", () => {
  /** Runs init with answers typed ahead, and gives what was asked and printed. */
  async function asked(answers: readonly string[], options: Partial<InitOptions> = {}) {
    const { command, printed } = commandAt("2026-11-01T00:00:00Z");
    const [input, output] = [new PassThrough(), new PassThrough()];
    let said = "";
    output.setEncoding("utf8").on("data", (text: string) => (said += text));
    const { style, language } = command;
    input.end(answers.map((answer) => `${answer}\n`).join(""));
    const given: InitOptions = {
      directory: "shop",
      projectDir: ".",
      memoryLimit: "500MB",
      sampleData: false,
      from: [],
      yes: false,
      settings: { language: undefined },
      ...options,
    };
    const context = {
      ...command,
      folder: desk.folder,
      format: "human" as const,
      environment: { LANG: "de_DE.UTF-8" },
      openPrompt: () => openPrompt({ input, output, style, language }),
    };
    const outcome = await init(given, context).catch((error: unknown) => error);
    return { said, printed, outcome };
  }

  test("asks few questions, suggests what the machine knows, and asks again until an answer can be read", async () => {
    const answers = [
      "perhaps",
      "n",
      "My Shop",
      "",
      "",
      "Fern Lane",
      "",
      "RMB",
      "",
      "Mars",
      "Europe/Berlin",
      "fr",
      "en",
    ];
    const { said, outcome } = await asked(answers);
    expect(outcome).toBeUndefined();
    expect(said).toContain("neither yes nor no");
    expect(said).toContain('"My Shop" is not an id');
    expect(said).toContain("there is nothing in it");
    expect(said).toContain("country of telephone numbers that name none [DE]");
    expect(said).toContain("The currency of the amounts [EUR]: ");
    expect(said).toContain('Did you mean "CNY"?');
    expect(loadProject(desk.path("shop"), {})).toMatchObject({
      id: "shop",
      controller: "Fern Lane",
      timeZone: "Europe/Berlin",
      currency: "EUR",
      defaultCountry: "DE",
    });
  });

  test("asks only for what was not given", async () => {
    const { said } = await asked(["n", "Fern Lane", "", ""], {
      settings: { name: "fern", country: "CN", currency: "CNY", language: "zh-CN" },
    });
    expect(said.match(/: /gu)).toHaveLength(3);
    expect(loadProject(desk.path("shop"), {})).toMatchObject({ id: "fern", currency: "CNY", language: "zh-CN" });
  });

  test("makes the invented shop for a yes, without a further question", async () => {
    const { printed } = await asked(["y"]);
    expect(printed.at(-1)).toContain("gatekeeper run -C shop --as-of 2026-11-01");
    expect(loadProject(desk.path("shop"), {}).id).toBe("shop");
  });

  test("makes nothing when a proposal is turned down, or when the input ends", async () => {
    desk.write("crm.csv", CRM);
    expect((await asked(["n"], { from: ["crm.csv"] })).printed.at(-1)).toBe("Nothing was made.");
    expect((await asked(["n", "fern"])).outcome).toMatchObject({ code: "GK0111" });
    expect(readdirSync(desk.folder)).toEqual(["crm.csv"]);
  });

  test("is not asked with --yes", async () => {
    expect((await asked([], { yes: true })).said).toBe("");
    expect(existsSync(desk.path("shop/gatekeeper.yaml"))).toBe(true);
  });
});
