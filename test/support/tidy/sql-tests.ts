/** The given/expect file that must exist for a SQL file: `sql/gates/a/b.sql` is tested in `test/sql/gates/a/b.yaml`. */
export function testFileOf(sqlFile: string): string {
  return `test/${sqlFile.replace(/\.sql$/u, ".yaml")}`;
}

/** SQL files without a given/expect file, and given/expect files whose SQL file is gone, one sentence each. */
export function unreachedSqlFiles(sqlFiles: readonly string[], testFiles: readonly string[]): string[] {
  const wanted = new Map(sqlFiles.map((file) => [testFileOf(file), file]));
  const untested = [...wanted].filter(([testFile]) => !testFiles.includes(testFile));
  const orphans = testFiles.filter((testFile) => !wanted.has(testFile));
  return [
    ...untested.map(([testFile, file]) => `${file} is not tested: ${testFile} is missing`),
    ...orphans.map((testFile) => `${testFile} tests no SQL file`),
  ];
}

/** One case of a given/expect file, as far as these rules look at it. */
interface GivenExpect {
  readonly given?: Readonly<Record<string, readonly unknown[]>>;
  readonly expect?: readonly unknown[];
}

/** A gate's tests must show somebody it refuses and somebody it lets by. */
export function onesidedGateTests(testFile: string, parsed: unknown): string[] {
  const cases = Array.isArray(parsed) ? (parsed as GivenExpect[]) : [];
  const offences: string[] = [];
  if (!cases.some(({ expect = [] }) => expect.length > 0))
    offences.push(`${testFile} shows nobody whom the gate refuses`);
  if (!cases.some(letsSomebodyBy)) offences.push(`${testFile} shows nobody whom the gate lets by`);
  return offences;
}

/** No row expected, or fewer than one of the gate's own tables was given. */
function letsSomebodyBy({ given = {}, expect = [] }: GivenExpect): boolean {
  if (expect.length === 0) return true;
  return Object.entries(given).some(([table, rows]) => table.startsWith("gate.") && rows.length > expect.length);
}
