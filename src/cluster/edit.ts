import { withAt } from '../base/arrays.ts';
import type { Value } from '../raft/command.ts';
import { supersededFrom } from '../raft/durability.ts';
import { latestConfiguration } from '../raft/latest-configuration.ts';
import { leaderOf } from '../raft/leadership.ts';
import { type Entry, Log } from '../raft/log.ts';
import type { ServerId } from '../raft/messages.ts';
import {
  CandidateShape,
  copyOf,
  FollowerShape,
  isFollowed,
  PreCandidateShape,
  type Role,
  type Server,
} from '../raft/server.ts';
import type { Machine } from './machine.ts';

/**
 * A value of a server, set by hand while it runs (decision 0039). Nothing in Raft does such a thing: what a server
 * promised with the old value may be broken, and that is what it is for. Only what would not be a server any more is
 * refused: an index beyond the log, a follower's nextIndex.
 */
export type Edit =
  | { readonly field: 'currentTerm' | 'commitIndex' | 'lastApplied'; readonly value: number }
  | { readonly field: 'votedFor' | 'leaderId'; readonly value: ServerId | null }
  | { readonly field: 'role'; readonly value: Role }
  | { readonly field: 'votes'; readonly value: readonly ServerId[] }
  | { readonly field: 'nextIndex' | 'matchIndex'; readonly of: ServerId; readonly value: number }
  /** The entry at an index, also the first one after the end; null removes it and all that follow. */
  | { readonly field: 'log'; readonly index: number; readonly value: Entry | null }
  /** A key of the state machine; null removes it. */
  | { readonly field: 'contents'; readonly key: string; readonly value: Value | null };

export interface EditOrder {
  readonly type: 'Edit';
  readonly edit: Edit;
}

/** Why a value cannot be what was asked for: what is allowed there instead. */
export type EditProblem =
  | { readonly reason: 'outside'; readonly low: number; readonly high: number }
  /** Only these indexes can be removed: what comes before is committed or applied. */
  | { readonly reason: 'committed'; readonly low: number; readonly high: number }
  | { readonly reason: 'notLeader' | 'notFollowed' | 'noVotes' | 'noTerm' };

/** What can be edited of a member of a cluster. */
interface Editable {
  readonly raft: Server;
  readonly machine: Machine;
}

const MAX_TERM = 1_000_000_000;

/** What keeps a server from being edited so; null when nothing does. */
export function problemWith({ raft }: Pick<Editable, 'raft'>, edit: Edit): EditProblem | null {
  const { log } = raft;
  switch (edit.field) {
    case 'currentTerm':
      return outside(edit.value, raft.role === 'candidate' || raft.role === 'leader' ? 1 : 0, MAX_TERM);
    case 'commitIndex':
    case 'lastApplied':
      return outside(edit.value, log.baseIndex, log.lastIndex);
    case 'role':
      return edit.value !== 'follower' && edit.value !== 'pre-candidate' && raft.currentTerm < 1
        ? { reason: 'noTerm' }
        : null;
    case 'votes':
      return raft.role === 'follower' ? { reason: 'noVotes' } : null;
    case 'nextIndex':
    case 'matchIndex': {
      if (raft.role !== 'leader') return { reason: 'notLeader' };
      if (edit.of === raft.id || !isFollowed(raft, edit.of)) return { reason: 'notFollowed' };
      return edit.field === 'nextIndex'
        ? outside(edit.value, 1, log.lastIndex + 1)
        : outside(edit.value, 0, log.lastIndex);
    }
    case 'log':
      return problemWithEntry(raft, edit.index, edit.value);
    case 'votedFor':
    case 'leaderId':
    case 'contents':
      return null;
  }
}

function outside(value: number, low: number, high: number): EditProblem | null {
  return value >= low && value <= high ? null : { reason: 'outside', low, high };
}

