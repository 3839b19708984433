/** What the engine may take of the machine; it changes the speed of a run and none of its decisions. */
export interface EngineLimits {
  /** A number of threads, or all the machine has. */
  readonly threads: number | "all";
  /** As the engine writes it, such as `1600MB`; what does not fit is spilled to disk. */
  readonly memoryLimit: string;
}

export const MOST_THREADS = 256;

/** With every guard on, twenty million transactions need this much. */
export const DEFAULT_MEMORY_LIMIT = "1600MB";

const LEAST_MEMORY_BYTES = 256e6;

/** How a size of memory is written. */
export const MEMORY_SIZE = /^\s*(\d{1,9}(?:\.\d+)?) ?([Mm][Bb]|[Gg][Bb])\s*$/;

/** The size a text such as `1600MB` or `1.5 gb` names, as the engine writes it; undefined when it names none or one under 256 MB. */
export function parseMemorySize(text: string): string | undefined {
  const [, number = "", unit = ""] = MEMORY_SIZE.exec(text) ?? [];
  const bytes = Number(number) * (unit.toUpperCase() === "GB" ? 1e9 : 1e6);
  return bytes < LEAST_MEMORY_BYTES ? undefined : `${number}${unit.toUpperCase()}`;
}
