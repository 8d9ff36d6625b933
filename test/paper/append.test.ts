import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { configurationOfVoters } from '../../src/raft/configuration.ts';
import { Log } from '../../src/raft/log.ts';
import { byHand, Stage } from './stage.ts';
import {
  answerOf,
  append,
  basics,
  candidate,
  entries,
  follower,
  leader,
  receive,
  requestVote,
  termsOf,
} from './support.ts';

/** All logs of up to three entries of terms 1 and 2, none of them decreasing. */
const logs: readonly (readonly number[])[] = [
  [],
  [1],
  [2],
  [1, 1],
  [1, 2],
  [2, 2],
  [1, 1, 1],
  [1, 1, 2],
  [1, 2, 2],
  [2, 2, 2],
];

/** What the paper says a log must be after entries that fit: rules 3 and 4 of T-Fig 3.1, entry by entry. */
function stored(log: readonly number[], prev: number, terms: readonly number[]): number[] {
  const after = [...log];
  terms.forEach((term, offset) => {
    const place = prev + offset;
    if (after[place] !== undefined && after[place] !== term) after.length = place;
    if (after[place] === undefined) after.push(term);
  });
  return after;
}

/** Every way in which a leader with one of the logs can ask a follower with another to store something. */
function* requests() {
  for (const mine of logs) {
    for (const theirs of logs) {
      for (let prev = 0; prev <= theirs.length; prev++) {
        for (let end = prev; end <= theirs.length; end++) {
          const terms = theirs.slice(prev, end);
          yield { mine, theirs, prev, prevTerm: theirs[prev - 1] ?? 0, terms };
        }
      }
    }
  }
}

