/** Invented recipients that are mixed into a list, so that whoever uses it otherwise gives themselves away. Source: operations.md §5. */
export interface Decoys {
  /** A CSV file of the project. */
  readonly file: string;
  /** Draws which of them a list has. */
  readonly seed: string;
  /** The most that one list has; all of them when absent. */
  readonly perList: number | undefined;
}
