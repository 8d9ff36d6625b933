import { useEffect, useRef } from 'react';
import { useApp } from '../../store/hooks.ts';
import { usePicture } from '../../store/picture.ts';

/** When a key puts away what had the focus, the way back gets it: the button beside the title, or the tab that is open. */
export function useFocusKept(): void {
  const picture = usePicture();
  const scenario = useApp((state) => state.scenario);
  const before = useRef({ picture, scenario });
  useEffect(() => {
    const { current: was } = before;
    before.current = { picture, scenario };
    if (was.picture === picture || was.scenario !== scenario || document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>('.picture-way, .tab-list [aria-selected="true"]')?.focus();
  }, [picture, scenario]);
}
