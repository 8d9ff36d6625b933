import type { PlaceJson } from '../../scenario/types.ts';
import { useText } from '../text.ts';

/** A place in words. */
export function usePlaceText(): (place: PlaceJson) => string {
  const { author } = useText();
  return ({ at, afterStep, when }) => {
    if (at !== undefined) return author.at(at);
    if (afterStep !== undefined) return author.after(afterStep);
    return author.onEvent(when?.type ?? '');
  };
}
