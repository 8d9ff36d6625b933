import { first } from './en/first.ts';
import type { Messages } from './table.ts';

export type { Messages } from './table.ts';

/**
 * The languages beside English: a folder each, and a line here. The first table is what the first picture says; the
 * whole one is everything. English is there from the start, whoever reads another language waits for its first table.
 */
const FOLDERS = {
  'zh-Hans': {
    first: async () => (await import('./zh-Hans/first.ts')).first,
    whole: async () => (await import('./zh-Hans/index.ts')).zhHans,
  },
};

/** A language of the page, by its tag (BCP 47). */
export type Language = 'en' | keyof typeof FOLDERS;

/** The table of each language as far as it has been loaded; a panel that comes later waits for `loadMessages`. */
const tables: { en: Messages; [language: string]: Messages } = { en: first as Messages };

/** The table of a language; English as long as it has not come. */
export function messagesOf(language: Language): Messages {
  return tables[language] ?? tables.en;
}

/** The language of the page that a tag such as `zh-TW` asks for; null when there is none. */
export function languageOf(tag: string): Language | null {
  const [primary] = tag.toLowerCase().split('-');
  return languages().find((language) => language.split('-')[0] === primary) ?? null;
}

/** All languages, English first. */
export function languages(): readonly Language[] {
  return ['en', ...(Object.keys(FOLDERS) as (keyof typeof FOLDERS)[])];
}

/** Brings the words of the first picture. */
export async function loadFirstMessages(language: Language): Promise<void> {
  if (language !== 'en' && tables[language] === undefined) {
    tables[language] = (await FOLDERS[language].first()) as Messages;
  }
}

/** Brings the words that the first picture does not need. Whoever shows them waits for it. */
export async function loadMessages(language: Language): Promise<void> {
  tables[language] = language === 'en' ? (await import('./en/index.ts')).en : await FOLDERS[language].whole();
}
