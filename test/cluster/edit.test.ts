import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { act } from '../../src/check/act.ts';
import { openMonitor } from '../../src/check/monitor.ts';
import { openRun } from '../../src/cluster/cluster.ts';
import { type Edit, problemWith } from '../../src/cluster/edit.ts';
import { stateHash } from '../../src/cluster/encode.ts';
import type { ClusterAction, Run, ServerMember } from '../../src/cluster/types.ts';
import { NO_OP } from '../../src/raft/command.ts';
import type { Server } from '../../src/raft/server.ts';
import { placedActionFromJson } from '../../src/scenario/action-json.ts';
import { placedActionToJson } from '../../src/scenario/action-to-json.ts';
import { formatScenario } from '../../src/scenario/format.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { problemText } from '../../src/scenario/problem.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import type { Scenario } from '../../src/scenario/types.ts';
import { CLIENT_BASE } from '../../src/sim/types.ts';

const base: Scenario = { raftlight: 1, servers: 3, raft: { noOpOnElection: true } };

function member(run: Run, server: number): ServerMember {
  const { state } = run.host(server);
  if (state.kind !== 'server') throw new Error(`S${server} is a server`);
  return state;
}

const raftOf = (run: Run, server: number): Server => member(run, server).raft;
function nextIndexOf(run: Run, leader: number, other: number): number | undefined {
  const raft = raftOf(run, leader);
  return raft.role === 'leader' ? raft.nextIndex[other] : undefined;
}

const edit = (server: number, what: Edit): ClusterAction => ({
  do: 'tell',
  address: server,
  order: { type: 'Edit', edit: what },
});

/** A run in which somebody leads and has three entries on every server. */
function leading(scenario: Scenario = base): { run: Run; leader: number; other: number } {
  const run = openRun(toSpec(scenario), null, true);
  while (run.nowUs < 600_000) run.advance();
  for (const value of [1, 2]) {
    act(run, {
      do: 'tell',
      address: CLIENT_BASE + 1,
      order: { operation: { kind: 'set', key: 'x', value }, server: null },
    });
    const endUs = run.nowUs + 200_000;
    while (run.nowUs < endUs) run.advance();
  }
  const leader = [1, 2, 3].find((id) => raftOf(run, id).role === 'leader') ?? 0;
  return { run, leader, other: (leader % 3) + 1 };
}

describe('a value set by hand', () => {
  test('a wrong nextIndex does no harm: the next heartbeat repairs it', () => {
    const { run, leader, other } = leading();
    const { lastIndex } = raftOf(run, leader).log;
    const monitor = openMonitor(toSpec(base), run.world());
    act(run, edit(leader, { field: 'nextIndex', of: other, value: 1 }));
    expect(run.events.map(({ fact }) => fact.type)).toEqual(['OrderGiven', 'EditedByHand']);
    expect(nextIndexOf(run, leader, other)).toBe(1);
    expect(monitor.observe(run).map(({ invariant }) => invariant)).toEqual(['I10']);
    const endUs = run.nowUs + 200_000;
    while (run.nowUs < endUs) {
      run.advance();
      expect(monitor.observe(run)).toEqual([]);
    }
    expect(nextIndexOf(run, leader, other)).toBe(lastIndex + 1);
  });

  test('a second vote in a term breaks a promise, and the monitor says so', () => {
    const { run, other, leader } = leading();
    const monitor = openMonitor(toSpec(base), run.world());
    act(run, edit(other, { field: 'votedFor', value: other }));
    expect(raftOf(run, leader).currentTerm).toBe(raftOf(run, other).currentTerm);
    expect(monitor.observe(run).map(({ invariant }) => invariant)).toContain('I7');
    expect(run.host(other).disk?.votedFor).toBe(other);
  });

  test('a new role has its timers, and the others hear of it', () => {
    const { run, leader, other } = leading();
    act(run, edit(other, { field: 'currentTerm', value: raftOf(run, other).currentTerm + 1 }));
    act(run, edit(other, { field: 'role', value: 'leader' }));
    const endUs = run.nowUs + 100_000;
    while (run.nowUs < endUs) run.advance();
    expect([raftOf(run, other).role, raftOf(run, leader).role]).toEqual(['leader', 'follower']);
  });

  test('what depends on the end of a log ends with it', () => {
    const { run, leader, other } = leading();
    act(run, edit(leader, { field: 'commitIndex', value: 1 }));
    act(run, edit(leader, { field: 'lastApplied', value: 1 }));
    act(run, edit(leader, { field: 'log', index: 2, value: null }));
    expect(raftOf(run, leader)).toMatchObject({ durableIndex: 1, commitIndex: 1 });
    expect(nextIndexOf(run, leader, other)).toBe(2);
  });

  test.each<[string, (leader: number, other: number) => readonly [number, Edit], object]>([
    [
      'commitIndex beyond the log',
      (leader) => [leader, { field: 'commitIndex', value: 99 }],
      { reason: 'outside', low: 0, high: 3 },
    ],
    [
      'matchIndex beyond the log',
      (leader, other) => [leader, { field: 'matchIndex', of: other, value: 4 }],
      { reason: 'outside', low: 0, high: 3 },
    ],
    [
      'nextIndex 0',
      (leader, other) => [leader, { field: 'nextIndex', of: other, value: 0 }],
      { reason: 'outside', low: 1, high: 4 },
    ],
    [
      'nextIndex of a follower',
      (leader, other) => [other, { field: 'nextIndex', of: leader, value: 1 }],
      { reason: 'notLeader' },
    ],
    [
      'nextIndex for itself',
      (leader) => [leader, { field: 'nextIndex', of: leader, value: 1 }],
      { reason: 'notFollowed' },
    ],
    [
      'an entry with a gap before it',
      (leader) => [leader, { field: 'log', index: 5, value: { term: 1, command: NO_OP } }],
      { reason: 'outside', low: 1, high: 4 },
    ],
    [
      'a committed entry removed',
      (leader) => [leader, { field: 'log', index: 3, value: null }],
      { reason: 'committed', low: 4, high: 3 },
    ],
    ['votes of a follower', (_, other) => [other, { field: 'votes', value: [1] }], { reason: 'noVotes' }],
    [
      'a leader in term 0',
      (leader) => [leader, { field: 'currentTerm', value: 0 }],
      { reason: 'outside', low: 1, high: 1_000_000_000 },
    ],
  ])('is refused, and nothing changes: %s', (_, of, problem) => {
    const { run, leader, other } = leading();
    const [server, what] = of(leader, other);
    const before = stateHash(run.world());
    act(run, edit(server, what));
    expect(run.events.map(({ fact }) => fact)).toMatchObject([
      { type: 'OrderGiven' },
      { type: 'EditRefused', edit: what, problem },
    ]);
    expect(stateHash(run.world())).toBe(before);
  });
});

