import { advanceLeaderCommit } from './commit.ts';
import { ownVoteDurable } from './election.ts';
import type { Input } from './input.ts';
import { type Decision, rules, type WriteValues } from './rules.ts';
import type { Server, Superseded } from './server.ts';
import { discardCovered } from './snapshot-taking.ts';
import { note, revised, type Turn } from './turn.ts';

type WriteCompleted = Extract<Input, { type: 'WriteCompleted' }>;

/** P7, P8: something is on the own disk: entries, which a leader counts from now on, or the own vote. */
export function writeCompleted(turn: Turn, input: WriteCompleted): void {
  const wasDurable = turn.server.durableIndex;
  entriesDurable(turn, input);
  if (turn.server.role === 'leader' && turn.server.durableIndex > wasDurable) advanceLeaderCommit(turn);
  if (input.snapshotIndex > turn.server.log.baseIndex) discardCovered(turn, input.snapshotIndex);
  voteDurable(turn, input);
}

/** P9: what was written counts only if it is still what the log holds, and not what the log holds again. */
function entriesDurable(turn: Turn, { term: writeTerm, lastIndex, lastTerm }: WriteCompleted): void {
  const { server } = turn;
  const { log, superseded } = server;
  const lawful =
    log.termAt(lastIndex) === lastTerm &&
    (superseded === null || lastIndex < superseded.fromIndex || writeTerm >= superseded.term);
  // Writes end in the order in which they began: after one of that term there is none of an older one.
  const over = superseded !== null && writeTerm >= superseded.term;
  const counts = (lawful || turn.config.mutations.trustSupersededWrite) && lastIndex > server.durableIndex;
  if (counts || over) {
    const next = revised(turn, server);
    next.durableIndex = counts ? lastIndex : server.durableIndex;
    next.superseded = over ? null : superseded;
  }
  const isNews = counts || over || !lawful;
  if (isNews && turn.config.explain) noteWrite(turn, server, { writeTerm, lastIndex, lastTerm }, lawful || counts);
}

/** What a finished write says: how far the log is on disk, or nothing about the log of today. */
function noteWrite(
  turn: Turn,
  { log, superseded }: Server,
  write: Pick<WriteValues, 'writeTerm' | 'lastIndex' | 'lastTerm'>,
  outcome: boolean,
): void {
  const values: WriteValues = {
    ...write,
    termThere: log.termAt(write.lastIndex) ?? null,
    replacedFrom: superseded?.fromIndex ?? null,
    replacedInTerm: superseded?.term ?? null,
  };
  const brokenBy = outcome === rules.P9(values) ? undefined : 'trustSupersededWrite';
  const decision: Decision = {
    rule: 'P9',
    values: { ...values },
    outcome,
    ...(brokenBy !== undefined && { brokenBy }),
  };
  const { lastIndex } = write;
  note(turn, () => ({ type: outcome ? 'EntriesDurable' : 'WriteSuperseded', lastIndex, decision }));
}

/** P8: a vote for itself counts for a candidate of that very term. */
function voteDurable(turn: Turn, input: WriteCompleted): void {
  const { server } = turn;
  if (server.role !== 'candidate' || input.term !== server.currentTerm || input.votedFor !== server.id) return;
  ownVoteDurable(turn, server);
}

/** P9: what the writes under way no longer speak for, now that the entries from `fromIndex` on are replaced. */
export function supersededFrom(server: Server, fromIndex: number): Superseded {
  const earlier = server.superseded?.fromIndex ?? fromIndex;
  return { fromIndex: Math.min(earlier, fromIndex), term: server.currentTerm };
}
