import type { Activity } from "../domain/activity.ts";

/** How far the loading of a project's files is, by their sizes. */
export class LoadProgress {
  #found = 0;
  #loaded = 0;
  #records = 0;
  #bytesFound = 0;
  #bytesLoaded = 0;
  #bytesOpen = 0;
  #shown = 0;

  /** Files to load are known, with the size of each in bytes. */
  filesFound(sizes: readonly number[]): void {
    this.#found += sizes.length;
    this.#bytesFound += sizes.reduce((sum, size) => sum + size, 0);
  }

  fileOpened(bytes: number): void {
    this.#bytesOpen += bytes;
  }

  /** A file is loaded, or cannot be. */
  fileClosed(bytes: number, records: number): void {
    this.#bytesOpen -= bytes;
    this.#bytesLoaded += bytes;
    this.#loaded += 1;
    this.#records += records;
  }

  /** `statementShare` is how much the engine has done of what it reads now; it counts for all files that are open. */
  activity(statementShare: number | null): Activity {
    const done = this.#bytesLoaded + this.#bytesOpen * (statementShare ?? 0);
    // Of two open files the engine reads one after the other: what was shown is never taken back.
    if (this.#bytesFound > 0) this.#shown = Math.max(this.#shown, done / this.#bytesFound);
    return {
      step: null,
      share: this.#bytesFound === 0 ? null : this.#shown,
      files: { loaded: this.#loaded, found: this.#found, records: this.#records },
    };
  }
}
