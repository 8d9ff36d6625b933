/** A server's number: S1 is 1. */
export type ServerId = number;
