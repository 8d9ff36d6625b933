/** What a command may do to the world outside: print, and read and write files. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
  /** The text of a file; throws an error with a `code` when there is none. */
  read(path: string): string;
  /** Opens a file for writing. */
  open(path: string): Sink;
}

export interface Sink {
  write(text: string): void;
  close(): void;
}

export const Exit = { ok: 0, badInput: 2, unsafe: 3, stuck: 4 } as const;
export type Exit = (typeof Exit)[keyof typeof Exit];
