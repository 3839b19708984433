import { Elimination } from "./elimination.ts";
import type { JointModel, ModelCell } from "./joint-model.ts";
import { unsafeLines, unsafeUnions } from "./suppress-cells.ts";

/** What is published of a model, to which cells are added as long as nothing follows that must not. */
export class PublishedCells {
  readonly #model: JointModel;
  readonly #published: ModelCell[];
  #elimination: Elimination;

  constructor(model: JointModel, withheld: ReadonlySet<string>) {
    this.#model = model;
    this.#published = model.cells.filter(
      ({ row, fate }) => fate === "printed" || (fate === "open" && !withheld.has(row)),
    );
    this.#elimination = this.#started();
  }

  /** Whether an unsafe cell, or a union that was thought of, would follow if a cell were published too. */
  wouldTell(cell: ModelCell): boolean {
    return this.#elimination.wouldTell(cell);
  }

  /** Publishes a cell from which nothing follows by itself; false, and it is not published, when an unsafe union does. */
  publish(cell: ModelCell): boolean {
    this.#elimination.publish(cell);
    this.#published.push(cell);
    const unions = unsafeUnions(this.#model, { published: this.#published, elimination: this.#elimination });
    if (unions.length === 0) return true;
    this.#published.pop();
    this.#elimination = this.#started();
    return false;
  }

  /** Withheld rows without a need of their own that follow from what is published. */
  implied(withheld: ReadonlySet<string>): string[] {
    return this.#model.cells
      .filter(({ row, need, fate }) => fate === "open" && need === null && withheld.has(row))
      .filter((cell) => this.#elimination.follows(cell))
      .map(({ row }) => row);
  }

  #started(): Elimination {
    const elimination = new Elimination();
    const unsafe = this.#model.cells.filter(({ need, fate }) => need !== null && fate !== "printed");
    for (const cell of this.#published) elimination.publish(cell);
    for (const cell of [...unsafe, ...unsafeLines(this.#model)]) elimination.watch(cell);
    return elimination;
  }
}
