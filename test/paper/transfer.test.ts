import { describe, expect, test } from 'vitest';
import { canonical } from '../../src/base/canonical.ts';
import { encodeMessage, encodeVolatile } from '../../src/cluster/encode-parts.ts';
import type { RaftConfig } from '../../src/raft/config.ts';
import { configurationOfVoters } from '../../src/raft/configuration.ts';
import type { ServerId } from '../../src/raft/messages.ts';
import type { Leader, Server } from '../../src/raft/server.ts';
import { mayBeReplacedByOrder } from '../../src/raft/transfer.ts';
import { byHand, type Cast, Stage } from './stage.ts';
import {
  append,
  basics,
  candidate,
  command,
  deepFreeze,
  follower,
  leader,
  receive,
  requestVote,
  set,
  stored,
  type Turnout,
  tell,
  timeoutNow,
} from './support.ts';

const MS = 1000;
const handing = { ...basics, leadershipTransfer: true };
const on = { leadershipTransfer: true };

/** S1 leads from 120 ms on; the others stay quiet as long as they hear from it. A message takes 10 ms. */
function ledByS1(cast: Cast = {}): Stage {
  const stage = new Stage({
    timeouts: [[100], [900], [900]],
    election: [150, 300],
    ...cast,
    raft: { ...on, ...cast.raft },
  });
  return stage.until(400);
}

/** By hand, S1 leads term 1 with its no-op on all servers. */
function ledByHand(cast: Cast = {}): Stage {
  return byHand({ ...cast, raft: { ...on, ...cast.raft } })
    .elect(1, 2, 3)
    .settle(1, 2, 3);
}

function order(server: Server, to: ServerId, ms = 0, config: RaftConfig = handing): Turnout {
  return tell(server, { type: 'OrderReceived', order: { type: 'TransferLeadership', to }, localUs: ms * MS }, config);
}

function heartbeatAt(server: Server, ms: number, config: RaftConfig = handing): Turnout {
  return tell(server, { type: 'HeartbeatTimerFired', localUs: ms * MS }, config);
}

/** Whom a step told to stand. */
function invited({ sent }: Turnout): ServerId[] {
  return sent.filter(({ message }) => message.type === 'TimeoutNowRequest').map(({ to }) => to);
}

function notes(server: Server, to: ServerId, config: RaftConfig = handing) {
  return order(server, to, 0, { ...config, explain: true }).effects.flatMap((effect) =>
    effect.type === 'Note' ? [effect.note] : [],
  );
}

/** S1 leads term 2; S2 stores its whole log, S3 all but the last entry. */
const uneven = leader({ term: 2, log: [1, 2], match: [0, 2, 1], next: [3, 3, 2] });

