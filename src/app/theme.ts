import type { App } from '../store/store.ts';

/** Keeps the document's theme, motion and language as the person prefers, or else as the system says. */
export function followPreferences(app: App): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  const apply = (): void => {
    const { language, preferences, view } = app.getState();
    const { reducedMotion } = preferences;
    const theme = view.theme ?? preferences.theme;
    const { dataset } = document.documentElement;
    document.documentElement.lang = language;
    dataset['theme'] = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
    dataset['motion'] = (reducedMotion ?? still.matches) ? 'reduced' : 'full';
  };
  app.playhead.reducedMotion = () => document.documentElement.dataset['motion'] === 'reduced';
  dark.addEventListener('change', apply);
  still.addEventListener('change', apply);
  app.subscribe((state, before) => {
    const isSame = state.preferences === before.preferences && state.view === before.view;
    if (!isSame || state.language !== before.language) apply();
  });
  apply();
}