const server = fc.integer({ min: 1, max: 3 });
const number = fc.integer({ min: 0, max: 12 });
const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ field: fc.constantFrom('currentTerm', 'commitIndex', 'lastApplied'), value: number }),
  fc.record({ field: fc.constantFrom('votedFor', 'leaderId'), value: fc.option(server) }),
  fc.record({
    field: fc.constant('role'),
    value: fc.constantFrom('follower', 'pre-candidate', 'candidate', 'leader'),
  }),
  fc.record({ field: fc.constant('votes'), value: fc.uniqueArray(server) }),
  fc.record({ field: fc.constantFrom('nextIndex', 'matchIndex'), of: server, value: number }),
  fc.record({
    field: fc.constant('log'),
    index: fc.integer({ min: 1, max: 12 }),
    value: fc.option(fc.record({ term: fc.integer({ min: 1, max: 9 }), command: fc.constant(NO_OP) })),
  }),
  fc.record({ field: fc.constant('contents'), key: fc.constant('x'), value: fc.option(number) }),
);

test('whatever is edited, whenever: the run goes on, the monitor watches, and it is the same through JSON', () => {
  const grounds: readonly Scenario[] = [
    base,
    { ...base, raft: { pipelining: true, snapshotEntries: 3 }, disks: { writeMs: [1, 9] } },
    { ...base, raft: { preVote: true, checkQuorum: true, reads: 'lease', stickiness: true, sessions: 'sessions' } },
  ];
  let made = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...grounds),
      fc.array(fc.tuple(server, anyEdit, fc.nat(40)), { minLength: 20, maxLength: 40 }),
      (ground, edits) => {
        const { run } = leading(ground);
        const monitor = openMonitor(toSpec(ground), run.world());
        const first = stateHash(run.world());
        expect(first).toMatch(/^[0-9a-f]{16}$/);
        for (const [who, what, steps] of edits) {
          const action = edit(who, what);
          const json = placedActionToJson({ place: { afterStep: 1 }, action });
          expect(placedActionFromJson(json)).toEqual([{ place: { afterStep: 1 }, action }]);
          expect(parseScenario(formatScenario({ ...ground, actions: [json] })).ok).toBe(true);
          if (problemWith(member(run, who), what) === null) made++;
          act(run, action);
          monitor.observe(run);
          for (let step = 0; step < steps; step++) {
            run.advance();
            monitor.observe(run);
          }
          for (const id of [1, 2, 3]) {
            const { commitIndex, log } = raftOf(run, id);
            expect(commitIndex).toBeLessThanOrEqual(Math.max(log.lastIndex, log.baseIndex));
          }
        }
      },
    ),
    { seed: 39, numRuns: 60 },
  );
  expect(made).toBeGreaterThan(500);
});

describe('an edit in a scenario', () => {
  const problemsOf = (action: object): string => {
    const parsed = parseScenario({ ...base, actions: [{ at: 1, do: 'edit', ...action }] });
    return parsed.ok ? '' : parsed.error.map(problemText).join(' ');
  };

  test('several values are set one after the other', () => {
    expect(problemsOf({ server: 'S1', nextIndex: { S2: 1, S3: 2 }, votedFor: null, contents: { x: null } })).toBe('');
    const json = { at: 1, do: 'edit', server: 'S1', nextIndex: { S2: 1 }, currentTerm: 4 } as const;
    expect(placedActionFromJson(json).map(({ action }) => 'order' in action && action.order)).toEqual([
      { type: 'Edit', edit: { field: 'currentTerm', value: 4 } },
      { type: 'Edit', edit: { field: 'nextIndex', of: 2, value: 1 } },
    ]);
  });

  test.each([
    [{ server: 'S1' }, /actions\[0\]: expected at least one value to set/],
    [{ server: 'S4', currentTerm: 1 }, /there is no server S4/],
    [{ server: 'S1', nextIndex: { S9: 1 } }, /nextIndex.*there is no server S9/],
    [{ server: 'S1', votes: ['S1', 'S1'] }, /named twice/],
    [{ server: 'S1', commitIndex: -1 }, /commitIndex: expected a whole number from 0/],
    [{ server: 'S1', log: { index: 0, entry: 1 } }, /log\.index: expected a whole number from 1/],
    [{ server: 'S1', role: 'boss' }, /role: expected one of/],
    [{ server: 'S1', matchindex: { S2: 1 } }, /not known here/],
  ])('is refused with a sentence: %j', (action, sentence) => {
    expect(problemsOf(action)).toMatch(sentence);
  });
});
