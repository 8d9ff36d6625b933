import { en } from './en/index.ts';

/** All text of the page in one language. */
export type Messages = typeof en;
export type Language = 'en';

const languages: { readonly [L in Language]: Messages } = { en };

/** The table of a language. */
export function messagesOf(language: Language): Messages {
  return languages[language];
}
