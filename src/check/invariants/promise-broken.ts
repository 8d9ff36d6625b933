import type { Server } from '../../raft/server.ts';
import type { Report } from '../change.ts';
import { holds } from '../facts/leaders.ts';
import type { Promises } from '../facts/promises.ts';

/** Reports a new leader whose log lacks what was promised before its term: committed (I4) or acknowledged (I17). */
export function promiseBroken(invariant: 'I4' | 'I17', leader: Server, promises: Promises, report: Report): void {
  const { id, currentTerm: term, log } = leader;
  const promised = promises.binding(term);
  if (promised === null || holds(log, promised.index, promised.entryTerm)) return;
  const { index, entryTerm, sinceTerm } = promised;
  const name = invariant === 'I4' ? 'committedInTerm' : 'acknowledgedInTerm';
  const values = { [name]: sinceTerm, entryTerm, leaderTermThere: log.termAt(index) ?? null };
  report({ invariant, servers: [id], values, index, term }, `${invariant}:${term}`);
}
