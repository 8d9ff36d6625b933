import type { Selection } from '../../store/types.ts';

/** What a menu can be about: a thing, or the cluster as a whole. */
export type MenuTarget = Selection | { readonly kind: 'cluster' };

export interface MenuRequest {
  readonly target: MenuTarget;
  /** Where the menu's corner should be, px from the window's corner; it moves to stay inside. */
  readonly at: { readonly x: number; readonly y: number };
  /** What gets the focus back. */
  readonly opener: Element | null;
}

let current: MenuRequest | null = null;
const listeners = new Set<() => void>();

function show(request: MenuRequest | null): void {
  current = request;
  for (const listener of listeners) listener();
}

/** Opens the menu of a thing. One menu at a time. */
export function openMenu(target: MenuTarget, at: { readonly x: number; readonly y: number }): void {
  show({ target, at, opener: document.activeElement });
}

/** Closes the menu; the focus goes back to where it was. */
export function closeMenu(): void {
  const opener = current?.opener ?? null;
  show(null);
  if (opener instanceof HTMLElement || opener instanceof SVGElement) opener.focus();
}

export function currentMenu(): MenuRequest | null {
  return current;
}

export function subscribeMenu(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
