import type { RaftJson } from './types.ts';

/** The switches that a preset decides on; everything else in `raft` is a number. */
const SWITCHES = ['noOpOnElection', 'conflictHint', 'checkQuorum', 'stickiness'] as const;
type SwitchName = (typeof SWITCHES)[number];

/** A named choice of switches, written out in full: an absent switch would be off, and stay off for ever. */
export interface Preset {
  readonly id: string;
  readonly title: string;
  readonly raft: Required<Pick<RaftJson, SwitchName>>;
}

export const PRESETS: readonly Preset[] = [
  {
    id: 'paper-basics',
    title: 'paper basics',
    raft: { noOpOnElection: false, conflictHint: false, checkQuorum: false, stickiness: false },
  },
  {
    id: 'no-op-and-fast-backup',
    title: 'paper with no-op and fast backup',
    raft: { noOpOnElection: true, conflictHint: true, checkQuorum: false, stickiness: false },
  },
];

/** The preset whose switches a scenario has; null when it is none of them. */
export function presetOf(raft: RaftJson | undefined): Preset | null {
  const isOn = (settings: RaftJson | undefined, name: SwitchName): boolean => settings?.[name] ?? false;
  return PRESETS.find((preset) => SWITCHES.every((name) => isOn(preset.raft, name) === isOn(raft, name))) ?? null;
}
