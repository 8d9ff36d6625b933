import { formatMs } from '../../base/time.ts';
import { majorityOf } from '../../raft/quorum.ts';
import type { ClaimTellers } from './why-not-words.ts';

type VoteClaims = Pick<
  ClaimTellers,
  | 'mayStand'
  | 'timerOut'
  | 'majority'
  | 'ballot'
  | 'ownVote'
  | 'noContact'
  | 'termNotOlder'
  | 'voteFree'
  | 'upToDate'
  | 'voteArrived'
>;

const placeOf = (index: number, term: number): string =>
  index === 0 ? 'is empty' : `ends at index ${index}, term ${term}`;

/** What is between a server and an election that it wins. */
export const voteClaims: VoteClaims = {
  mayStand: ({ server, role }, holds, name) => {
    if (holds) return `${name(server)} may stand for election.`;
    return role === 'leader'
      ? `${name(server)} leads already, and a leader never stands.`
      : `${name(server)} has no vote, so that it never stands.`;
  },
  timerOut: ({ server, dueAtUs, again }, holds, name) => {
    if (holds) return `The election timer of ${name(server)} has run out.`;
    const timer = `election timer of ${name(server)}`;
    const until = dueAtUs === null ? 'does not run' : `runs until ${formatMs(dueAtUs)} ms`;
    return again
      ? `This round is lost, and the next begins with the ${timer}, which ${until}.`
      : `The ${timer} ${until}.`;
  },
  majority: ({ of, server, isUnderWay, given, voters, old }, _, name) => {
    const votes = of === 'votes' ? 'votes' : 'pre-votes';
    const half = (all: readonly number[]): string =>
      `${all.filter((id) => given.includes(id)).length} of ${all.length}`;
    const own = given.includes(server) ? ', its own among them' : '';
    if (!isUnderWay) {
      return old === null
        ? `${name(server)} would need ${majorityOf(voters.length)} of ${voters.length} ${votes}${own}.`
        : `${name(server)} would need ${majorityOf(old.length)} of ${old.length} old and ${majorityOf(voters.length)} of ${voters.length} new ${votes}${own}.`;
    }
    return old === null
      ? `${name(server)} has ${half(voters)} ${votes}; ${majorityOf(voters.length)} are needed.`
      : `${name(server)} has ${half(old)} old and ${half(voters)} new ${votes}; ${majorityOf(old.length)} and ${majorityOf(voters.length)} are needed.`;
  },
  ballot: ({ of, voter, candidate, isUnderWay, would, refused }, holds, name) => {
    const vote = of === 'votes' ? 'vote' : 'pre-vote';
    if (holds) return `${name(voter)} has given ${name(candidate)} its ${vote}.`;
    if (refused) return `${name(voter)} has refused ${name(candidate)} its ${vote} in this round.`;
    if (would) {
      return isUnderWay
        ? `${name(voter)} would give its ${vote}, and ${name(candidate)} has no answer from it yet.`
        : `${name(voter)} would give its ${vote}.`;
    }
    return `${name(voter)} cannot give its ${vote}.`;
  },
  ownVote: ({ server }, holds, name) =>
    holds ? `${name(server)}’s own vote is on its disk.` : `${name(server)}’s own vote is not on its disk yet.`,
  noContact: ({ voter, sinceContactUs, electionTimeoutUs }, holds, name) =>
    holds
      ? `${name(voter)} has not heard from a leader for an election timeout.`
      : `${name(voter)} was in contact with a leader ${formatMs(sinceContactUs ?? 0)} ms ago, and hears no candidate for ${formatMs(electionTimeoutUs)} ms after that.`,
  termNotOlder: ({ asksFor, asker, askedTerm, server, currentTerm }, holds, name) => {
    if (holds) return `${name(server)} is in no newer term than ${name(asker)}.`;
    return asksFor === 'vote'
      ? `${name(server)} is in term ${currentTerm}, and ${name(asker)} would ask in term ${askedTerm}: it has to hear of that, and stand again.`
      : `${name(server)} is in term ${currentTerm}, newer than term ${askedTerm} of ${name(asker)}: it takes nothing from it.`;
  },
  voteFree: ({ voter, votedFor, candidate, term }, holds, name) => {
    if (!holds) return `${name(voter)} gave its vote of term ${term} to ${votedFor === null ? '' : name(votedFor)}.`;
    return votedFor === candidate
      ? `${name(voter)} gave its vote to ${name(candidate)} before, and says so again.`
      : `${name(voter)} has a free vote for ${name(candidate)}.`;
  },
  upToDate: ({ voter, candidate, candidateLastTerm, candidateLastIndex, lastTerm, lastIndex }, holds, name) =>
    holds
      ? `The log of ${name(candidate)} is at least as up to date as that of ${name(voter)}.`
      : `The log of ${name(candidate)} ${placeOf(candidateLastIndex, candidateLastTerm)}, that of ${name(voter)} ${placeOf(lastIndex, lastTerm)}: ${name(candidate)} misses something.`,
  voteArrived: ({ voter, candidate }, _, name) => `${name(candidate)} has no answer from ${name(voter)} yet.`,
};
