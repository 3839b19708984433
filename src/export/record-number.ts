/** The number of a record as people count it: from 1, with the records before it that could not be taken apart. Pure. */
export function recordNumber(recordIndex: number, malformed: readonly number[]): number {
  const record = recordIndex + 1;
  return record + malformed.filter((one) => one <= record).length;
}
