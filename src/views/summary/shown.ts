import { useSyncExternalStore } from 'react';
import { appStore } from '../../store/hooks.ts';

/** What of the page of all rules is on show. */
export interface ShownSummary {
  /** The rule that somebody came for; null when nobody asked for one. */
  readonly rule: string | null;
  /** What gets the focus back. */
  readonly opener: Element | null;
}

let current: ShownSummary | null = null;
const listeners = new Set<() => void>();

function show(next: ShownSummary | null): void {
  current = next;
  for (const listener of listeners) listener();
}

/** Opens the page of all rules, at a rule if one is named. */
export function openSummary(rule: string | null = null): void {
  appStore.setState({ firstVisit: false });
  show({ rule, opener: current?.opener ?? document.activeElement });
}

/** The focus goes back to where it was, unless something else gets it. */
export function closeSummary(givesFocusBack = true): void {
  if (current === null) return;
  const opener = givesFocusBack ? current.opener : null;
  show(null);
  if ((opener instanceof HTMLElement || opener instanceof SVGElement) && opener.isConnected) opener.focus();
}

export function toggleSummary(): void {
  if (current === null) openSummary();
  else closeSummary();
}

export function currentSummary(): ShownSummary | null {
  return current;
}

export function subscribeSummary(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export function useSummary(): ShownSummary | null {
  return useSyncExternalStore(subscribeSummary, currentSummary);
}
