import type { JointModel, ModelCell } from "./joint-model.ts";
import { randomPrime } from "./prime-field.ts";
import { PublishedSpan } from "./published-span.ts";
import { publish, unsafeLines, unsafeUnions, watchAll } from "./suppress-cells.ts";

/** What is published of a model, to which cells are added as long as nothing follows that must not. */
export class PublishedCells {
  readonly #model: JointModel;
  readonly #published: ModelCell[];
  #spans: readonly PublishedSpan[] = [];

  constructor(model: JointModel, withheld: ReadonlySet<string>) {
    this.#model = model;
    this.#published = model.cells.filter(
      ({ row, fate }) => fate === "printed" || (fate === "open" && !withheld.has(row)),
    );
    this.#start();
  }

  /** Whether an unsafe cell, or a union that was thought of, would follow if a cell were published too. */
  wouldTell(cell: ModelCell): boolean {
    return this.#spans.some((span) => {
      const reduced = span.reduce(cell);
      return reduced.size > 0 && span.wouldTell(reduced);
    });
  }

  /** Publishes a cell from which nothing follows by itself; false, and it is not published, when an unsafe union does. */
  publish(cell: ModelCell): boolean {
    publish(this.#spans, cell, false);
    this.#published.push(cell);
    const unions = unsafeUnions(this.#model, {
      published: this.#published,
      spans: this.#spans,
      isKnown: (variable) => this.#spans.some((span) => span.isKnown(variable)),
    });
    if (unions.length === 0) return true;
    this.#published.pop();
    this.#start();
    return false;
  }

  /** Withheld rows without a need of their own that follow from what is published. */
  implied(withheld: ReadonlySet<string>): string[] {
    return this.#model.cells
      .filter(({ row, need, fate }) => fate === "open" && need === null && withheld.has(row))
      .filter((cell) => this.#spans.every((span) => span.reduce(cell).size === 0))
      .map(({ row }) => row);
  }

  #start(): void {
    this.#spans = [randomPrime(), randomPrime()].map((prime) => new PublishedSpan(prime, () => 0));
    const unsafe = this.#model.cells.filter(({ need, fate }) => need !== null && fate !== "printed");
    for (const cell of this.#published) publish(this.#spans, cell, false);
    for (const cell of [...unsafe, ...unsafeLines(this.#model)]) watchAll(this.#spans, cell);
  }
}
