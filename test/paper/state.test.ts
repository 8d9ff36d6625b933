import { describe, expect, test } from 'vitest';
import { openRun } from '../../src/cluster/cluster.ts';
import { configurationOfVoters } from '../../src/raft/configuration.ts';
import { freshDurable, fromDisk } from '../../src/raft/server.ts';
import { byHand, CLIENT, Stage, specOf } from './stage.ts';
import {
  append,
  basics,
  candidate,
  command,
  follower,
  leader,
  receive,
  requestVote,
  set,
  stored,
  timeOut,
  vote,
  withoutNoOp,
  written,
} from './support.ts';

/** Section 1: what is kept where. */
describe('state and persistence', () => {
  test('P1 currentTerm, votedFor and log survive a crash, and nothing else', () => {
    const stage = byHand().elect(1, 2).settle(1, 2).command(1).settle(1, 2);
    const before = stage.raft(1);
    expect(before).toMatchObject({ role: 'leader', currentTerm: 1, votedFor: 1, leaderId: 1, commitIndex: 2 });
    const after = stage.reboot(1).raft(1);
    expect(after).toMatchObject({ role: 'follower', currentTerm: 1, votedFor: 1, leaderId: null, commitIndex: 0 });
    expect(after.log.toArray()).toEqual(before.log.toArray());
    expect(Object.keys(after).sort()).toEqual(Object.keys(follower()).sort());
    expect(stage.member(1)).toMatchObject({ requests: [], ackSteps: [], voteSteps: [] });
    expect(stage.member(1).machine.contents.size).toBe(0);
  });

  test('P2 a server starts as a follower in term 0 with nothing', () => {
    const fresh = {
      role: 'follower',
      currentTerm: 0,
      votedFor: null,
      commitIndex: 0,
      lastApplied: 0,
      leaderId: null,
    };
    expect(fromDisk(1, freshDurable(configurationOfVoters([1, 2, 3])))).toMatchObject(fresh);
    for (const host of openRun(specOf({ servers: 5 }))
      .world()
      .hosts.slice(0, 5)) {
      expect(host.state).toMatchObject({ kind: 'server', raft: fresh });
      if (host.state.kind === 'server') expect(host.state.raft.log.lastIndex).toBe(0);
    }
    const first = command(leader({ term: 1 })).server.log;
    expect([first.lastIndex, first.termAt(1)]).toEqual([1, 1]);
  });

  test('P3 commitIndex, lastApplied and the machine are rebuilt after a restart', () => {
    const stage = byHand().elect(1, 2, 3).settle(1, 2, 3);
    stage.command(1, set('x', 1)).settle(1, 2, 3).command(1, set('y', 2)).settle(1, 2, 3);
    stage.heartbeat(1).settle(1, 2, 3);
    expect(stage.raft(3)).toMatchObject({ commitIndex: 3, lastApplied: 3 });
    stage.reboot(3);
    expect(stage.raft(3)).toMatchObject({ commitIndex: 0, lastApplied: 0 });
    expect(stage.member(3).machine.contents.size).toBe(0);
    stage.heartbeat(1).settle(1, 2, 3);
    expect(stage.raft(3)).toMatchObject({ commitIndex: 3, lastApplied: 3 });
    expect([...stage.member(3).machine.contents]).toEqual([...stage.member(1).machine.contents]);
    expect([...stage.member(3).machine.contents]).toEqual([
      ['x', 1],
      ['y', 2],
    ]);
  });

  test('P4 every new leader starts with nextIndex just after its last entry and matchIndex 0', () => {
    const log = [1, 1, 1, 4, 4, 5, 5, 6, 6, 6]; // T-Fig 3.6
    for (const config of [basics, withoutNoOp]) {
      const won = receive(candidate({ term: 8, log }), 2, vote(8), config);
      expect(won.server).toMatchObject({ role: 'leader', matchIndex: [0, 0, 0, 0] });
      // Every follower is asked about the same place, whether or not a no-op follows it.
      expect(won.sent.map(({ message }) => message)).toMatchObject([{ prevLogIndex: 10 }, { prevLogIndex: 10 }]);
      expect(won.server).toMatchObject({ nextIndex: [11, 11, 11, 11] });
    }
    const stage = byHand({ raft: withoutNoOp }).elect(1, 2).dropAll();
    stage.command(1).settle(1, 2).command(1).settle(1, 2);
    expect(stage.raft(1)).toMatchObject({ matchIndex: [0, 0, 2, 0] });
    stage.elect(2, 1).dropAll().elect(1, 2);
    expect(stage.raft(1)).toMatchObject({ role: 'leader', currentTerm: 3, matchIndex: [0, 0, 0, 0] });
    expect(stage.raft(1)).toMatchObject({ nextIndex: [3, 3, 3, 3] });
  });
});

