/** By how much leaf cells move against each other so that nothing that is published changes. */
export type Movement = ReadonlyMap<number, number>;

/** Movements that were found once: they are tried again in other models of the same tables, and when more is withheld. */
export class MovementPool {
  readonly movements: Movement[] = [];

  add(movement: Movement): void {
    this.movements.push(movement);
  }
}
