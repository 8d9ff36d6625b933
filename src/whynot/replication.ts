import { HEARTBEAT_TIMER, type Wire } from '../cluster/types.ts';
import { commitValues, storedBy } from '../raft/commit.ts';
import { votersOf } from '../raft/configuration.ts';
import type { ServerId } from '../raft/messages.ts';
import { type Decision, rules } from '../raft/rules.ts';
import type { Leader, Server } from '../raft/server.ts';
import { linked, linkedBothWays, messageUnderWay, running, writeUnderWay } from './basics.ts';
import { type Condition, condition, type Next } from './condition.ts';
import { chooseNearest, effortOf } from './effort.ts';
import type { Leadership } from './leadership.ts';
import { isSentTo } from './leadership.ts';
import type { Sight } from './sight.ts';
import { asRunning, tryStep } from './trial.ts';

function isReplication(message: Wire): boolean {
  return message.type === 'AppendEntriesRequest' || message.type === 'InstallSnapshotRequest';
}

function isReplicationAnswer(message: Wire): boolean {
  return message.type === 'AppendEntriesResponse' || message.type === 'InstallSnapshotResponse';
}

/** P13: the follower is not in a newer term, in which it would refuse. */
function followsTerm(sight: Sight, leader: Leader, follower: ServerId): Condition {
  const currentTerm = sight.server(follower)?.currentTerm ?? 0;
  const { id: asker, currentTerm: askedTerm } = leader;
  const values = { requestTerm: askedTerm, currentTerm };
  const decision: Decision = { rule: 'P13', values, outcome: rules.P13(values) };
  const claim = { key: 'termNotOlder', asksFor: 'entries', asker, askedTerm, server: follower, currentTerm } as const;
  return condition(claim, 'P13', !decision.outcome, { decision });
}

/** What comes next between a leader and a follower: an answer, a request, or the heartbeat that sends the next one. */
function nextExchange(sight: Sight, { leader, isActual }: Leadership, follower: ServerId): Next[] {
  if (leader === null || !isActual) return [];
  const ofTerm = (message: Wire): boolean => 'term' in message && message.term === leader.currentTerm;
  const underWay = [
    ...messageUnderWay(sight, follower, leader.id, (message) => isReplicationAnswer(message) && ofTerm(message)),
    ...messageUnderWay(sight, leader.id, follower, (message) => isReplication(message) && ofTerm(message)),
    ...writeUnderWay(sight, follower),
  ];
  if (underWay.length > 0) return underWay.slice(0, 1);
  if (!sight.runs(leader.id)) return [];
  return [{ kind: 'act', actions: [{ do: 'fireTimer', server: leader.id, timer: HEARTBEAT_TIMER }] }];
}

/** P42: the follower stores the entry, and the leader knows it. */
function acknowledged(sight: Sight, leadership: Leadership, leader: Leader, id: ServerId, index: number): Condition {
  const matchIndex = storedBy(leader, id, false);
  if (id === leader.id) {
    const claim = { key: 'written', server: id, index, durableIndex: matchIndex } as const;
    const next = leadership.isActual ? writeUnderWay(sight, id) : [];
    return condition(claim, 'P51', matchIndex >= index, { next });
  }
  const claim = { key: 'acknowledged', server: id, leader: leader.id, index, matchIndex } as const;
  if (matchIndex >= index) return condition(claim, 'P42', true);
  return condition(claim, 'P42', false, { parts: roundTrip(sight, leadership, leader, id, index) });
}

/** A request of the leader, and its answer. */
function roundTrip(sight: Sight, leadership: Leadership, leader: Leader, id: ServerId, index: number): Condition[] {
  return [
    running(sight, id),
    ...linkedBothWays(sight, leader.id, id),
    followsTerm(sight, leader, id),
    arrived(sight, leadership, leader, id, index),
  ];
}

/** P130: the follower answers what the leader sends from now on. */
export function exchange(sight: Sight, leadership: Leadership, leader: Leader, id: ServerId): Condition {
  const claim = { key: 'answers', server: id, leader: leader.id } as const;
  return condition(claim, 'P130', false, { parts: roundTrip(sight, leadership, leader, id, leader.commitIndex) });
}

function arrived(sight: Sight, leadership: Leadership, leader: Leader, server: ServerId, index: number): Condition {
  const claim = { key: 'arrived', server, leader: leader.id, index } as const;
  return condition(claim, 'P45', false, { next: nextExchange(sight, leadership, server) });
}

