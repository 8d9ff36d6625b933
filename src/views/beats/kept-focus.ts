import { type FocusEvent, type RefCallback, useCallback, useEffect, useRef } from 'react';

type KeptFocus = readonly [card: RefCallback<HTMLElement>, onFocus: (event: FocusEvent<HTMLElement>) => void];

/**
 * Whoever is in the card stays in it: what they pressed is gone with the answer, and the whole card with the next stop. On one
 * of the ways they are on the same way again, else on the card, whose first word is then the next to be read.
 */
export function useKeptFocus(): KeptFocus {
  const card = useRef<HTMLElement | null>(null);
  const isIn = useRef(false);
  const way = useRef(-1);
  const keep = useCallback(() => {
    if (card.current === null || !isIn.current || document.activeElement !== document.body) return;
    const again = card.current.querySelectorAll<HTMLElement>('.beat-ways > button')[way.current];
    (again ?? card.current).focus({ preventScroll: true });
  }, []);
  useEffect(keep);
  useEffect(() => {
    const onFocusIn = ({ target }: Event): void => {
      if (!(target instanceof Node) || card.current?.contains(target) !== true) isIn.current = false;
    };
    document.addEventListener('focusin', onFocusIn);
    return () => document.removeEventListener('focusin', onFocusIn);
  }, []);
  const ref = useCallback(
    (node: HTMLElement | null) => {
      card.current = node;
      keep();
    },
    [keep],
  );
  const onFocus = useCallback(({ currentTarget, target }: FocusEvent<HTMLElement>) => {
    isIn.current = true;
    way.current = [...currentTarget.querySelectorAll('.beat-ways > button')].indexOf(target);
  }, []);
  return [ref, onFocus];
}
