import { first } from './en/first.ts';
import type { en } from './en/index.ts';

/** All text of the page in one language. */
export type Messages = typeof en;
export type Language = 'en';

/**
 * The table of each language as far as it has been loaded. What the first picture says is there from the start; a panel
 * that comes later waits for `loadMessages`, so that nobody asks for words that are not there yet.
 */
const tables: { [L in Language]: Messages } = { en: first as Messages };

/** The table of a language. */
export function messagesOf(language: Language): Messages {
  return tables[language];
}

/** Brings the words that the first picture does not need. Whoever shows them waits for it. */
export async function loadMessages(): Promise<void> {
  const { en } = await import('./en/index.ts');
  tables.en = en;
}
