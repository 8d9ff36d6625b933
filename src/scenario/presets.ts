import { ABSENT_SWITCHES, pickSwitches, SWITCH_NAMES, type Switches } from '../raft/switches.ts';
import type { RaftJson } from './types.ts';

/** A named choice of switches, written out in full: an absent switch would be off, and stay off for ever. */
export interface Preset {
  readonly id: string;
  readonly title: string;
  readonly raft: Switches;
}

export const PRESETS: readonly Preset[] = [
  { id: 'paper-basics', title: 'paper basics', raft: ABSENT_SWITCHES },
  {
    id: 'no-op-and-fast-backup',
    title: 'paper with no-op and fast backup',
    raft: { ...ABSENT_SWITCHES, noOpOnElection: true, conflictHint: true },
  },
];

/** The preset whose switches a scenario has; null when it is none of them. */
export function presetOf(raft: RaftJson | undefined): Preset | null {
  const chosen = pickSwitches(raft ?? {});
  return PRESETS.find((preset) => SWITCH_NAMES.every((name) => preset.raft[name] === chosen[name])) ?? null;
}
