import type { PointerEvent } from 'react';
import { appStore } from '../../store/hooks.ts';
import type { Selection } from '../../store/types.ts';

type Handler = (event: PointerEvent) => void;

/** Lights a thing in all views while a mouse or pen is over it. A finger leaves no hover behind. */
export function hoverProps(thing: Selection): { readonly onPointerEnter: Handler; readonly onPointerLeave: Handler } {
  return {
    onPointerEnter: (event) => {
      if (event.pointerType !== 'touch') appStore.getState().setHover(thing);
    },
    onPointerLeave: () => appStore.getState().setHover(null),
  };
}
