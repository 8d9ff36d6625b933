import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** A place in the picture, in thousandths of its width and height, so that it is the same on every screen. */
export type Spot = readonly [x: number, y: number];

/** What lies over the picture that a room sees. */
export interface Display {
  /** Nothing is to be seen, so that the room looks at the speaker. */
  readonly blank: boolean;
  /** What the hand with the pointer does: it shows a place, or draws. */
  readonly hand: 'none' | 'pointer' | 'pen';
  readonly pointer: Spot | null;
  /** Drawn by hand; gone at the next stop. */
  readonly strokes: readonly (readonly Spot[])[];
}

const CLEAR: Display = { blank: false, hand: 'none', pointer: null, strokes: [] };

export const display = createStore<Display>()(() => CLEAR);

export function useDisplay<T>(selector: (state: Display) => T): T {
  return useStore(display, selector);
}

export function setHand(hand: Display['hand']): void {
  display.setState((state) => ({ hand: state.hand === hand ? 'none' : hand, pointer: null }));
}

export function wipeStrokes(): void {
  if (display.getState().strokes.length > 0) display.setState({ strokes: [] });
}