/** P49, P101: enough of those who vote store the entry at `index`, as far as the leader knows. */
export function stored(sight: Sight, leadership: Leadership, leader: Leader, index: number): Condition {
  const { countUnwritten } = sight.spec.raft.mutations;
  const voters = votersOf(leader.configuration);
  const values = commitValues(leader, index, countUnwritten);
  // Whether enough store it is the question here; that it is of the leader's own term is a condition of its own.
  const decide = (of: Leader): Decision => {
    const counted = { ...commitValues(of, index, countUnwritten), entryTerm: of.currentTerm, commitIndex: index - 1 };
    return { rule: 'P49', values: { ...counted }, outcome: rules.P49(counted) };
  };
  const withMore = (more: readonly ServerId[]): Leader => ({
    ...leader,
    durableIndex: more.includes(leader.id) ? Math.max(index, leader.durableIndex) : leader.durableIndex,
    matchIndex: matchWith(leader, more, index),
  });
  const parts = voters.map((id) => acknowledged(sight, leadership, leader, id, index));
  const open = voters
    .map((id, place) => ({ id, part: parts[place] }))
    .filter(({ part }) => part?.holds === false)
    .map(({ id, part }) => ({ id, effort: part === undefined || id === leader.id ? 0 : effortOf(part.parts) }));
  const { outcome } = decide(leader);
  const decision: Decision = { rule: 'P49', values: { ...values }, outcome: rules.P49(values) };
  const claim = {
    key: 'stored',
    server: leader.id,
    index,
    holders: voters.filter((id) => storedBy(leader, id, countUnwritten) >= index),
    voters: leader.configuration.voters,
    old: leader.configuration.old,
    chosen: outcome ? [] : chooseNearest(open, (more) => decide(withMore(more)).outcome),
  } as const;
  return condition(claim, 'P49', outcome, { decision, parts });
}

function matchWith(leader: Leader, more: readonly ServerId[], index: number): readonly number[] {
  const size = Math.max(leader.matchIndex.length, ...more.map((id) => id + 1));
  return Array.from({ length: size }, (_, id) => {
    const known = leader.matchIndex[id] ?? 0;
    return more.includes(id) ? Math.max(known, index) : known;
  });
}

/** What is between a leader and a follower that shall get the entry at `index`. */
export function delivery(
  sight: Sight,
  leadership: Leadership,
  leader: Leader,
  id: ServerId,
  index: number,
): Condition[] {
  const before = [isSentTo(leader, id), running(sight, id), linked(sight, leader.id, id)];
  const back = isEnoughToTell(sight, leader, id, index) ? [] : [linked(sight, id, leader.id)];
  return [...before, ...back, followsTerm(sight, leader, id), arrived(sight, leadership, leader, id, index)];
}

/** How a follower would be after the next request that the leader sends it; null where it sends none. */
function afterNext(sight: Sight, leader: Leader, id: ServerId): Server | null {
  const follower = asRunning(sight, id);
  const message = tryStep(sight, leader, { type: 'HeartbeatTimerFired' }).sends.find(({ to }) => to === id)?.message;
  if (follower === null || message === undefined) return null;
  return tryStep(sight, follower, { type: 'MessageReceived', from: leader.id, message }).server;
}

/** Whether the next request brings the entry by itself, so that no answer has to come back first. */
function isEnoughToTell(sight: Sight, leader: Leader, id: ServerId, index: number): boolean {
  const log = afterNext(sight, leader, id)?.log;
  return log !== undefined && log.lastIndex >= index && log.termAt(index) === leader.log.termAt(index);
}

/** P35, P52: the server has heard that the entry is committed. */
export function told(sight: Sight, leadership: Leadership, leader: Leader, id: ServerId, index: number): Condition {
  const commitIndex = sight.server(id)?.commitIndex ?? 0;
  const claim = { key: 'told', server: id, leader: leader.id, index, commitIndex } as const;
  if (commitIndex >= index) return condition(claim, 'P35', true);
  const committed = { ...leader, commitIndex: Math.max(leader.commitIndex, index) };
  const isEnough = (afterNext(sight, committed, id)?.commitIndex ?? 0) >= index;
  const isBack = ({ claim: one }: Condition): boolean => one.key === 'linked' && one.from === id;
  const trip = roundTrip(sight, leadership, leader, id, index).filter((one) => !isEnough || !isBack(one));
  return condition(claim, 'P35', false, { parts: [isSentTo(leader, id), ...trip] });
}
