import { type Language, languageOf } from '../messages/index.ts';
import type { AppState, Preferences } from './types.ts';

const KEY = 'raftlight.preferences';

const DEFAULTS: Preferences = {
  theme: 'light',
  language: null,
  reducedMotion: null,
  hidden: [],
  singleKeys: true,
};

/** What was kept in this browser, or the defaults: the page works as well without storage. */
export function loadPreferences(): Preferences {
  try {
    const kept: unknown = JSON.parse(globalThis.localStorage.getItem(KEY) ?? '{}');
    return typeof kept === 'object' && kept !== null ? withDefaults(kept) : DEFAULTS;
  } catch {
    return DEFAULTS;
  }
}

function withDefaults(kept: {
  theme?: unknown;
  language?: unknown;
  reducedMotion?: unknown;
  singleKeys?: unknown;
}): Preferences {
  const { theme, language, reducedMotion, singleKeys } = kept;
  return {
    ...DEFAULTS,
    ...((theme === 'light' || theme === 'dark' || theme === 'system') && { theme }),
    ...(typeof language === 'string' && { language: languageOf(language) }),
    ...(typeof reducedMotion === 'boolean' && { reducedMotion }),
    ...(typeof singleKeys === 'boolean' && { singleKeys }),
  };
}

export function savePreferences(preferences: Preferences): void {
  try {
    globalThis.localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // Storage is full or forbidden (third-party frame): the preference then holds for this visit only.
  }
}

/**
 * What the page speaks at first: what the address asks for (`?l=zh-Hans`), else what was chosen here before, else the
 * first of the browser's languages that the page has.
 */
export function languageAtStart({ language }: Preferences): Pick<AppState, 'language' | 'languageOfLink'> {
  const asked = languageOf(/[?&]l=([\w-]+)/.exec(location.href)?.[1] ?? '');
  if (asked !== null) return { language: asked, languageOfLink: true };
  const known = (found: Language | null, tag: string): Language | null => found ?? languageOf(tag);
  return { language: navigator.languages.reduce(known, language) ?? 'en', languageOfLink: false };
}
