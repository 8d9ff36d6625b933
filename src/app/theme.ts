import type { App } from '../store/store.ts';

/** Keeps the document's theme and motion as the person prefers, or else as the system says. */
export function followPreferences(app: App): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  const apply = (): void => {
    const { theme, reducedMotion } = app.getState().preferences;
    const { dataset } = document.documentElement;
    dataset['theme'] = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
    dataset['motion'] = (reducedMotion ?? still.matches) ? 'reduced' : 'full';
  };
  app.playhead.reducedMotion = () => document.documentElement.dataset['motion'] === 'reduced';
  dark.addEventListener('change', apply);
  still.addEventListener('change', apply);
  app.subscribe((state, before) => {
    if (state.preferences !== before.preferences) apply();
  });
  apply();
}
