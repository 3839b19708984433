import { parse } from "yaml";
import { describe, expect, test } from "vitest";

import { readSqlFile } from "../src/catalog/sql-file.ts";
import { definedErrorCodes, RECORD_PROBLEMS } from "../src/errors.ts";
import { chineseTextOffences } from "./support/tidy/chinese-texts.ts";
import { errorDocumentOffences, undocumentedReasons } from "./support/tidy/documented-codes.ts";
import { layerOffences } from "./support/tidy/import-layers.ts";
import { importsOf } from "./support/tidy/imports.ts";
import { lengthOffences, longFunctions } from "./support/tidy/lengths.ts";
import { filesUnder, ROOT, textOf } from "./support/tidy/source-files.ts";
import { functionOffences, unevenEngineFunctions } from "./support/tidy/sql-functions.ts";
import { gateOffences, headerOffences, reasonCodeOf, sharedRanks } from "./support/tidy/sql-headers.ts";
import { onesidedGateTests, testFileOf, unreachedSqlFiles } from "./support/tidy/sql-tests.ts";

const CODE_FOLDERS = ["pipeline", "src", "fixtures", "benchmarks", "test", "scripts"];
const models = filesUnder("sql/models", ".sql");
const gates = filesUnder("sql/gates", ".sql");
const audits = filesUnder("sql/audits", ".sql");
const portable = [...models, ...gates, ...audits];
const engineFunctions = filesUnder("sql/functions", ".sql");

describe("TypeScript", () => {
  const sources = ["pipeline", "src"].flatMap((folder) => filesUnder(folder, ".ts"));

  test("imports run one way, from pipeline to src, and only between the parts that docs/architecture.md names", () => {
    expectNone(sources.flatMap((file) => layerOffences(file, importsOf(textOf(file)))));
  });

  test("no file is longer than 300 lines", () => {
    const files = CODE_FOLDERS.flatMap((folder) => filesUnder(folder, ".ts", ".mjs"));
    expectNone(files.flatMap((file) => lengthOffences(file, textOf(file))));
  });

  test("every Chinese text is Chinese through and through", () => {
    // Words by which files name their columns, and the signs of their dates, are no sentences.
    const words = ["column-words", "time-of-day-pattern", "time-readings"];
    const sentences = sources.filter((file) => !words.some((name) => file === `src/load/proposal/${name}.ts`));
    expectNone(sentences.flatMap((file) => chineseTextOffences(file, textOf(file))));
  });

  test("no function is longer than a screen", () => {
    expectNone(longFunctions(...CODE_FOLDERS));
  });
});

describe("SQL", () => {
  const read = (file: string) => readSqlFile(`${ROOT}${file}`);

  test("no file is longer than 300 lines", () => {
    expectNone(filesUnder("sql", ".sql").flatMap((file) => lengthOffences(file, textOf(file))));
  });

  test("every model says what a row is and which columns name it, every audit what it claims", () => {
    expectNone([...models, ...audits].flatMap((file) => headerOffences(file, read(file))));
  });

  test("every gate carries rank, class, override, law and its labels", () => {
    expectNone(gates.flatMap((file) => gateOffences(file, read(file))));
  });

  test("no two gates share a rank or a reason code", () => {
    const ranks = gates.map((file) => ({ file, rank: read(file).header.get("rank") ?? "" }));
    const codes = gates.map(reasonCodeOf);
    const repeated = codes.filter((code, index) => codes.indexOf(code) !== index);
    expectNone([...sharedRanks(ranks), ...repeated.map((code) => `${code} is the reason code of two gates`)]);
  });

  test("models, gates and audits call only functions that mean the same on every engine", () => {
    expectNone(portable.flatMap((file) => functionOffences(file, textOf(file), engineFunctions)));
  });

  test("every engine has the same functions of its own", () => {
    expectNone(unevenEngineFunctions(engineFunctions));
  });

  test("every model, gate and audit is reached by a given/expect file", () => {
    expectNone(unreachedSqlFiles(portable, filesUnder("test/sql", ".yaml")));
  });

  test("every gate is shown with somebody it refuses and somebody it lets by", () => {
    const tested = gates.map(testFileOf).filter((file) => textOf(file) !== "");
    expectNone(tested.flatMap((file) => onesidedGateTests(file, parse(textOf(file)))));
  });
});

describe("documents", () => {
  test("every error code has its section in docs/errors.md, and every section its error", () => {
    expectNone(
      errorDocumentOffences(textOf("docs/errors.md"), [...definedErrorCodes(), ...Object.keys(RECORD_PROBLEMS)]),
    );
  });

  test("every reason code is in docs/reason-codes.md", () => {
    expectNone(undocumentedReasons(textOf("docs/reason-codes.md"), gates.map(reasonCodeOf)));
  });
});

/** Fails with every offence on a line of its own. */
function expectNone(offences: readonly string[]): void {
  expect(offences.length, `\n${offences.join("\n")}\n`).toBe(0);
}
