import { isQuorum } from '../../raft/quorum.ts';
import { type Change, type Report, wonElection } from '../change.ts';
import type { Facts } from '../facts/facts.ts';
import { configurationInForce } from '../in-force.ts';

/** I11: the votes that a leader was elected with are a majority, and each was on its voter's disk. Elections only. */
export function checkVotes(change: Change, { votes }: Facts, report: Report): void {
  const { is } = change;
  if (is.role !== 'leader' || !wonElection(change)) return;
  const { id, currentTerm: term, votesGranted } = is;
  const configuration = configurationInForce(is);
  if (!isQuorum(configuration, votesGranted)) {
    const values = { votes: votesGranted.length, voters: configuration.voters.length };
    report({ invariant: 'I11', servers: [id], values, term }, `I11:${id}:${term}`);
  }
  for (const voter of votesGranted) {
    if (votes.has(voter, term, id)) continue;
    const values = { voter, candidate: id, votedForOnDisk: votes.other(voter, term, id) };
    report({ invariant: 'I11', servers: [id, voter], values, term }, `I11:${id}:${term}:${voter}`);
  }
}
