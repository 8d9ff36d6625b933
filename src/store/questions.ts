import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Query } from '../query/compile.ts';

/** Questions that stay with whoever looks: no link has them. `watches` are shown at every moment, `claims` of the run. */
interface Questions {
  readonly watches: readonly Query[];
  readonly claims: readonly Query[];
}

const questions = createStore<Questions>()(() => ({ watches: [], claims: [] }));

export function setWatches(watches: readonly Query[]): void {
  questions.setState({ watches });
}

export function useWatches(): readonly Query[] {
  return useStore(questions, (state) => state.watches);
}

export function setClaims(claims: readonly Query[]): void {
  questions.setState({ claims });
}

export function useClaims(): readonly Query[] {
  return useStore(questions, (state) => state.claims);
}
