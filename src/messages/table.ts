import type { en } from './en/index.ts';

/** All text of the page in one language: what English says, every other language has to say. */
export type Messages = typeof en;