describe('P5 what an answer promises is on disk before it leaves', () => {
  test('P5 the order to write comes before everything that is sent', () => {
    const turnouts = [
      timeOut(follower()),
      receive(follower(), 2, requestVote({ term: 2 })),
      receive(follower(), 2, append({ terms: [1] })),
      receive(candidate({ term: 2 }), 2, vote(2)),
      command(leader()),
    ];
    for (const { effects } of turnouts) {
      expect(effects[0]?.type).toBe('Persist');
      expect(effects.some((effect) => effect.type === 'Send')).toBe(true);
    }
    const unchanged = receive(follower({ vote: 2 }), 2, requestVote());
    expect(unchanged.effects.some((effect) => effect.type === 'Persist')).toBe(false);
  });

  test('P5 with slow disks no answer is ahead of its disk', () => {
    const stage = new Stage({ servers: 5, write: [5, 40], latency: [1, 30], seed: 7, clients: 1 });
    let answers = 0;
    let waited = 0;
    for (let ms = 0; ms < 3000; ms += 50) {
      if (ms % 200 === 0 && stage.leaders[0] !== undefined) stage.ask(stage.leaders[0], set('x', ms));
      if (ms === 1500) stage.act({ do: 'partition', groups: [[stage.leaders[0] ?? 1], [2, 3, 4, 5]] });
      if (ms === 2200) stage.heal();
      stage.untilIt(() => {
        for (const envelope of stage.run.record.sent) {
          const { message } = envelope;
          const { disk } = stage.run.host(envelope.from);
          if (disk === null) continue;
          if (message.type === 'RequestVoteResponse' && message.voteGranted) {
            answers++;
            expect(
              disk.currentTerm >= message.term && (disk.currentTerm > message.term || disk.votedFor === envelope.to),
            ).toBe(true);
          } else if (message.type === 'AppendEntriesResponse' && message.success) {
            answers++;
            expect(disk.currentTerm).toBeGreaterThanOrEqual(message.term);
            expect(disk.log.lastIndex).toBeGreaterThanOrEqual(message.matchIndex);
          }
        }
        waited += stage.run.hosts.filter((host) => host.writes.some((write) => write.sends.length > 0)).length;
        return stage.run.nextAtUs() > (ms + 50) * 1000;
      });
    }
    expect(answers).toBeGreaterThan(100);
    expect(waited).toBeGreaterThan(100);
  });

  test('P5 the leader counts itself only when its entry is on its own disk', () => {
    const one = command(leader({ voters: 1, votes: [1] }));
    expect(one.server.commitIndex).toBe(0);
    expect(written(one.server).server.commitIndex).toBe(1);
    const three = receive(command(leader()).server, 2, stored(1, 1));
    expect(three.server.commitIndex).toBe(0);
    expect(written(three.server).server.commitIndex).toBe(1);
    // P7: without the leader's own disk, a majority of followers is as good.
    expect(receive(three.server, 3, stored(1, 1)).server.commitIndex).toBe(1);
  });
});

describe('P10 a server that lost its disk must not come back as itself', () => {
  test('P10 quiz Q6a: with its vote lost it elects a second leader in the same term', () => {
    const play = (lose: (stage: Stage) => Stage): Stage =>
      lose(byHand({ raft: { noOpOnElection: false } }).elect(1, 2))
        .dropAll()
        .elect(3, 2);
    const wiped = play((stage) => stage.wipe(2));
    expect(wiped.leaders).toEqual([1, 3]);
    expect([wiped.raft(1).currentTerm, wiped.raft(3).currentTerm]).toEqual([1, 1]);
    expect(wiped.broken).toContain('I1');
    const kept = play((stage) => stage.reboot(2));
    expect([kept.leaders, kept.broken]).toEqual([[1], []]);
  });

  test('P10 quiz Q6b: with its log lost, two values are committed at one index', () => {
    const play = (lose: (stage: Stage) => Stage): Stage => {
      const stage = byHand({ raft: { noOpOnElection: false } })
        .elect(1, 2)
        .dropAll();
      stage.command(1, set('x', 1)).deliver(1, 2).deliver(2, 1);
      expect(stage.raft(1).commitIndex).toBe(1);
      lose(stage.dropAll()).elect(3, 2).dropAll();
      return stage.leaders.includes(3) ? stage : stage.elect(3, 2);
    };
    const wiped = play((stage) => stage.wipe(2));
    expect(wiped.leaders).toContain(3);
    wiped.command(3, set('x', 2)).deliver(3, 2).deliver(2, 3);
    expect(wiped.raft(3).commitIndex).toBe(1);
    expect(wiped.member(1).machine.contents.get('x')).toBe(1);
    expect(wiped.member(3).machine.contents.get('x')).toBe(2);
    expect(wiped.broken).toContain('I5');
    const kept = play((stage) => stage.reboot(2));
    expect([kept.leaders, kept.broken]).toEqual([[1], []]);
    expect(wiped.between(3, CLIENT)).toHaveLength(1);
  });
});
