import { describe, expect, test } from 'vitest';
import { openRun } from '../../src/cluster/cluster.ts';
import { writeTimeUs } from '../../src/sim/fate.ts';
import { CLIENT, Stage, specOf } from './stage.ts';
import {
  append,
  basics,
  command,
  follower,
  heartbeat,
  leader,
  receive,
  stored,
  tell,
  termsOf,
  timeOut,
  written,
} from './support.ts';

const parallel = { ...basics, parallelLeaderWrite: true };
const overlap = { ...basics, overlapVoteWrite: true };
const QUIET = [[100], [9000], [9000]];

/** S1 leads from the start; links take 10 ms, disks 20; x is set at 1000 ms, when everything else is at rest. */
function leaderWrites(cast: ConstructorParameters<typeof Stage>[0] = {}): Stage {
  const stage = new Stage({ timeouts: QUIET, heartbeat: 5000, election: [9000, 9000], write: [20, 20], ...cast });
  return stage.until(1000).ask(1);
}

function commitTimes(stage: Stage): number[] {
  const commits = stage.of('CommitDecided').filter(({ fact }) => fact.decision.rule === 'P49' && fact.to > fact.from);
  return commits.map(({ atUs }) => atUs / 1000);
}

/** A write of a log that ended in (lastIndex, lastTerm), of a server in `term`, is on disk. */
function completes(term: number, lastIndex: number, lastTerm: number) {
  return { type: 'WriteCompleted', term, votedFor: null, lastIndex, lastTerm, snapshotIndex: 0, localUs: 0 } as const;
}

describe('a disk that takes its time', () => {
  test('P6 with one-way latency l and a write of W the first success arrives 2l + W after it was asked for', () => {
    for (const [latency, write] of [
      [10, 20],
      [3, 50],
      [40, 1],
    ] as const) {
      const stage = leaderWrites({ latency: [latency, latency], write: [write, write] }).until(2000);
      const sent = stage.of('MessageSent').filter(({ fact: { envelope } }) => {
        const { message } = envelope;
        return message.type === 'AppendEntriesRequest' && message.entries.count > 0 && envelope.sentAtUs > 1_000_000;
      });
      const answered = stage.of('MatchAdvanced').filter(({ atUs }) => atUs > 1_000_000);
      expect(sent.length).toBeGreaterThan(0);
      expect((answered[0]?.atUs ?? 0) - (sent[0]?.atUs ?? 0)).toBe((2 * latency + write) * 1000);
    }
  });

  test('P6 a slow write takes a time of its own, and the others take what they took without', () => {
    const plain = { lowUs: 1000, highUs: 3000 };
    const slow = { ...plain, slow: { ppm: 50_000, lowUs: 20_000, highUs: 60_000 } };
    const times = Array.from({ length: 4000 }, (_, place) => place + 1).map((ordinal) => ({
      without: writeTimeUs(1, plain, 1, ordinal),
      with: writeTimeUs(1, slow, 1, ordinal),
    }));
    const late = times.filter((time) => time.with !== time.without);
    expect(late.length / times.length).toBeCloseTo(0.05, 1);
    expect(Math.min(...late.map((time) => time.with))).toBeLessThan(21_000);
    expect(Math.max(...late.map((time) => time.with))).toBeGreaterThan(59_000);
    for (const time of late) expect(time.with >= 20_000 && time.with <= 60_000).toBe(true);
    for (const time of times) expect(time.without >= 1000 && time.without <= 3000).toBe(true);
  });

  test('P6 writes end in the order in which they began, however long they take', () => {
    const spec = specOf({ timeouts: QUIET, write: [1, 1] });
    const slow = { lowUs: 1000, highUs: 1000, slow: { ppm: 500_000, lowUs: 100_000, highUs: 300_000 } };
    const run = openRun({ ...spec, writeLatency: [slow, slow, slow] }, null, true);
    const ended: number[] = [];
    while (run.nowUs < 8_000_000 && run.advance()) {
      for (const { server, fact } of run.events) {
        if (server === 1 && fact.type === 'WriteCompleted') ended.push(fact.ordinal);
      }
    }
    expect(ended.length).toBeGreaterThan(1);
    expect(ended).toEqual(ended.map((_, place) => place + 1));
  });
});