describe('a transfer of leadership', () => {
  test('P80 goes to a target that is up to date within two round trips, in the next term, without a timeout', () => {
    const stage = ledByS1().transfer(1, 3).until(440);
    expect(stage.leaders).toEqual([3]);
    expect(stage.raft(3)).toMatchObject({ role: 'leader', currentTerm: 2 });
    expect(stage.of('TransferDone')).toMatchObject([{ server: 3, fact: { term: 2 } }]);
    const fired = stage.of('TimerFired').filter(({ fact, atUs }) => fact.timer === 0 && atUs >= 400 * MS);
    expect(fired).toEqual([]);
    stage.ask(3).until(600);
    expect(stage.finished).toMatchObject([{ outcome: 'ok', term: 2 }]);
    expect(stage.broken).toEqual([]);
  });

  test('P80 first brings the target up to date, by the replication that there is anyway', () => {
    const began = order(uneven, 3);
    expect(invited(began)).toEqual([]);
    expect(began.server).toMatchObject({ role: 'leader', transfer: { to: 3, startedUs: 0 } });
    const other = receive(began.server, 2, stored(2, 2), handing);
    expect(invited(other)).toEqual([]);
    const caughtUp = receive(other.server, 3, stored(2, 2), handing);
    expect(invited(caughtUp)).toEqual([3]);
    const [told] = caughtUp.sent.filter(({ message }) => message.type === 'TimeoutNowRequest');
    expect(told?.message).toEqual({ type: 'TimeoutNowRequest', term: 2, leaderId: 1, lastLogIndex: 2 });
    // A part of what is missing is not enough.
    const long = leader({ term: 2, log: [1, 1, 2], match: [0, 3, 1], next: [4, 4, 2] });
    expect(invited(receive(order(long, 3).server, 3, stored(2, 2), handing))).toEqual([]);
    expect(invited(order(uneven, 2))).toEqual([2]);
  });

  test('P80 asks a target that was brought up to date by a snapshot alone', () => {
    const stage = ledByHand().crash(3).command(1).settle(1, 2, 3);
    stage.act({ do: 'tell', address: 1, order: { type: 'TakeSnapshot' } });
    expect(stage.raft(1).log.baseIndex).toBe(2);
    stage.restart(3).transfer(1, 3).heartbeat(1);
    stage.deliver(1, 3, 'InstallSnapshotRequest').deliver(3, 1, 'InstallSnapshotResponse');
    expect(stage.raft(3).log.lastIndex).toBe(2);
    expect(stage.between(1, 3, 'TimeoutNowRequest')).toHaveLength(1);
    stage.settle(1, 2, 3);
    expect(stage.leaders).toEqual([3]);
    expect(stage.broken).toEqual([]);
  });

  test('P80 the target stands at once: next term, its own vote, requests that say why', () => {
    const target = follower({ term: 2, log: [1, 2], knows: 2, id: 3 });
    const stands = receive(target, 2, timeoutNow({ term: 2, lastLogIndex: 2 }));
    expect(stands.server).toMatchObject({ role: 'candidate', currentTerm: 3, votedFor: 3, byTransfer: true });
    expect(stands.effects[0]).toEqual({ type: 'Persist' });
    expect(stands.sent.map(({ to, message }) => [to, message.type])).toEqual([
      [1, 'RequestVoteRequest'],
      [2, 'RequestVoteRequest'],
    ]);
    expect(stands.resetsTimer).toBe(true);
  });

  test('P80 is off unless switched on: the order is refused with a sentence, and nothing changes', () => {
    const lead = leader({ term: 2, log: [1, 2], match: [0, 2, 2] });
    const refusal = order(lead, 3, 0, basics);
    expect(refusal.server).toBe(lead);
    expect(refusal.effects).toEqual([]);
    const stage = ledByS1({ raft: { leadershipTransfer: false } })
      .transfer(1, 3)
      .until(600);
    expect(stage.leaders).toEqual([1]);
    expect(stage.of('OrderRefused')).toMatchObject([
      { server: 1, fact: { decision: { rule: 'P82', outcome: false } } },
    ]);
    expect(stage.of('OrderRefused')[0]?.fact.decision.values).toMatchObject({ enabled: false, isLeader: true });
  });
});

describe('the end of a transfer that does not succeed', () => {
  /** S1 hands over to S3, which is down. */
  function toDeadS3(): Stage {
    return ledByS1().crash(3).transfer(1, 3);
  }

  test('P81 is given up after an election timeout, and the leader takes commands again', () => {
    const stage = toDeadS3().until(500).ask(1).until(700).ask(1).until(800);
    const [aborted] = stage.of('TransferAborted');
    expect(aborted).toMatchObject({ server: 1, fact: { to: 3, reason: 'timeout', decision: { rule: 'P81' } } });
    // It looks with every heartbeat.
    expect(aborted?.atUs).toBeGreaterThanOrEqual(550 * MS);
    expect(aborted?.atUs).toBeLessThanOrEqual(600 * MS);
    expect(stage.finished.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['failed', 'transferInProgress'],
      ['ok', 'applied'],
    ]);
    expect(stage.raft(1)).toMatchObject({ role: 'leader', currentTerm: 1, transfer: null });
    expect(stage.broken).toEqual([]);
  });

  test('P81 the same order again does not give it more time', () => {
    const first = order(uneven, 3, 100).server;
    const again = order(first, 3, 200);
    expect(again.server).toBe(first);
    expect(invited(again)).toEqual([]);
    expect((heartbeatAt(again.server, 249).server as Leader).transfer).toEqual({ to: 3, startedUs: 100 * MS });
    expect((heartbeatAt(again.server, 250).server as Leader).transfer).toBeNull();
    expect(notes(first, 3)).toMatchObject([{ type: 'OrderRefused', decision: { rule: 'P81', outcome: false } }]);
  });

  test('P81 until then the target is told again with every heartbeat, once it is up to date', () => {
    const ready = order(uneven, 2).server;
    expect(invited(heartbeatAt(ready, 50))).toEqual([2]);
    expect(invited(heartbeatAt(ready, 150))).toEqual([]);
    const behind = order(uneven, 3).server;
    expect(invited(heartbeatAt(behind, 50))).toEqual([]);
    expect(invited(heartbeatAt(uneven, 50))).toEqual([]);
    // A lost TimeoutNow costs a heartbeat, not the transfer.
    const stage = ledByS1().transfer(1, 3);
    const [lost] = stage.between(1, 3, 'TimeoutNowRequest');
    if (lost === undefined) throw new Error('S3 was not told');
    stage.act({ do: 'drop', message: lost }).until(520);
    expect(stage.leaders).toEqual([3]);
  });
});

