import { describe, expect, it } from 'vitest';
import { ABSENT_SWITCHES, SWITCH_NAMES, type SwitchName } from '../../src/raft/switches.ts';
import { type Played, play, sceneOf, verdict } from './support.ts';

type Name = readonly [id: string, variant: string | null];

/** What a switch is good for: two runs of one scene that differ by it, and what goes wrong in one and not in the other. */
interface Shown {
  readonly on: Name;
  readonly off: Name;
  readonly untilMs: number;
  readonly fails: (played: Played) => boolean;
}

function leaderChanges(played: Played): number {
  return played.facts('RoleChanged').filter(({ fact }) => fact.from === 'leader').length;
}

/** When a leader committed so much, in ms. */
function committedMs(played: Played, index: number): number {
  const { atUs = Infinity } = played.facts('CommitDecided').find(({ fact }) => fact.to >= index) ?? {};
  return atUs / 1000;
}

/** How many entries were sent to S2 more than once. */
function sentAgain(played: Played): number {
  const seen = new Set<number>();
  return played.facts('MessageSent').filter(({ fact: { envelope } }) => {
    const { message, to } = envelope;
    if (to !== 2 || message.type !== 'AppendEntriesRequest' || message.entries.count === 0) return false;
    const again = seen.has(message.entries.first);
    seen.add(message.entries.first);
    return again;
  }).length;
}

function largestChunk(played: Played): number {
  const counts = played.facts('MessageSent').map(({ fact: { envelope } }) => {
    return envelope.message.type === 'InstallSnapshotRequest' ? envelope.message.data.count : 0;
  });
  return Math.max(...counts);
}

/** The sessions in the machine of S1 when the scene is over. */
function sessions(played: Played): number {
  const { state } = played.timeline.worldAt(played.timeline.steps).hosts[0] ?? {};
  return state?.kind === 'server' ? state.machine.sessions.size : 0;
}

const lastOutcome = (played: Played): string => played.outcomes().at(-1) ?? '';
const changed = (played: Played): boolean => played.facts('ChangeAnswered').some(({ fact }) => fact.status === 'OK');
const batches: Shown = {
  on: ['pipelining', 'batch'],
  off: ['pipelining', 'one-at-a-time'],
  untilMs: 700,
  fails: (played) => committedMs(played, 6) > 300,
};

