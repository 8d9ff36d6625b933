import type { Address, MessageRef } from '../../sim/types.ts';

/** The windows of the page, with what each needs to know. */
export type DialogRequest =
  | {
      readonly kind: 'command';
      readonly client: Address | null;
      readonly server: Address | null;
      /** What is written in it at first. */
      readonly written?: string;
    }
  | { readonly kind: 'link'; readonly from: Address; readonly to: Address }
  /** The branch on show beside another one. */
  | { readonly kind: 'sideBySide'; readonly other: number }
  /** A link as a code that fills the window. */
  | { readonly kind: 'code'; readonly url: string; readonly title: string }
  | { readonly kind: 'delay'; readonly message: MessageRef }
  | { readonly kind: 'edit'; readonly server: Address }
  | {
      readonly kind:
        | 'partition'
        | 'author'
        | 'questions'
        | 'settings'
        | 'scenes'
        | 'share'
        | 'branches'
        | 'help'
        | 'palette'
        | 'breakpoints'
        | 'watches'
        | 'properties';
    };

let current: DialogRequest | null = null;
const listeners = new Set<() => void>();

/** Opens a window over the page; another one that is open closes. */
export function openDialog(request: DialogRequest): void {
  current = request;
  for (const listener of listeners) listener();
}

export function closeDialog(): void {
  current = null;
  for (const listener of listeners) listener();
}

export function currentDialog(): DialogRequest | null {
  return current;
}

export function subscribeDialog(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
