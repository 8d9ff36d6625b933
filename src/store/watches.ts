import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Query } from '../query/compile.ts';

/** Questions about the state whose answers are shown at every moment. They stay with whoever looks: no link has them. */
const watches = createStore<{ readonly queries: readonly Query[] }>()(() => ({ queries: [] }));

export function setWatches(queries: readonly Query[]): void {
  watches.setState({ queries });
}

export function useWatches(): readonly Query[] {
  return useStore(watches, (state) => state.queries);
}
