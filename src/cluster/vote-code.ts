import type { ServerId } from '../raft/messages.ts';
import { rules } from '../raft/rules.ts';

/**
 * RequestVote as code, twice: as a well-known slide has it, and as Raft has it; and which lines a request that arrived in
 * a run takes in each of them. The slide's server looks at the term alone, and at nothing that it did before.
 */

export const SLIDE_LINES = ['on', 'newer', 'term', 'role', 'vote', 'grant', 'timer', 'else', 'refuse'] as const;
export type SlideLine = (typeof SLIDE_LINES)[number];

export const RAFT_LINES = [
  'on',
  'newer',
  'term',
  'role',
  'free',
  'same',
  'unspent',
  'upToDate',
  'if',
  'vote',
  'timer',
  'save',
  'answer',
] as const;
export type RaftLine = (typeof RAFT_LINES)[number];

/** What a server had and what it was asked, when the request came. */
export interface VoteCase {
  readonly term: number;
  readonly candidateId: ServerId;
  readonly currentTerm: number;
  readonly votedFor: ServerId | null;
  /** Term and index of the last entry: the candidate's, and the server's own. */
  readonly theirLast: readonly [term: number, index: number];
  readonly ownLast: readonly [term: number, index: number];
}

/** How a request goes through one of the two. */
export interface CodeTrace<L extends string> {
  /** The lines taken, in their order. */
  readonly lines: readonly L[];
  /** What the conditions among them came to. */
  readonly holds: Partial<Record<L, boolean>>;
  readonly granted: boolean;
}

export function slideTrace({ term, currentTerm }: VoteCase): CodeTrace<SlideLine> {
  const granted = rules.P12({ messageTerm: term, currentTerm });
  return {
    lines: granted ? ['on', 'newer', 'term', 'role', 'vote', 'grant', 'timer'] : ['on', 'newer', 'else', 'refuse'],
    holds: { newer: granted },
    granted,
  };
}

export function raftTrace(asked: VoteCase): CodeTrace<RaftLine> {
  const { term, candidateId } = asked;
  const newer = rules.P12({ messageTerm: term, currentTerm: asked.currentTerm });
  const currentTerm = newer ? term : asked.currentTerm;
  const votedFor = newer ? null : asked.votedFor;
  const same = term === currentTerm;
  const unspent = votedFor === null || votedFor === candidateId;
  const upToDate = rules.P21({
    requestTerm: term,
    currentTerm: term,
    candidateId,
    votedFor: null,
    candidateLastLogTerm: asked.theirLast[0],
    lastLogTerm: asked.ownLast[0],
    candidateLastLogIndex: asked.theirLast[1],
    lastLogIndex: asked.ownLast[1],
  });
  const granted = same && unspent && upToDate;
  const lines: RaftLine[] = ['on', 'newer'];
  if (newer) lines.push('term', 'role', 'free');
  lines.push('same');
  if (same) lines.push('unspent');
  if (same && unspent) lines.push('upToDate');
  lines.push('if');
  if (granted) lines.push('vote', 'timer');
  lines.push('save', 'answer');
  return { lines, holds: { newer, same, unspent, upToDate, if: granted }, granted };
}
