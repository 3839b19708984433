/** Where the present moment comes from; nothing else in the program reads the time. */
export interface Clock {
  now(): Date;
}
