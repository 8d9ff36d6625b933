import type { Preferences } from './types.ts';

const KEY = 'raftlight.preferences';

const DEFAULTS: Preferences = {
  theme: 'light',
  language: 'en',
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

function withDefaults(kept: { theme?: unknown; reducedMotion?: unknown; singleKeys?: unknown }): Preferences {
  const { theme, reducedMotion, singleKeys } = kept;
  return {
    ...DEFAULTS,
    ...((theme === 'light' || theme === 'dark' || theme === 'system') && { theme }),
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