describe('a leader that writes while it replicates', () => {
  test('P7 commits after the slower of its disk and the round to a majority, not after their sum', () => {
    // T-Fig 10.2: the client's road (10), then the leader's write (20), then out, write and back (10 + 20 + 10).
    expect(commitTimes(leaderWrites().until(2000)).at(-1)).toBe(1070);
    expect(commitTimes(leaderWrites({ raft: { parallelLeaderWrite: true } }).until(2000)).at(-1)).toBe(1050);
  });

  test('P7 commits what its own disk does not hold yet, if a majority of followers has it', () => {
    const slow = leaderWrites({ raft: { parallelLeaderWrite: true }, writes: [[400, 400]] });
    slow.until(1100);
    expect(commitTimes(slow).at(-1)).toBe(1050);
    const { durableIndex, commitIndex } = slow.raft(1);
    expect([durableIndex, commitIndex]).toEqual([1, 2]);
    expect(slow.finished).toMatchObject([{ outcome: 'ok', finishedAtUs: 1_060_000 }]);
    // It may crash now: what it committed is on the other disks.
    slow.crash(1).timeOut(2).until(2000);
    expect(slow.terms(2)).toEqual([1, 1, 2]);
    slow.restart(1).until(6900);
    expect(slow.terms(1)).toEqual([1, 1, 2]);
    expect(slow.broken).toEqual([]);
  });

  test('P7 its own entries count when they are on its disk, no earlier', () => {
    const asked = command(leader({ log: [1], match: [0, 1, 1], commit: 1 }), undefined, parallel).server;
    expect(receive(asked, 2, stored(1, 2), parallel).server.commitIndex).toBe(1);
    const own = written(asked, parallel).server;
    expect(receive(own, 2, stored(1, 2), parallel).server.commitIndex).toBe(2);
    expect(written(receive(asked, 2, stored(1, 2), parallel).server, parallel).server.commitIndex).toBe(2);
  });

  test('P7 only what a leader sends in its term leaves early, and only once its own vote is on its disk', () => {
    const orders = (turnout: ReturnType<typeof heartbeat>): unknown[] =>
      turnout.effects.flatMap((effect) => (effect.type === 'Send' ? [effect.leaves ?? 'waits'] : []));
    expect(orders(heartbeat(leader({ log: [1] }), parallel))).toEqual(['atOnce', 'atOnce']);
    expect(orders(heartbeat(leader({ log: [1], votes: [2, 3] }), parallel))).toEqual(['waits', 'waits']);
    expect(orders(heartbeat(leader({ log: [1] })))).toEqual(['waits', 'waits']);
    expect(orders(receive(follower(), 2, append({ terms: [1] }), parallel))).toEqual(['waits']);
    expect(orders(timeOut(follower(), parallel))).toEqual(['waits', 'waits']);
  });
});

