import type { Leader, Server } from '../raft/server.ts';
import { type Condition, condition, type Next } from './condition.ts';
import { type Leadership, leadershipIn } from './leadership.ts';
import { delivery, stored, told } from './replication.ts';
import type { Sight } from './sight.ts';

/** Whether a server has the entry, in its log or below it: what a snapshot covers is committed, and one entry only. */
export function hasEntry({ log }: Server, index: number, term: number): boolean {
  return index < log.baseIndex || log.termAt(index) === term;
}

/** P33: the leader has it; what it does not have, it removes from the others. */
function holdsEntry(leader: Leader, index: number, term: number): Condition {
  const { id: server, log } = leader;
  const claim = { key: 'holdsEntry', server, index, term, termThere: log.termAt(index) ?? null } as const;
  return condition(claim, 'P33', hasEntry(leader, index, term));
}

/** P50: at the entry or after it there is one of the leader's own term, with which it can be committed. */
function ownTermEntry(leader: Leader, index: number): Condition & { readonly at: number } {
  const { id: server, currentTerm, log } = leader;
  let at = index;
  while (at <= log.lastIndex && log.termAt(at) !== currentTerm) at++;
  const holds = at <= log.lastIndex;
  const claim = { key: 'ownTermEntry', server, index, entryTerm: log.termAt(index) ?? 0, currentTerm } as const;
  const next: Next[] = holds ? [] : [{ kind: 'command', server }];
  return { ...condition(claim, 'P50', holds, { next }), at };
}

/** What is between an entry and its commitment by the leader of `leadership`. */
export function commitmentBy(sight: Sight, leadership: Leadership, index: number, term: number): Condition[] {
  const { leader } = leadership;
  if (leader === null) return [];
  const holds = holdsEntry(leader, index, term);
  if (!holds.holds) return [holds];
  const { at, ...own } = ownTermEntry(leader, index);
  return [holds, own, stored(sight, leadership, leader, at)];
}

/** Why an entry is not committed. */
export function commitConditions(sight: Sight, index: number, term: number): Condition[] {
  const leadership = leadershipIn(sight, (server) => hasEntry(server, index, term));
  return [...leadership.conditions, ...commitmentBy(sight, leadership, index, term)];
}

/** Whether somebody knows that it is committed, which nobody can take back. */
export function isCommitted(sight: Sight, index: number, term: number): boolean {
  return sight.serverIds.some((id) => {
    const server = sight.server(id);
    return server !== null && server.commitIndex >= index && hasEntry(server, index, term);
  });
}

/** Why a server has not got an entry. */
export function storeConditions(sight: Sight, id: number, index: number, term: number): Condition[] {
  const leadership = leadershipIn(sight, (server) => server.id !== id && hasEntry(server, index, term));
  const { leader } = leadership;
  if (leader === null) return [...leadership.conditions];
  const holds = holdsEntry(leader, index, term);
  const rest = holds.holds && leader.id !== id ? delivery(sight, leadership, leader, id, index) : [];
  return [...leadership.conditions, holds, ...rest];
}

/** Why a server has not applied an entry: P35, P52, P53. */
export function applyConditions(sight: Sight, id: number, index: number, term: number): Condition[] {
  const leadership = leadershipIn(sight, (server) => hasEntry(server, index, term));
  const { leader } = leadership;
  if (leader === null) return [...leadership.conditions];
  const holds = leader.commitIndex >= index && hasEntry(leader, index, term);
  const claim = { key: 'committed', server: leader.id, index, commitIndex: leader.commitIndex } as const;
  const parts = holds ? [] : commitmentBy(sight, leadership, index, term);
  const known = condition(claim, 'P53', holds, { parts });
  if (leader.id === id) return [...leadership.conditions, known];
  const server = sight.server(id);
  const has = server !== null && hasEntry(server, index, term);
  const storing = has ? [] : delivery(sight, leadership, leader, id, index);
  const stores = condition({ key: 'stores', server: id, index, term }, 'P35', has, { parts: storing });
  return [...leadership.conditions, known, stores, told(sight, leadership, leader, id, index)];
}