/** Section 4: the follower's side. */
describe('AppendEntries', () => {
  test('P29 the answer vouches for exactly what was asked', () => {
    const server = follower({ term: 2, log: [1, 1, 2, 2] });
    const answer = { type: 'AppendEntriesResponse', term: 2, success: true, conflict: null };
    const asked = (prev: readonly [number, number], terms: readonly number[]) =>
      answerOf(receive(server, 2, append({ term: 2, prev, terms })));
    expect(asked([0, 0], [])).toEqual({ ...answer, matchIndex: 0, prevLogIndex: 0 });
    expect(asked([0, 0], [1])).toEqual({ ...answer, matchIndex: 1, prevLogIndex: 0 });
    expect(asked([2, 1], [2])).toEqual({ ...answer, matchIndex: 3, prevLogIndex: 2 });
    expect(asked([4, 2], [2, 2])).toEqual({ ...answer, matchIndex: 6, prevLogIndex: 4 });
    expect(asked([9, 2], [2])).toEqual({ ...answer, success: false, matchIndex: 0, prevLogIndex: 9 });
  });

  test('P30 an older term is refused and leaves log, commit and timer as they were', () => {
    const server = follower({ term: 5, log: [1, 1], commit: 1, knows: 3 });
    const stale = receive(server, 2, append({ term: 4, prev: [1, 1], terms: [4, 4], commit: 3 }));
    expect(stale.server).toBe(server);
    expect(stale.resetsTimer).toBe(false);
    expect(answerOf(stale)).toMatchObject({ success: false, term: 5 });
    expect(answerOf(receive(server, 2, append({ term: 5 })))).toMatchObject({ success: true, term: 5 });
    expect(answerOf(receive(server, 2, append({ term: 7 })))).toMatchObject({ success: true, term: 7 });
  });

  test('P31 refused iff there is no entry of prevLogTerm at prevLogIndex', () => {
    let refusals = 0;
    for (const { mine, prev, prevTerm, terms } of requests()) {
      const fits = prev === 0 || mine[prev - 1] === prevTerm;
      const turnout = receive(follower({ term: 3, log: mine }), 2, append({ term: 3, prev: [prev, prevTerm], terms }));
      expect(answerOf(turnout)).toMatchObject({ success: fits });
      if (fits) continue;
      refusals++;
      expect(termsOf(turnout.server.log)).toEqual(mine);
      // A refusal is still a word from the leader.
      expect(turnout.resetsTimer).toBe(true);
      expect(turnout.server.leaderId).toBe(2);
    }
    expect(refusals).toBeGreaterThan(100);
    // The slides' "AppendEntries consistency check".
    expect(
      answerOf(receive(follower({ term: 3, log: [1, 1, 1, 2] }), 2, append({ term: 3, prev: [4, 2], terms: [3] }))),
    ).toMatchObject({ success: true });
    expect(
      answerOf(receive(follower({ term: 3, log: [1, 1, 1, 1] }), 2, append({ term: 3, prev: [4, 2], terms: [3] }))),
    ).toMatchObject({ success: false });
  });

  test('P32 at the edge of a snapshot the check goes on, and below it nothing is a conflict', () => {
    const compacted = { ...follower({ term: 3, commit: 4 }), log: Log.after(4, 2, entries(3, 3)), durableIndex: 6 };
    const asked = (prev: readonly [number, number], terms: readonly number[]) => {
      const turnout = receive(compacted, 2, append({ term: 3, prev, terms }));
      return { ...answerOf(turnout), log: turnout.server.log };
    };
    expect(asked([4, 2], [3])).toMatchObject({ success: true, matchIndex: 5 });
    expect(asked([4, 2], [3]).log).toBe(compacted.log);
    expect(asked([4, 1], [3])).toMatchObject({ success: false });
    // The covered prefix is committed, whatever terms the leader names there.
    for (const terms of [
      [1, 2],
      [1, 2, 3],
      [1, 2, 3, 3],
    ]) {
      const covered = asked([2, 1], terms);
      expect(covered).toMatchObject({ success: true, matchIndex: 2 + terms.length });
      expect(covered.log).toBe(compacted.log);
    }
    const beyond = asked([2, 1], [1, 2, 3, 3, 3]);
    expect(beyond.log.lastIndex).toBe(7);
    expect([4, 5, 6, 7].map((index) => beyond.log.termAt(index))).toEqual([2, 3, 3, 3]);
  });

  test('P33 only a conflict removes anything, over all logs and requests up to three entries', () => {
    let truncations = 0;
    let kept = 0;
    for (const { mine, prev, prevTerm, terms } of requests()) {
      if (prev > 0 && mine[prev - 1] !== prevTerm) continue;
      const server = follower({ term: 3, log: mine });
      const { server: after } = receive(server, 2, append({ term: 3, prev: [prev, prevTerm], terms }));
      const expected = stored(mine, prev, terms);
      expect(termsOf(after.log)).toEqual(expected);
      if (expected.length < mine.length) truncations++;
      if (mine.length > prev + terms.length && expected.length === mine.length) {
        kept++;
        expect(after.log).toBe(server.log);
      }
    }
    expect(truncations).toBeGreaterThan(5);
    expect(kept).toBeGreaterThan(50);
  });

  test('P33 what was removed is no longer counted as on disk', () => {
    const { server } = receive(follower({ term: 3, log: [1, 1, 1] }), 2, append({ term: 3, prev: [1, 1], terms: [2] }));
    expect(termsOf(server.log)).toEqual([1, 2]);
    expect(server.durableIndex).toBe(1);
  });

  test('P34 nothing committed is ever removed', () => {
    // Old requests that come again, late and out of order.
    const server = follower({ term: 3, log: [1, 1, 2, 3], commit: 3 });
    for (const [prev, terms] of [
      [[0, 0], [1]],
      [[0, 0], []],
      [
        [1, 1],
        [1, 2],
      ],
      [[3, 2], []],
    ] as const) {
      expect(receive(server, 2, append({ term: 3, prev, terms, commit: 1 })).server.log).toBe(server.log);
    }
    const conflict = receive(
      follower({ term: 4, log: [1, 1, 2, 3], commit: 3 }),
      2,
      append({ term: 4, prev: [3, 2], terms: [4] }),
    );
    expect(termsOf(conflict.server.log)).toEqual([1, 1, 2, 4]);
    // Whoever is asked to all the same is not served by Raft, and the alarm goes off.
    const rogue = { currentTerm: 2, role: 'leader', votedFor: 1, votesGranted: [1, 3], log: [2] } as const;
    const asked = byHand({ initial: [rogue, { currentTerm: 1, log: [1, 1], commitIndex: 2 }] });
    asked.heartbeat(1).settle(1, 2).command(1).settle(1, 2);
    expect(asked.broken).not.toEqual([]);
    // A whole run with everything that the network can do to it.
    const stage = new Stage({ servers: 5, latency: [1, 120], lossPpm: 50_000, duplicatePpm: 200_000, seed: 34 });
    disturb(stage);
    expect(stage.violations).toEqual([]);
    const removals = stage.of('LogTruncated');
    expect(removals.length).toBeGreaterThan(0);
    const committed = new Map<number, number>();
    for (const event of stage.events) {
      const { fact, server: owner } = event;
      if (owner === null) continue;
      if (fact.type === 'CommitDecided') committed.set(owner, fact.to);
      if (fact.type === 'LogTruncated') expect(fact.fromIndex).toBeGreaterThan(committed.get(owner) ?? 0);
    }
  });

  test('P35 a follower commits up to min(leaderCommit, last new entry), and never goes back', () => {
    const log = [1, 1, 1, 1, 1];
    for (let commit = 0; commit <= 5; commit++) {
      for (let prev = 0; prev <= 5; prev++) {
        for (let count = 0; count <= 5 - prev; count++) {
          for (let leaderCommit = 0; leaderCommit <= 7; leaderCommit++) {
            const request = append({
              prev: [prev, prev === 0 ? 0 : 1],
              terms: log.slice(0, count),
              commit: leaderCommit,
            });
            const { server, applied } = receive(follower({ log, commit }), 2, request);
            const expected = Math.max(commit, Math.min(leaderCommit, prev + count));
            expect(server).toMatchObject({ commitIndex: expected, lastApplied: expected });
            expect(applied).toHaveLength(expected - commit);
          }
        }
      }
    }
    // Its own tail is not vouched for: here it differs from the leader's.
    const tail = receive(follower({ term: 3, log: [1, 2, 2] }), 2, append({ term: 3, prev: [1, 1], commit: 3 }));
    expect(tail.server.commitIndex).toBe(1);
  });

  test('P36 a truncation leaves the configuration that the rest of the log implies', () => {
    // No log entry changes the configuration yet, so what is left is the one that the server started with.
    const server = follower({ term: 3, log: [1, 2, 2], voters: [1, 2, 3, 4, 5] });
    const { server: after } = receive(server, 2, append({ term: 3, prev: [1, 1], terms: [3] }));
    expect(termsOf(after.log)).toEqual([1, 3]);
    expect(after.configuration).toEqual(configurationOfVoters([1, 2, 3, 4, 5]));
    const lead = { currentTerm: 3, role: 'leader', votedFor: 1, votesGranted: [1, 3], log: [1, 3] } as const;
    const stage = byHand({ initial: [lead, { currentTerm: 2, log: [1, 2, 2] }] })
      .heartbeat(1)
      .settle(1, 2);
    expect(stage.terms(2)).toEqual([1, 3]);
    expect(stage.reboot(2).raft(2).configuration).toEqual(configurationOfVoters([1, 2, 3]));
  });

  test('P37 a heartbeat is checked like any other request and carries leaderCommit', () => {
    const divergent = follower({ term: 3, log: [1, 2, 2] });
    expect(answerOf(receive(divergent, 2, append({ term: 3, prev: [3, 3], commit: 3 })))).toMatchObject({
      success: false,
    });
    expect(receive(divergent, 2, append({ term: 3, prev: [3, 3], commit: 3 })).server.commitIndex).toBe(0);
    expect(answerOf(receive(divergent, 2, append({ term: 3, prev: [4, 2], commit: 3 })))).toMatchObject({
      success: false,
    });
    const same = receive(divergent, 2, append({ term: 3, prev: [3, 2], commit: 2 }));
    expect(same.server.commitIndex).toBe(2);
    expect(same.applied).toEqual([1, 2]);
    // It removes nothing: the two extra entries of follower (d) in T-Fig 3.6 stay.
    const d = follower({ term: 8, log: [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 7, 7] });
    expect(receive(d, 2, append({ term: 8, prev: [10, 6] })).server.log).toBe(d.log);
  });

  test('P38 a request that comes twice, or late, does no harm', () => {
    const first = append({ term: 2, terms: [1, 2] });
    const second = append({ term: 2, prev: [2, 2], terms: [2] });
    const both = receive(receive(follower({ term: 2 }), 2, first).server, 2, second).server;
    expect(termsOf(both.log)).toEqual([1, 2, 2]);
    for (const late of [first, second, first]) expect(receive(both, 2, late).server).toBe(both);
    const voted = receive(follower({ term: 1 }), 2, requestVote({ term: 2 })).server;
    expect(receive(voted, 2, requestVote({ term: 2 })).server).toBe(voted);
    const sender = leader({ term: 2, log: [2, 2], match: [0, 2, 0], next: [3, 3, 3] });
    const answer = answerOf(receive(follower({ id: 2, term: 2, log: [2, 2] }), 1, append({ term: 2, prev: [2, 2] })));
    expect(receive(sender, 2, answer).server).toBe(sender);
  });

  test('P38 any order and number of copies of one leader’s requests gives the leader’s log', () => {
    const log = [1, 1, 2, 3, 3, 4];
    const pieces = log.map((_, prev) =>
      append({ term: 4, prev: [prev, log[prev - 1] ?? 0], terms: log.slice(prev, prev + 2), commit: prev }),
    );
    const some = fc.array(fc.nat(pieces.length - 1), { minLength: 10, maxLength: 40 });
    fc.assert(
      fc.property(fc.constantFrom(...logs), some, (mine, order) => {
        let server = receive(candidate({ term: 4, log: mine }), 2, append({ term: 4 })).server;
        for (const place of [...order, ...log.keys()]) {
          const piece = pieces[place];
          if (piece === undefined) continue;
          const { server: next } = receive(server, 2, { ...piece, entries: fullRange(piece, log) }, basics);
          expect(next.commitIndex).toBeGreaterThanOrEqual(server.commitIndex);
          server = next;
        }
        expect(termsOf(server.log)).toEqual(log);
      }),
      { seed: 38, numRuns: 200 },
    );
  });

  test('P38 a lossy, duplicating, reordering network ends in equal logs', () => {
    const network = { latency: [1, 120], lossPpm: 100_000, duplicatePpm: 300_000 } as const;
    const stage = new Stage({ servers: 5, seed: 38, election: [400, 800], ...network });
    disturb(stage);
    stage.until(12_000);
    expect(stage.violations).toEqual([]);
    const [lead] = stage.leaders;
    const log = stage.terms(lead ?? 1);
    expect(log.length).toBeGreaterThan(10);
    const committed = Math.min(...stage.servers.map((server) => server.commitIndex));
    expect(committed).toBeGreaterThan(10);
    for (const server of stage.servers)
      expect(server.log.toArray().slice(0, committed)).toEqual(
        stage
          .raft(lead ?? 1)
          .log.toArray()
          .slice(0, committed),
      );
  });
});

/** The entries of a piece as the leader's own log holds them. */
function fullRange(piece: ReturnType<typeof append>, log: readonly number[]) {
  return { log: Log.of(entries(...log)), first: piece.prevLogIndex + 1, count: piece.entries.count };
}

/** Commands to whoever thinks that it leads, while the cluster falls apart now and then. */
function disturb(stage: Stage): void {
  const groups = [
    [
      [1, 2],
      [3, 4, 5],
    ],
    [
      [1, 5],
      [2, 3, 4],
    ],
    [
      [2, 5],
      [1, 3, 4],
    ],
    [
      [3, 4],
      [1, 2, 5],
    ],
  ];
  for (let round = 0; round < 80; round++) {
    if (round % 10 === 3) stage.partition(...(groups[(round / 10) & 3] ?? []));
    if (round % 10 === 9) stage.heal();
    for (const lead of stage.leaders) stage.ask(lead);
    stage.until((round + 1) * 100);
  }
}
