import { useSyncExternalStore } from 'react';
import { appStore } from '../../store/hooks.ts';
import type { Selection } from '../../store/types.ts';
import type { Question } from '../../whynot/question.ts';

interface Asked {
  readonly question: Question;
  /** What was selected then: whoever selects something else wants to see that. */
  readonly selection: Selection | null;
  /** What gets the focus back. */
  readonly opener: Element | null;
}

let current: Asked | null = null;
let stop: (() => void) | null = null;
const listeners = new Set<() => void>();

function show(asked: Asked | null): void {
  current = asked;
  for (const listener of listeners) listener();
}

/** Asks why something has not happened: the answer takes the place of the inspector, and the run stands still for it. */
export function ask(question: Question): void {
  const { selection, playing, pause } = appStore.getState();
  if (playing) pause();
  appStore.setState({ firstVisit: false });
  stop ??= appStore.subscribe((state) => {
    if (current !== null && state.selection !== current.selection) closeAnswer(false);
  });
  show({ question, selection, opener: document.activeElement });
}

export function closeAnswer(givesFocusBack = true): void {
  const opener = current?.opener ?? null;
  stop?.();
  stop = null;
  show(null);
  if (givesFocusBack && (opener instanceof HTMLElement || opener instanceof SVGElement)) opener.focus();
}

export function currentQuestion(): Question | null {
  return current?.question ?? null;
}

export function subscribeQuestion(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** What is asked; null when nothing is. */
export function useQuestion(): Question | null {
  return useSyncExternalStore(subscribeQuestion, currentQuestion);
}