describe('while a leader hands over', () => {
  test('P82 a command is refused with a reason of its own, and certainly not appended', () => {
    const handingOver = order(uneven, 3).server;
    const refusal = command(handingOver, set('x', 3), handing);
    expect(refusal.server).toBe(handingOver);
    expect(refusal.effects).toEqual([
      { type: 'Refuse', tag: { client: 101, request: 1 }, leaderHint: null, reason: 'transferInProgress' },
    ]);
    expect(command(uneven, set('x', 3), handing).server.log.lastIndex).toBe(3);
    const stage = ledByHand().transfer(1, 2).command(1).deliver(1, 101);
    expect(stage.finished).toMatchObject([{ outcome: 'failed', reason: 'transferInProgress' }]);
    expect(stage.terms(1)).toEqual([1]);
  });

  test('P82 another target takes the place of the one before', () => {
    const first = order(uneven, 3, 10).server;
    const second = order(first, 2, 90);
    expect(second.server).toMatchObject({ transfer: { to: 2, startedUs: 90 * MS } });
    expect(invited(second)).toEqual([2]);
    expect(notes(first, 2).map(({ type }) => type)).toEqual(['TransferAborted', 'TransferStarted', 'TargetCaughtUp']);
    expect(notes(first, 2)[0]).toMatchObject({ to: 3, reason: 'replaced' });
    // What the first target stores now is no reason to tell it to stand.
    expect(invited(receive(second.server, 3, stored(2, 2), handing))).toEqual([]);
  });

  test('P82 told to hand over to itself a leader keeps its leadership, and takes commands again', () => {
    const first = order(uneven, 3).server;
    expect(order(first, 1).server).toMatchObject({ role: 'leader', currentTerm: 2, transfer: null });
    expect(notes(first, 1)).toMatchObject([{ type: 'TransferAborted', to: 3, reason: 'ordered' }]);
    expect(order(uneven, 1).server).toBe(uneven);
    expect(notes(uneven, 1)).toMatchObject([{ type: 'OrderRefused', decision: { values: { targetIsSelf: true } } }]);
  });

  test('P82 nobody without a vote is a target, and only a leader hands over', () => {
    const first = order(uneven, 3).server;
    for (const server of [uneven, first]) {
      expect(order(server, 7).server).toBe(server);
      expect(notes(server, 7)).toMatchObject([
        { type: 'OrderRefused', decision: { values: { targetIsVoter: false } } },
      ]);
    }
    for (const server of [follower({ id: 2, log: [1] }), candidate({ id: 2, log: [1] })]) {
      expect(order(server, 3).server).toBe(server);
      expect(notes(server, 3)).toMatchObject([{ type: 'OrderRefused', decision: { values: { isLeader: false } } }]);
    }
  });

  test('P82 a target that loses its vote is none any more', () => {
    const began = order(uneven, 3, 0).server as Leader;
    const without = deepFreeze({ ...began, configuration: configurationOfVoters([1, 2]) });
    const looked = heartbeatAt(without, 50, { ...handing, explain: true });
    expect(looked.server).toMatchObject({ role: 'leader', transfer: null });
    expect(looked.effects).toContainEqual({
      type: 'Note',
      note: expect.objectContaining({ type: 'TransferAborted', to: 3, reason: 'targetRemoved' }) as unknown,
    });
  });

  test('P86 commands wait for the outcome also after TimeoutNow, so that the target cannot miss an entry', () => {
    const told = order(uneven, 2);
    expect(invited(told)).toEqual([2]);
    expect(command(told.server, set('x', 3), handing).server).toBe(told.server);
    const later = heartbeatAt(told.server, 100).server;
    expect(command(later, set('x', 3), handing).server).toBe(later);
    // With a command just before the TimeoutNow arrives the target would ignore it.
    const stage = ledByHand().transfer(1, 3).command(1);
    expect(stage.terms(1)).toEqual([1]);
    stage.deliver(1, 3, 'TimeoutNowRequest').exchange(3, 2);
    expect(stage.leaders).toContain(3);
  });

  test('P86 a leader that takes commands meanwhile never gets rid of its office', () => {
    const play = (acceptsWhileTransferring: boolean): Stage => {
      const stage = ledByS1({ mutations: { acceptsWhileTransferring } });
      for (let ms = 401; ms < 700; ms += 4) {
        stage.until(ms).ask(1);
        if (ms === 413) stage.transfer(1, 3);
      }
      return stage.until(800);
    };
    expect(play(false).of('TransferDone')).toHaveLength(1);
    const broken = play(true);
    expect(broken.of('TransferDone')).toEqual([]);
    expect(broken.of('TransferAborted')).toMatchObject([{ fact: { reason: 'timeout' } }]);
    expect(broken.broken).toEqual([]);
  });
});

