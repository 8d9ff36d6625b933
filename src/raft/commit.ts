import { brokenQuorum, decidedIndex } from './deciding.ts';
import type { Note } from './effects.ts';
import type { ServerId } from './messages.ts';
import { type CommitValues, type Decision, rules } from './rules.ts';
import type { Leader } from './server.ts';
import { considerSnapshot } from './snapshot-taking.ts';
import { note, revised, type Turn } from './turn.ts';

/** What the leader knows to be stored by a server; of itself, what is durable (P7, P51). */
export function storedBy(leader: Leader, id: ServerId, countUnwritten: boolean): number {
  if (id === leader.id && countUnwritten) return leader.log.lastIndex;
  return id === leader.id ? leader.durableIndex : (leader.matchIndex[id] ?? 0);
}

/** P49 to P51: commits the highest index that a majority stores, if its entry is of the leader's own term. */
export function advanceLeaderCommit(turn: Turn): void {
  const leader = turn.server as Leader;
  const { countUnwritten } = turn.config.mutations;
  const index = decidedIndex(turn, (id) => storedBy(leader, id, countUnwritten));
  if (index <= leader.commitIndex) return;
  const values = commitValues(leader, index, countUnwritten);
  const decision = decideCommit(turn, values);
  const { outcome } = decision;
  const to = outcome ? index : leader.commitIndex;
  note(turn, (): Note => ({ type: 'CommitDecided', from: leader.commitIndex, to, decision }));
  if (outcome) commitTo(turn, index);
}

/** What P49 decides by, for the entry at `index`: how many of those who vote store it, as far as the leader knows. */
export function commitValues(leader: Leader, index: number, countUnwritten: boolean): CommitValues {
  const { voters, old } = leader.configuration;
  const holders = (half: readonly ServerId[]): number =>
    half.filter((id) => storedBy(leader, id, countUnwritten) >= index).length;
  return {
    index,
    commitIndex: leader.commitIndex,
    entryTerm: leader.log.termAt(index) ?? 0,
    currentTerm: leader.currentTerm,
    stored: holders(voters),
    voters: voters.length,
    ...(old !== null && { oldStored: holders(old), oldVoters: old.length }),
  };
}

function decideCommit(turn: Turn, values: CommitValues): Decision {
  const decision: Decision = { rule: 'P49', values: { ...values }, outcome: rules.P49(values) };
  if (decision.outcome) return decision;
  const ofOwnTerm = values.entryTerm === values.currentTerm;
  const brokenBy = ofOwnTerm ? brokenQuorum(turn) : turn.config.mutations.commitOldTerm ? 'commitOldTerm' : null;
  return brokenBy === null ? decision : { ...decision, outcome: true, brokenBy };
}

/** P35, P52: the follower learns what is committed, as far as this request vouches for its own log. */
export function followLeaderCommit(turn: Turn, leaderCommit: number, lastNewIndex: number): void {
  const { mutations } = turn.config;
  const { commitIndex, log } = turn.server;
  const vouched = mutations.commitToLastLogIndex ? log.lastIndex : lastNewIndex;
  const index = Math.min(leaderCommit, vouched);
  const back = mutations.commitGoesBack && index < commitIndex;
  if (index <= commitIndex && !back) return;
  note(turn, (): Note => {
    const values = { leaderCommit, lastNewIndex, commitIndex };
    const broken = back ? 'commitGoesBack' : rules.P35(values) && index <= lastNewIndex ? null : 'commitToLastLogIndex';
    const decision: Decision = { rule: 'P35', values, outcome: true, ...(broken !== null && { brokenBy: broken }) };
    return { type: 'CommitDecided', from: commitIndex, to: index, decision };
  });
  commitTo(turn, index);
}

/** P53: everything up to commitIndex is applied at once, in order, each entry once. */
function commitTo(turn: Turn, index: number): void {
  const { server } = turn;
  const known = Math.min(index, server.log.lastIndex);
  for (let next = server.lastApplied + 1; next <= known; next++) {
    const entry = server.log.entryAt(next);
    if (entry !== undefined) turn.effects.push({ type: 'Apply', index: next, entry });
  }
  const next = revised(turn, server);
  next.commitIndex = index;
  next.lastApplied = Math.max(server.lastApplied, known);
  if (turn.config.snapshotEntries > 0) considerSnapshot(turn);
}