describe('a candidate that asks while its vote is being written', () => {
  test('P8 sends its requests at once, and counts its own vote when it is durable', () => {
    const cast = { timeouts: QUIET, heartbeat: 5000, write: [20, 20] } as const;
    const asks = (stage: Stage): number[] =>
      stage
        .of('MessageSent')
        .filter(({ server, fact }) => server === 1 && fact.envelope.message.type === 'RequestVoteRequest')
        .map(({ atUs }) => atUs / 1000);
    const wins = (stage: Stage): number[] =>
      stage
        .of('RoleChanged')
        .filter(({ fact }) => fact.to === 'leader')
        .map(({ atUs }) => atUs / 1000);
    const waiting = new Stage(cast).until(200);
    expect([asks(waiting), wins(waiting)]).toEqual([[120, 120], [160]]);
    const early = new Stage({ ...cast, raft: { overlapVoteWrite: true } }).until(200);
    expect([asks(early), wins(early)]).toEqual([[100, 100], [140]]);
    expect(early.of('VoteCounted').map(({ fact, atUs }) => [fact.voter, atUs / 1000])).toEqual([
      [1, 120],
      [2, 140],
    ]);
  });

  test('P8 a vote for itself says nothing once it follows somebody else, or stands in another term', () => {
    const standing = timeOut(follower({ term: 1 }), overlap).server;
    expect(standing).toMatchObject({ role: 'candidate', votesGranted: [] });
    const ownVote = {
      type: 'WriteCompleted',
      term: 2,
      votedFor: 1,
      lastIndex: 0,
      lastTerm: 0,
      snapshotIndex: 0,
      localUs: 0,
    } as const;
    expect(tell(standing, ownVote, overlap).server).toMatchObject({ votesGranted: [1] });
    const lost = receive(standing, 2, append({ term: 2 }), overlap).server;
    expect(tell(lost, ownVote, overlap).server).toBe(lost);
    const again = timeOut(standing, overlap).server;
    expect(tell(again, ownVote, overlap).server).toBe(again);
  });

  test('P8 waits for the writes before its own vote: the log that it speaks of is on its disk', () => {
    const stage = new Stage({
      timeouts: QUIET,
      election: [9000, 9000],
      writes: [
        [1, 1],
        [200, 200],
        [1, 1],
      ],
      raft: { overlapVoteWrite: true },
    });
    // S2 has the no-op in memory since 122 ms, and on its disk after both its vote and the no-op are written.
    stage.until(150).timeOut(2).until(1000);
    const asked = stage.of('MessageSent').find(({ server, fact }) => {
      const { message } = fact.envelope;
      return server === 2 && message.type === 'RequestVoteRequest';
    });
    const disks = stage.of('WriteCompleted').filter(({ server }) => server === 2);
    expect(asked?.fact.envelope.message).toMatchObject({ term: 2, lastLogIndex: 1, lastLogTerm: 1 });
    expect(asked?.atUs).toBe(disks[1]?.atUs);
    expect(stage.broken).toEqual([]);
  });

  test('P8 nobody leads before its own vote is on its disk, whatever majority it has', () => {
    const cast = {
      timeouts: QUIET,
      election: [9000, 9000],
      writes: [
        [300, 300],
        [1, 1],
        [1, 1],
      ],
      raft: { overlapVoteWrite: true, parallelLeaderWrite: true },
    } as const;
    const stage = new Stage(cast).until(300);
    expect(stage.raft(1)).toMatchObject({ role: 'candidate', votesGranted: [2, 3] });
    stage.until(720);
    expect(stage.raft(1)).toMatchObject({ role: 'leader', votesGranted: [2, 3, 1] });
    // A crash before that forgets the term, and no leader of it was there twice.
    const crashed = new Stage(cast).until(300).crash(1).restart(1).timeOut(1).until(3000);
    expect(crashed.of('RoleChanged').filter(({ fact }) => fact.to === 'leader')).toHaveLength(1);
    expect([...stage.broken, ...crashed.broken]).toEqual([]);
  });
});

