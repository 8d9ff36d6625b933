import type { ClusterHost } from '../../cluster/types.ts';
import { followersOf, isFollowed, type Leader, type Server } from '../../raft/server.ts';
import { type Change, lostEntries, type Report, wonElection } from '../change.ts';

/**
 * I10: matchIndex < nextIndex <= lastLogIndex + 1, and leader and follower do share all entries up to matchIndex (while
 * the follower's term is not newer). Looks at places that changed, and at leaders of a server that lost entries.
 */
export function checkMatchIndex(change: Change, report: Report): void {
  const { is, was, hosts } = change;
  if (is.role === 'leader') {
    const all = was.role !== 'leader' || wonElection(change) || lostEntries(change);
    if (all || was.nextIndex !== is.nextIndex || was.matchIndex !== is.matchIndex) {
      for (const id of followersOf(is)) {
        const moved = all || was.matchIndex[id] !== is.matchIndex[id] || was.nextIndex[id] !== is.nextIndex[id];
        if (moved) checkPlace(is, raftOf(hosts[id - 1]), id, report);
      }
    }
  }
  if (lostEntries(change)) checkLeadersOf(is, hosts, report);
}

function raftOf(host: ClusterHost | undefined): Server | null {
  return host?.state.kind === 'server' ? host.state.raft : null;
}

function checkLeadersOf(follower: Server, hosts: Change['hosts'], report: Report): void {
  for (const host of hosts) {
    const other = raftOf(host);
    if (other === null || other.role !== 'leader' || other.id === follower.id) continue;
    if (isFollowed(other, follower.id)) checkPlace(other, follower, follower.id, report);
  }
}

function checkPlace(leader: Leader, follower: Server | null, id: number, report: Report): void {
  const matchIndex = leader.matchIndex[id] ?? 0;
  const nextIndex = leader.nextIndex[id] ?? 0;
  const ordered = matchIndex < nextIndex && nextIndex <= leader.log.lastIndex + 1;
  if (ordered && (follower === null || share(leader, follower, matchIndex))) return;
  const values = {
    matchIndex,
    nextIndex,
    lastLogIndex: leader.log.lastIndex,
    leaderTermThere: leader.log.termAt(matchIndex) ?? null,
    followerTermThere: follower?.log.termAt(matchIndex) ?? null,
  };
  report(
    { invariant: 'I10', servers: [leader.id, id], values, index: matchIndex, term: leader.currentTerm },
    `I10:${leader.id}:${id}:${leader.currentTerm}:${matchIndex}`,
  );
}

/** By Log Matching one common entry stands for all before it. */
function share(leader: Server, follower: Server, index: number): boolean {
  if (follower.currentTerm > leader.currentTerm) return true;
  if (index < leader.log.baseIndex || index < follower.log.baseIndex) return true;
  return leader.log.termAt(index) === follower.log.termAt(index);
}
