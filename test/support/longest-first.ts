import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that wait for the cluster more than they compute: whatever else there is fills the other core meanwhile. */
const LONG = /\/test\/engine\/trino\//u;

/** Starts the files that take longest first, so that none of them is left over for one core at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const bySize = super.sort.bind(this);
    const sorted = await bySize(files);
    const [long, others] = [true, false].map((isLong) =>
      sorted.filter(({ moduleId }) => LONG.test(moduleId) === isLong),
    );
    return [...(long ?? []), ...(others ?? [])];
  }
}
