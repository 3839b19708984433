import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { NO_CLUSTER, openClusterEngine, testCluster, WITHOUT_CLUSTER } from "../../support/cluster.ts";
import { openTestEngine, type TestEngine } from "../../support/test-engine.ts";

// The functions that engines spell differently, on both, over values at the edges of what they take.

const TEXTS = [
  "",
  " ",
  "a",
  "ü",
  "(x)",
  "(",
  "()",
  "+8613912345678",
  "+14155552671",
  "li@example.com",
  "Li@example.com",
  "n/a",
  "—",
  "没有",
  "0",
  "x\ny",
];
const CONTACT_KEYS = [
  "phone:+5215512345678",
  "phone:raw:0445512345678",
  "phone:+5491123456789",
  "phone:+5511987654321",
  "phone:+390612345678",
  "phone:+447911123456",
  "phone:raw:00447911123456",
  "phone:raw:00001",
  "email:jo.hn+shop@googlemail.com",
  "email:j.o.hn@gmail.com",
  "email:@gmail.com",
  "email:+a@example.com",
  "email:jane+news+more@example.com",
  "address:12 linden str",
  "address:上海铜镜路71号 1803 室",
  "address:臺北市 信義路5號",
];
const TIMES = [
  "2026-01-01 00:00:00",
  "2026-08-04 10:00:00.5",
  "1999-12-31 23:59:59.999999",
  "2026-08-04 10:00:00.120000",
  "2026-10-10 10:10:10",
];
const AMOUNTS = [
  "0",
  "0.0001",
  "-0.0001",
  "10",
  "-10",
  "0.5",
  "-0.5",
  "12345678901234.9999",
  "-99999999999999999999.9999",
];
const DIVISORS = ["1", "-1", "2", "3", "-3", "7", "0", "9007199254740993"];
const DAYS = [
  "array[date '2026-01-01']",
  "array[date '2026-01-05', date '2026-01-01', date '2026-01-05', date '2026-02-01']",
];
const PATTERNS = ["a|b", "[+-]?[0-9]{1,3}", "x.y", "(?:ab)*", ""];
const INSTANTS = [
  "2026-01-01 10:00:00Z",
  "2026-01-01T10:00:00+02:00",
  "2026-01-01 10:00:00.123456-05:30",
  "nonsense",
  "2026-02-30 10:00:00Z",
];

const quoted = (text: string): string => `'${text}'`;
const times = TIMES.map((time) => `timestamp '${time}'`);

const CALLS: readonly string[] = [
  ...TEXTS.flatMap((text) =>
    [
      "apart_from_marks",
      "byte_length",
      "clean_contact_countries",
      "clean_contact_key",
      "is_clean_contact",
      "sha256_hex",
      "stands_for_nothing",
      "hash_number",
    ].map((name) => `${name}(${quoted(text)})`),
  ),
  ...TEXTS.flatMap((text) => PATTERNS.map((pattern) => `matches(${quoted(text)}, ${quoted(pattern)})`)),
  ...CONTACT_KEYS.map((key) => `loose_contact_key(${quoted(key)})`),
  ...times.flatMap((time) => [
    `timestamp_text(${time})`,
    ...[0, -28800, 86401].map((seconds) => `shifted_by_seconds(${time}, ${seconds})`),
  ]),
  ...AMOUNTS.flatMap((amount) =>
    DIVISORS.map((divisor) => `exact_quotient(cast('${amount}' as decimal(38, 4)), cast('${divisor}' as bigint))`),
  ),
  ...DAYS.flatMap((days) => [
    `last_of(in_order(${days}))`,
    `last_of(days_until(in_order(${days}), date '2026-01-05'))`,
    `count_of(gaps_between(in_order(${days})))`,
    `median_of(gaps_between(in_order(${days})))`,
  ]),
  ...[["2.5"], ["2.5", "1.25"], ["2.5", "1.25", "7.5"]].map(
    (items) => `second_of(array[${items.map((item) => `cast(${item} as decimal(38, 4))`).join(", ")}])`,
  ),
  ...INSTANTS.flatMap((text) => [
    `parse_offset_text(${quoted(text)})`,
    `utc_timestamp(parse_offset_text(${quoted(text)}))`,
  ]),
];

describe.skipIf(NO_CLUSTER !== null)(`on Trino and on the embedded engine${WITHOUT_CLUSTER}`, () => {
  let embedded: TestEngine;
  let distributed: TestEngine;

  beforeAll(async () => {
    distributed = await openClusterEngine(await testCluster());
    embedded = await openTestEngine();
  }, 900_000);

  afterAll(async () => {
    await distributed.close();
    await embedded.close();
  });

  test("functions give the same", async () => {
    const differing: string[] = [];
    for (let start = 0; start < CALLS.length; start += 20) {
      const calls = CALLS.slice(start, start + 20);
      const select = `select ${calls.map((call, place) => `${call} as v${place}`).join(", ")}`;
      const [one, other] = [await embedded.engine.query(select), await distributed.engine.query(select)];
      for (const [place, call] of calls.entries()) {
        const [here, there] = [one[0]?.[`v${place}`], other[0]?.[`v${place}`]];
        if (String(here) !== String(there)) differing.push(`${call}: ${String(here)} here, ${String(there)} there`);
      }
    }
    expect(differing).toEqual([]);
  });

  test("rows come back as they were, whatever their type", async () => {
    const columns = [
      { name: "t", type: "varchar" },
      { name: "n", type: "bigint" },
      { name: "m", type: "decimal(38, 4)" },
      { name: "d", type: "date" },
      { name: "ts", type: "timestamp(6)" },
      { name: "b", type: "boolean" },
      { name: "i", type: "integer" },
    ];
    const rows = [
      [
        'it\'s, "quoted"\nand 多行',
        "9223372036854775807",
        "-99999999999999999999.9999",
        "0001-01-01",
        "2026-01-01 00:00:00.000001",
        true,
        "-5",
      ],
      ["", "-9007199254740993", "0.0000", "9999-12-31", "1969-12-31 23:59:59", false, "0"],
      [null, null, null, null, null, null, null],
    ];
    const select = "select * from raw.given order by n";
    for (const { engine } of [embedded, distributed]) await engine.fill("raw.given", columns, rows);
    expect(await distributed.engine.query(select)).toEqual(await embedded.engine.query(select));
    await distributed.engine.materialize("staging.kept", "select * from raw.given", "table");
    expect(await distributed.engine.query("select * from staging.kept order by n")).toEqual(
      await embedded.engine.query(select),
    );
  });
});