function problemWithEntry({ log, commitIndex, lastApplied }: Server, index: number, entry: Entry | null) {
  if (entry !== null) return outside(index, log.baseIndex + 1, log.lastIndex + 1);
  const low = Math.max(commitIndex, lastApplied, log.baseIndex) + 1;
  if (low <= index && index <= log.lastIndex) return null;
  return { reason: 'committed', low, high: log.lastIndex } as const;
}

/** The member as it is with the new value. There is no problem with it. `localUs`: what its clock says. */
export function edited<M extends Editable>(member: M, edit: Edit, localUs: number): M {
  if (edit.field === 'contents') {
    const contents = new Map(member.machine.contents);
    if (edit.value === null) contents.delete(edit.key);
    else contents.set(edit.key, edit.value);
    return { ...member, machine: { ...member.machine, contents } };
  }
  return { ...member, raft: editedRaft(member.raft, edit, localUs) };
}

function editedRaft(raft: Server, edit: Exclude<Edit, { readonly field: 'contents' }>, localUs: number): Server {
  if (edit.field === 'role') return inRole(raft, edit.value, localUs);
  if (edit.field === 'log') return withEntry(raft, edit.index, edit.value);
  const next = copyOf(raft);
  switch (edit.field) {
    case 'currentTerm':
    case 'commitIndex':
    case 'lastApplied':
      next[edit.field] = edit.value;
      return next;
    case 'votedFor':
    case 'leaderId':
      next[edit.field] = edit.value;
      return next;
    case 'votes':
      if (next.role === 'pre-candidate') next.preVotesGranted = edit.value;
      else if (next.role !== 'follower') next.votesGranted = edit.value;
      return next;
    case 'nextIndex':
    case 'matchIndex':
      if (next.role !== 'leader') return next;
      next[edit.field] = withAt(next[edit.field], edit.of, edit.value);
      // Where a pipeline is under way, nobody knows any more what of it fits.
      if (next.inFlight.length > 0) next.inFlight = withAt(next.inFlight, edit.of, null);
      return next;
  }
}

/** As if it had become so just now, whatever the others think. */
function inRole(raft: Server, role: Role, localUs: number): Server {
  if (role === raft.role) return raft;
  const follower = new FollowerShape(raft);
  if (follower.leaderId === raft.id) follower.leaderId = null;
  switch (role) {
    case 'follower':
      return follower;
    case 'pre-candidate':
      return new PreCandidateShape(follower, { preVotesGranted: [raft.id], preVotesRefused: [] });
    case 'candidate':
      return new CandidateShape(follower, { votesGranted: [raft.id], votesRefused: [], byTransfer: false });
    case 'leader':
      return leaderOf(follower, [raft.id], localUs);
  }
}

/** The configuration is the latest in the log, and what a leader keeps of the others ends where its log ends. */
function withEntry(raft: Server, index: number, entry: Entry | null): Server {
  const { baseIndex, baseTerm } = raft.log;
  const place = index - baseIndex - 1;
  const entries = raft.log.toArray();
  const log =
    entry === null
      ? raft.log.truncateFrom(index)
      : Log.after(baseIndex, baseTerm, [...entries.slice(0, place), entry, ...entries.slice(place + 1)]);
  const next = copyOf(raft);
  next.log = log;
  next.durableIndex = Math.min(raft.durableIndex, index - 1);
  next.superseded = index <= raft.log.lastIndex ? supersededFrom(raft, index) : raft.superseded;
  const standing = latestConfiguration(log, log.lastIndex, raft.baseConfiguration);
  next.configuration = standing.configuration;
  next.configurationIndex = standing.index;
  if (next.role === 'leader' && entry === null) {
    next.nextIndex = next.nextIndex.map((other) => Math.min(other, log.lastIndex + 1));
    next.matchIndex = next.matchIndex.map((other) => Math.min(other, log.lastIndex));
    next.awaiting = next.awaiting.map(() => 0);
    next.inFlight = next.inFlight.map(() => null);
  }
  return next;
}
