import { FLAG_NAMES, type Flags } from '../raft/switches.ts';
import type { RaftJson, ServerJson } from './types.ts';

/** P73: the flags that are otherwise for a server than for the others; undefined when none is. */
export function ownFlags({ raft: own = {} }: ServerJson, common: RaftJson = {}): Partial<Flags> | undefined {
  const names = FLAG_NAMES.filter((name) => own[name] !== undefined && own[name] !== (common[name] ?? false));
  return names.length === 0 ? undefined : Object.fromEntries(names.map((name) => [name, own[name] === true]));
}
