/** What a stage is doing at this moment, for whoever waits. */
export interface Activity {
  /** The table or the file that is being made; null while files are loaded. */
  readonly step: string | null;
  /** How much of the step, or of all files, is done, from 0 to 1; null where nobody can say. */
  readonly share: number | null;
  /** How far loading is; null in every other stage. */
  readonly files: FilesLoaded | null;
}

export interface FilesLoaded {
  readonly loaded: number;
  readonly found: number;
  /** Of the files loaded. */
  readonly records: number;
}

/** The activity of a stage that makes tables and files: what is made now; null when nothing is. Pure. */
export function making(made: Pick<Activity, "step" | "share"> | null): Activity | null {
  return made && { ...made, files: null };
}