/** Every switch has its scene: a new one does not compile without. */
const SHOWN: { readonly [S in SwitchName]: Shown } = {
  maxEntriesPerAppend: batches,
  noOpOnElection: {
    on: ['lagging-commit', 'no-op'],
    off: ['lagging-commit', 'crash'],
    untilMs: 469, // then another command comes
    fails: (played) => committedMs(played, 3) === Infinity,
  },
  conflictHint: {
    on: ['backing-up', 'fast'],
    off: ['backing-up', null],
    untilMs: 1000,
    fails: (played) => [2, 3, 4].some((follower) => played.rejectionsOf(follower) > 2),
  },
  checkQuorum: {
    on: ['frozen-leader', 'check-quorum'],
    off: ['frozen-leader', null],
    untilMs: 2990,
    fails: (played) => played.leaders().length === 1,
  },
  preVote: {
    on: ['connected-majority', 'settled'],
    off: ['connected-majority', null],
    untilMs: 5990,
    fails: (played) => leaderChanges(played) > 0,
  },
  stickiness: {
    on: ['removed-server', 'stickiness'],
    off: ['removed-server', null],
    untilMs: 1000,
    fails: (played) => leaderChanges(played) > 0,
  },
  membership: {
    on: ['joint-consensus', null],
    off: ['joint-consensus', 'single'],
    untilMs: 1000,
    fails: (played) => !changed(played),
  },
  commitBeforeChange: {
    on: ['one-at-a-time', null],
    off: ['one-at-a-time', 'off'],
    untilMs: 2500,
    fails: (played) => played.violations().some((violation) => violation.startsWith('I5 ')),
  },
  catchUpRounds: {
    on: ['figure-4-4', 'catch-up'],
    off: ['figure-4-4', null],
    untilMs: 1500,
    fails: (played) => (played.facts('OperationFinished')[0]?.atUs ?? Infinity) > 300_000,
  },
  parallelLeaderWrite: {
    on: ['disk-and-network', 'parallel'],
    off: ['disk-and-network', null],
    untilMs: 700,
    fails: (played) => committedMs(played, 1) > 390,
  },
  pipelining: {
    on: ['pipelining', null],
    off: ['pipelining', 'one-at-a-time'],
    untilMs: 700,
    fails: (played) => committedMs(played, 6) > 300,
  },
  maxInFlight: {
    on: ['pipelining', 'lost'],
    off: ['pipelining', 'flood'],
    untilMs: 700,
    fails: (played) => sentAgain(played) > 3,
  },
  overlapVoteWrite: {
    on: ['disk-and-network', 'vote'],
    off: ['disk-and-network', null],
    untilMs: 700,
    fails: (played) => (played.facts('RoleChanged').find(({ fact }) => fact.to === 'leader')?.atUs ?? 0) > 120_000,
  },
  reads: {
    on: ['stale-read', 'read-index'],
    off: ['stale-read', null],
    untilMs: 2000,
    fails: (played) => verdict(played) === 'violated',
  },
  clockDriftPercent: {
    on: ['fast-clocks', null],
    off: ['fast-clocks', 'off'],
    untilMs: 2000,
    fails: (played) => verdict(played) === 'violated',
  },
  monotonicReads: {
    on: ['going-back', null],
    off: ['going-back', 'off'],
    untilMs: 1500,
    fails: (played) => verdict(played) === 'violated',
  },
  snapshotEntries: {
    on: ['growing-log', null],
    off: ['growing-log', 'off'],
    untilMs: 1500,
    fails: (played) => played.at(1500).some((server) => (server.match(/1/g) ?? []).length > 8),
  },
  snapshotFactor: {
    on: ['growing-log', 'factor'],
    off: ['growing-log', null],
    untilMs: 800,
    fails: (played) => played.facts('SnapshotTaken').filter(({ server }) => server === 1).length > 2,
  },
  snapshotChunk: {
    on: ['growing-log', 'chunks'],
    off: ['growing-log', null],
    untilMs: 1500,
    fails: (played) => largestChunk(played) > 4,
  },
  leadershipTransfer: {
    on: ['transfer', null],
    off: ['transfer', 'off'],
    untilMs: 1500,
    fails: (played) => played.facts('OrderRefused').length > 0,
  },
  clientRetries: {
    on: ['run-once', null],
    off: ['run-once', 'no-retry'],
    untilMs: 1500,
    fails: (played) => lastOutcome(played).endsWith('unknown'),
  },
  sessions: {
    on: ['run-once', null],
    off: ['run-once', 'without-sessions'],
    untilMs: 1500,
    fails: (played) => played.facts('OperationFinished').at(-1)?.fact.operation.result?.ok !== true,
  },
  sessionLimit: {
    on: ['forgotten-session', null],
    off: ['forgotten-session', 'off'],
    untilMs: 640,
    fails: (played) => sessions(played) > 2,
  },
  sessionTimeoutMs: {
    on: ['forgotten-session', 'timeout'],
    off: ['forgotten-session', 'off'],
    untilMs: 700,
    fails: (played) => sessions(played) > 2,
  },
};

describe.each(SWITCH_NAMES)('%s', (name) => {
  const { on, off, untilMs, fails } = SHOWN[name];

  it('is what the two runs differ by', async () => {
    const values = await Promise.all([on, off].map(async ([id, variant]) => (await sceneOf(id, variant)).raft?.[name]));
    const [with_, without] = values.map((value) => value ?? ABSENT_SWITCHES[name]);
    expect(with_).not.toEqual(without);
    // Nobody breaks a rule: what goes wrong is what the switch is there for.
    const broken = await Promise.all([on, off].map(async ([id, variant]) => (await sceneOf(id, variant)).broken ?? []));
    expect(broken).toEqual([[], []]);
  });

  it(`goes wrong in ${off.join(' ')}, and not in ${on.join(' ')}`, async () => {
    expect(fails(await play(...off, untilMs))).toBe(true);
    expect(fails(await play(...on, untilMs))).toBe(false);
  });
});
