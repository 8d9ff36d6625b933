import { pickSwitches, SWITCH_NAMES, SWITCHES, type Switches, type SwitchName } from '../raft/switches.ts';
import type { RaftJson } from './types.ts';

/**
 * A named choice of switches. A scenario that follows it has all of them written out, so that a preset may grow with the
 * mechanisms and no scenario changes (docs/presets.md: which values, and why).
 */
export interface Preset {
  readonly id: string;
  readonly title: string;
  readonly raft: Switches;
}

function preset(id: string, title: string, chosen: Partial<Switches>): Preset {
  return { id, title, raft: pickSwitches(chosen) };
}

/** Every mechanism that is only on or off, on. */
const ALL_FLAGS: Partial<Switches> = Object.fromEntries(
  SWITCH_NAMES.filter((name: SwitchName) => SWITCHES[name].kind === 'flag').map((name) => [name, true]),
);

export const PRESETS: readonly Preset[] = [
  preset('paper-basics', 'paper basics', {}),
  preset('dissertation', 'dissertation, everything on', {
    ...ALL_FLAGS,
    membership: 'joint',
    catchUpRounds: 10,
    snapshotEntries: 10,
    snapshotFactor: 4,
    snapshotChunk: 2,
    reads: 'readIndex',
    clientRetries: 10,
    sessions: 'sessions',
    sessionLimit: 100,
    sessionTimeoutMs: 60_000,
  }),
  preset('etcd', 'like etcd', {
    maxEntriesPerAppend: 1000,
    noOpOnElection: true,
    conflictHint: true,
    checkQuorum: true,
    preVote: true,
    stickiness: true,
    membership: 'single',
    commitBeforeChange: true,
    parallelLeaderWrite: true,
    pipelining: true,
    maxInFlight: 512,
    leadershipTransfer: true,
    reads: 'readIndex',
    snapshotEntries: 10_000,
  }),
  preset('mit-lab', 'like the MIT lab', {
    maxEntriesPerAppend: 10_000,
    conflictHint: true,
    snapshotEntries: 10,
    clientRetries: 1000,
    sessions: 'sessions',
  }),
];

/** The preset whose switches a scenario has; null when it is none of them. */
export function presetOf(raft: RaftJson | undefined): Preset | null {
  const chosen = pickSwitches(raft ?? {});
  return PRESETS.find((preset) => SWITCH_NAMES.every((name) => preset.raft[name] === chosen[name])) ?? null;
}
