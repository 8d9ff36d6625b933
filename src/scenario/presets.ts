import type { RaftJson } from './types.ts';

/** A named choice of switches, written out in full: an absent switch would be off, and stay off for ever. */
export interface Preset {
  readonly id: string;
  readonly title: string;
  readonly raft: Pick<RaftJson, 'noOpOnElection' | 'conflictHint'>;
}

export const PRESETS: readonly Preset[] = [
  { id: 'paper-basics', title: 'paper basics', raft: { noOpOnElection: false, conflictHint: false } },
  {
    id: 'no-op-and-fast-backup',
    title: 'paper with no-op and fast backup',
    raft: { noOpOnElection: true, conflictHint: true },
  },
];

/** The preset whose switches a scenario has; null when it is none of them. */
export function presetOf(raft: RaftJson | undefined): Preset | null {
  const isOn = (settings: RaftJson | undefined, name: keyof Preset['raft']): boolean => settings?.[name] ?? false;
  const names = ['noOpOnElection', 'conflictHint'] as const;
  return PRESETS.find((preset) => names.every((name) => isOn(preset.raft, name) === isOn(raft, name))) ?? null;
}
