import { withAt } from '../base/arrays.ts';
import type { FlowState, InFlight } from './flow.ts';
import type { AppendEntriesResponse, ServerId } from './messages.ts';
import { type Decision, rules } from './rules.ts';
import { sendEntries } from './sending.ts';
import type { Leader } from './server.ts';
import { note, revised, type Turn } from './turn.ts';

/**
 * P47, P48: with `pipelining` a leader that knows where a follower's log ends sends on without waiting for answers, a
 * window of AppendEntries at a time. Until it knows, and after a rejection, it probes: one request, then its answer.
 */

/** P48: how the leader sends to a follower. */
export function flowOf(leader: Leader, follower: ServerId): FlowState {
  if ((leader.installing[follower] ?? null) !== null) return 'snapshot';
  return (leader.inFlight[follower] ?? null) === null ? 'probe' : 'replicate';
}

/** P47: sends whatever the follower misses, as far as the window goes, and takes it for sent. `always`: at least a heartbeat. */
export function streamTo(turn: Turn, follower: ServerId, always: boolean): void {
  let quiet = always;
  let leader = turn.server as Leader;
  let range = leader.log.range(leader.nextIndex[follower] ?? 1, turn.config.maxEntriesPerAppend);
  while (range.count > 0 && windowIsOpen(turn, leader, follower)) {
    const last = range.first + range.count - 1;
    const next = revised(turn, leader);
    next.nextIndex = withAt(leader.nextIndex, follower, last + 1);
    next.inFlight = withAt(leader.inFlight, follower, [...(leader.inFlight[follower] ?? []), last]);
    leader = next;
    sendEntries(turn, follower, range);
    quiet = false;
    range = leader.log.range(last + 1, turn.config.maxEntriesPerAppend);
  }
  if (quiet) sendEntries(turn, follower, { ...range, count: 0 });
}

/** P48: whether one more AppendEntries with entries may be under way. */
function windowIsOpen(turn: Turn, leader: Leader, follower: ServerId): boolean {
  const { maxInFlight, mutations } = turn.config;
  const values = { underWay: leader.inFlight[follower]?.length ?? 0, maxInFlight };
  if (rules.P48(values) || mutations.ignoreWindow) return true;
  note(turn, () => ({ type: 'WindowFull', follower, decision: { rule: 'P48', values, outcome: false } }));
  return false;
}

/** P42, P48: what was acknowledged is no longer under way; a follower that was probed is found, and a pipeline begins. */
export function flowAfterSuccess(turn: Turn, leader: Leader, follower: ServerId, index: number): InFlight {
  const { inFlight } = leader;
  if (!turn.config.pipelining) return inFlight;
  const underWay = inFlight[follower] ?? null;
  if (underWay === null) {
    note(turn, () => ({ type: 'FlowChanged', follower, to: 'replicate' }));
    return withAt(inFlight, follower, []);
  }
  return underWay.some((last) => last <= index)
    ? withAt(
        inFlight,
        follower,
        underWay.filter((last) => last > index),
      )
    : inFlight;
}

/** P47: something did not arrive, or not in order: all that is not acknowledged is to be sent again, after a probe. */
export function rollBack(turn: Turn, leader: Leader, from: ServerId, response: AppendEntriesResponse): boolean {
  const matchIndex = leader.matchIndex[from] ?? 0;
  const values = { prevLogIndex: response.prevLogIndex, matchIndex };
  const lawful = rules.P47(values);
  const outcome = lawful && !turn.config.mutations.neverRollBack;
  const decision: Decision = {
    rule: 'P47',
    values,
    outcome,
    ...(lawful !== outcome && { brokenBy: 'neverRollBack' }),
  };
  if (!outcome) {
    note(turn, () => ({ type: 'StaleRejectionIgnored', from, decision }));
    return false;
  }
  const to = matchIndex + 1;
  note(turn, () => ({ type: 'NextIndexLowered', follower: from, from: leader.nextIndex[from] ?? 1, to, decision }));
  note(turn, () => ({ type: 'FlowChanged', follower: from, to: 'probe' }));
  const next = revised(turn, leader);
  next.nextIndex = withAt(leader.nextIndex, from, to);
  next.awaiting = withAt(leader.awaiting, from, 0);
  next.inFlight = withAt(leader.inFlight, from, null);
  return true;
}
