import type { Selection } from '../../store/types.ts';

function numbers(text: string): number[] {
  return text.split(' ').map(Number);
}

/** What an element of a view stands for, by its `data-` attribute or the nearest one around it; null for the ground. */
export function selectionAt(target: EventTarget | null): Selection | null {
  const element = target instanceof Element ? target.closest<SVGElement | HTMLElement>(POINTABLE) : null;
  if (element === null) return null;
  const { server, client, link, message, entry } = element.dataset;
  if (server !== undefined) return { kind: 'server', id: Number(server) };
  if (client !== undefined) return { kind: 'client', id: Number(client) };
  if (link !== undefined) {
    const [from = 0, to = 0] = numbers(link);
    return { kind: 'link', from, to };
  }
  if (entry !== undefined) {
    const [index = 0, term = 0] = numbers(entry);
    return { kind: 'entry', index, term };
  }
  const [from = 0, to = 0, ordinal = 0, copy = 0] = numbers(message ?? '');
  return { kind: 'message', ref: { from, to, ordinal, copy } };
}

const POINTABLE = '[data-server],[data-client],[data-link],[data-message],[data-entry]';

/** The middle of an element in page coordinates: where a menu opens that was asked for by a key. */
export function middleOf(element: Element): { x: number; y: number } {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

/** Whether a key asks for the context menu. */
export function isMenuKey(event: { readonly key: string; readonly shiftKey: boolean }): boolean {
  return event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
}