describe('the target of a transfer', () => {
  test('P83 says that it was told to stand, so that loyal voters hear it', () => {
    const sticky = { ...handing, stickiness: true };
    const hears = tell(
      follower({ log: [1] }),
      { type: 'MessageReceived', from: 2, message: append({ prev: [1, 1] }), localUs: 100 * MS },
      sticky,
    ).server;
    const asks = (byTransfer: boolean): Turnout => {
      const message = requestVote({ term: 2, candidateId: 3, lastLogIndex: 1, lastLogTerm: 1, byTransfer });
      return tell(hears, { type: 'MessageReceived', from: 3, message, localUs: 110 * MS }, sticky);
    };
    expect(asks(true).server).toMatchObject({ currentTerm: 2, votedFor: 3 });
    expect(asks(false).server).toBe(hears);
    const stage = ledByS1({ raft: { stickiness: true, checkQuorum: true } })
      .transfer(1, 3)
      .until(440);
    expect(stage.leaders).toEqual([3]);
    expect(stage.of('CandidateIgnored')).toEqual([]);
  });

  test('P83 an ordinary candidate says nothing of the kind, and nothing of it is encoded', () => {
    const plain = tell(follower({ id: 3 }), { type: 'ElectionTimerFired', localUs: 0 }, handing);
    expect(plain.server).toMatchObject({ role: 'candidate', byTransfer: false });
    const again = tell(candidate({ id: 3 }), { type: 'ElectionTimerFired', localUs: 0 }, handing);
    expect(again.server).toMatchObject({ byTransfer: false });
    for (const { message } of plain.sent) expect(canonical(encodeMessage(message))).not.toContain('byTransfer');
    expect(canonical(encodeVolatile(plain.server))).not.toContain('byTransfer');
    const told = receive(follower({ id: 3 }), 2, timeoutNow());
    for (const { message } of told.sent) expect(canonical(encodeMessage(message))).toContain('byTransfer');
    expect(canonical(encodeVolatile(told.server))).toContain('byTransfer');
    // Who was told to stand and was not elected in time stands like everybody else.
    const late = tell(told.server, { type: 'ElectionTimerFired', localUs: 0 }, handing);
    expect(late.server).toMatchObject({ role: 'candidate', currentTerm: 3, byTransfer: false });
  });

  test('P83 a target that forgets to say so is not heard where voters are loyal', () => {
    const cast = { raft: { stickiness: true }, mutations: { transferForgetsFlag: true } };
    const stage = ledByS1(cast).transfer(1, 3).until(440);
    expect(stage.of('TransferDone')).toEqual([]);
    expect(stage.leaders).not.toContain(3);
    expect(stage.of('CandidateIgnored').map(({ server }) => server)).toContain(2);
  });

  test('P84 ignores TimeoutNow when it is not a member, and so does a leader', () => {
    const outsider = follower({ id: 4, voters: [1, 2, 3], knows: 2 });
    expect(receive(outsider, 2, timeoutNow()).server).toBe(outsider);
    const lead = leader({ id: 1 });
    expect(receive(lead, 2, timeoutNow()).server).toBe(lead);
    expect(receive(lead, 2, timeoutNow()).sent).toEqual([]);
    const noted = receive(outsider, 2, timeoutNow(), { ...handing, explain: true });
    expect(noted.effects).toMatchObject([
      { note: { type: 'TimeoutNowIgnored', from: 2, decision: { rule: 'P84', outcome: false } } },
    ]);
  });

  test('P85 ignores a TimeoutNow of an older term, or for another log', () => {
    const target = follower({ id: 3, term: 3, log: [1, 3], knows: 2 });
    for (const fields of [{ term: 2 }, { lastLogIndex: 1 }, { lastLogIndex: 3 }]) {
      const told = receive(target, 2, timeoutNow({ term: 3, lastLogIndex: 2, ...fields }), {
        ...handing,
        explain: true,
      });
      expect(told.server).toBe(target);
      expect(told.effects).toMatchObject([
        { note: { type: 'TimeoutNowIgnored', from: 2, decision: { rule: 'P85', outcome: true } } },
      ]);
    }
    expect(receive(target, 2, timeoutNow({ term: 3, lastLogIndex: 2 })).server.role).toBe('candidate');
    // A newer term is taken over even so (P12).
    expect(receive(target, 2, timeoutNow({ term: 9, lastLogIndex: 7 })).server).toMatchObject({
      role: 'follower',
      currentTerm: 9,
    });
  });

  /** The TimeoutNow to S3 is on its road when S1 gives the transfer up and goes on working. */
  function delayedPastTheAbort(mutations: { staleTimeoutNow?: boolean } = {}): Stage {
    return ledByHand({ mutations })
      .transfer(1, 3)
      .transfer(1, 1)
      .command(1)
      .exchange(1, 2)
      .deliver(1, 3, 'AppendEntriesRequest');
  }

  test('P85 a TimeoutNow that is delayed past the end of the transfer deposes nobody', () => {
    const stage = delayedPastTheAbort().deliver(1, 3, 'TimeoutNowRequest');
    expect(stage.leaders).toEqual([1]);
    expect(stage.raft(3)).toMatchObject({ role: 'follower', currentTerm: 1 });
    expect(stage.of('TimeoutNowIgnored')).toHaveLength(1);
    const broken = delayedPastTheAbort({ staleTimeoutNow: true }).deliver(1, 3, 'TimeoutNowRequest');
    expect(broken.raft(3)).toMatchObject({ role: 'candidate', currentTerm: 2 });
    expect(broken.of('RoleChanged').at(-1)?.fact.decision).toMatchObject({ brokenBy: 'staleTimeoutNow' });
  });

  test('P85 until the target has stored something newer the leader can rely on no lease', () => {
    const lease = (stage: Stage): boolean => {
      const lead = stage.raft(1);
      return lead.role === 'leader' && !mayBeReplacedByOrder(lead);
    };
    const stage = ledByHand();
    expect(lease(stage)).toBe(true);
    expect(lease(stage.transfer(1, 3))).toBe(false);
    expect(lease(stage.transfer(1, 1))).toBe(false);
    expect(stage.raft(1)).toMatchObject({ transfer: null, obeysBelow: [0, 0, 0, 2] });
    stage.command(1).exchange(1, 2);
    expect(lease(stage)).toBe(false);
    stage.deliver(1, 3, 'AppendEntriesRequest').deliver(3, 1);
    expect(lease(stage)).toBe(true);
    // A transfer that nobody was asked to finish costs a lease only while it lasts.
    expect(mayBeReplacedByOrder(order(uneven, 3).server as Leader)).toBe(true);
    expect(mayBeReplacedByOrder(order(order(uneven, 3).server, 1).server as Leader)).toBe(false);
  });
});
