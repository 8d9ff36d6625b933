import { guess, questionAt } from './quiz.ts';
import type { App } from './store.ts';

/** What the key of a number does: it gives that answer to the question that is on. Null where there is none such. */
export function answerFor(app: App, number: number): (() => void) | null {
  const state = app.getState();
  const on = questionAt(state);
  if (on?.stage !== 'asked') return null;
  const choice = state.scenario.beats?.[on.beat]?.choices?.[number - 1];
  return choice === undefined ? null : () => guess(app, on.beat, number - 1);
}