describe('a write that was overtaken', () => {
  /** Index 1 held an entry of term 1, then one of term 2, and now the one of term 1 again; none is on disk yet. */
  function aba() {
    const first = follower({ term: 1, log: [1], durable: 0 });
    const second = receive(first, 2, append({ term: 2, terms: [2] })).server;
    const third = receive(second, 3, append({ term: 3, leader: 3, terms: [1] })).server;
    expect([termsOf(second.log), termsOf(third.log)]).toEqual([[2], [1]]);
    return third;
  }

  test('P9 what has been replaced is not durable because something was written at its place', () => {
    const replaced = receive(
      follower({ term: 2, log: [1, 1], durable: 0 }),
      2,
      append({ term: 2, terms: [2, 2] }),
    ).server;
    expect(tell(replaced, completes(1, 2, 1)).server.durableIndex).toBe(0);
    // Nor when it began in the term in which the entry was replaced, and before it was.
    expect(tell(replaced, completes(2, 2, 1)).server.durableIndex).toBe(0);
    const [told] = tell(replaced, completes(2, 2, 1), { ...basics, explain: true }).effects;
    expect(told).not.toHaveProperty('note.decision.brokenBy');
    expect(tell(replaced, completes(2, 2, 2)).server.durableIndex).toBe(2);
    // A write that ended before the place where entries were replaced is as good as ever.
    const tail = receive(
      follower({ term: 1, log: [1, 1], durable: 0 }),
      2,
      append({ term: 2, prev: [1, 1], terms: [2] }),
    ).server;
    expect(tell(tail, completes(1, 1, 1)).server.durableIndex).toBe(1);
  });

  test('P9 nor what stands there again: the write of what was there in between still follows', () => {
    const server = aba();
    const early = tell(server, completes(1, 1, 1), { ...basics, explain: true });
    expect(early.server.durableIndex).toBe(0);
    const values = { lastIndex: 1, lastTerm: 1, termThere: 1, writeTerm: 1, replacedFrom: 1, replacedInTerm: 3 };
    expect(early.effects).toMatchObject([{ note: { type: 'WriteSuperseded', decision: { rule: 'P9', values } } }]);
    const between = tell(early.server, completes(2, 1, 2)).server;
    expect(between.durableIndex).toBe(0);
    const done = tell(between, completes(3, 1, 1)).server;
    expect(done).toMatchObject({ durableIndex: 1, superseded: null });
  });

  test('P9 the mutation takes it for durable', () => {
    const broken = { ...basics, mutations: { ...basics.mutations, trustSupersededWrite: true } };
    expect(tell(aba(), completes(1, 1, 1), broken).server.durableIndex).toBe(1);
    const told = tell(aba(), completes(1, 1, 1), { ...broken, explain: true }).effects;
    expect(told).toMatchObject([{ note: { decision: { outcome: true, brokenBy: 'trustSupersededWrite' } } }]);
  });
});

describe('a crash in the middle of writing', () => {
  test('P9 P55 the queue of writes is cut where it stands: what is done is on disk, the rest never was', () => {
    for (const [ms, log] of [
      [1015, [1]],
      [1035, [1, 1]],
      [1055, [1, 1, 1]],
      [1075, [1, 1, 1, 1]],
    ] as const) {
      const stage = leaderWrites({ raft: { parallelLeaderWrite: true } }).partition([1, CLIENT], [2, 3]);
      stage.ask(1).ask(1).until(ms);
      expect(stage.terms(1)).toEqual([1, 1, 1, 1]);
      stage.reboot(1);
      expect(stage.terms(1)).toEqual([...log]);
      expect(stage.raft(1)).toMatchObject({ durableIndex: log.length, superseded: null });
      expect(stage.broken).toEqual([]);
    }
  });
});

describe('I6 Committed durability', () => {
  test('I6 what a leader commits is on the disks of a majority', () => {
    const cast = {
      raft: { parallelLeaderWrite: true },
      writes: [
        [400, 400],
        [1, 1],
        [400, 400],
      ],
    } as const;
    expect(leaderWrites({ ...cast }).until(3000).broken).toEqual([]);
    const broken = leaderWrites({ ...cast, mutations: { countUnwritten: true } }).until(3000);
    expect(broken.violations.find(({ invariant }) => invariant === 'I6')).toMatchObject({
      values: { disks: 1, voters: 3 },
    });
  });

  test('I6 an own entry counts too early when a write is taken for one of entries that replaced it', () => {
    const play = (trustSupersededWrite: boolean): Stage => {
      const stage = new Stage({
        timeouts: QUIET,
        election: [9000, 9000],
        heartbeat: 50,
        writes: [
          [60, 60],
          [1, 1],
          [1, 1],
        ],
        raft: { parallelLeaderWrite: true },
        mutations: { trustSupersededWrite },
      });
      stage.until(1000).partition([1, CLIENT], [2, 3]).timeOut(2).until(1100);
      stage.ask(1).ask(1).ask(1).ask(1).until(1115).heal().until(2000);
      return stage.timeOut(1).until(3000).act({ do: 'cut', from: 1, to: 3 }).ask(1).until(3100);
    };
    expect(play(false).broken).toEqual([]);
    expect(play(true).broken).toContain('I6');
  });

  test('I6 is void where a disk was wiped, as nothing survives that', () => {
    const stage = leaderWrites().until(1500).wipe(2).wipe(3).until(1600);
    expect(stage.broken).not.toContain('I6');
  });
});
