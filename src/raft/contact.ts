import { withAt } from '../base/arrays.ts';
import type { ServerId } from './messages.ts';
import { quorumIndex } from './quorum.ts';
import type { Leader, Server } from './server.ts';
import { revised, type Turn } from './turn.ts';

/** Whether a server keeps in mind when it heard from its leader: PreVote (P66) and stickiness (P76) go by it. */
export function remembersLeader({ config }: Turn): boolean {
  return config.stickiness || config.preVote;
}

/** Whether a leader keeps in mind who answered when: CheckQuorum (P61), PreVote (P66) and stickiness (P76) go by it. */
export function remembersAnswers({ config }: Turn): boolean {
  return config.checkQuorum || config.stickiness || config.preVote;
}

/**
 * How long ago it heard from the leader or, as the leader, from a majority, by its own clock; null when it knows of no
 * leader (P78), and when it keeps no such thing in mind.
 */
export function sinceContactUs(turn: Turn, server: Server): number | null {
  if (server.role === 'leader') return remembersAnswers(turn) ? sinceQuorumUs(turn, server) : null;
  return server.heardLeaderUs === null ? null : turn.localUs - server.heardLeaderUs;
}

/** Any answer of the leader's own term is contact, a rejection too: who sends it follows this leader. */
export function rememberAnswer(turn: Turn, leader: Leader, from: ServerId): void {
  revised(turn, leader).heardUs = withAt(leader.heardUs, from, turn.localUs);
}

/** How long ago, in microseconds of the leader's own clock, a majority had answered last; the leader hears itself. */
export function sinceQuorumUs(turn: Turn, leader: Leader): number {
  const heardUs = (id: ServerId): number => (id === leader.id ? turn.localUs : (leader.heardUs[id] ?? 0));
  return turn.localUs - quorumIndex(leader.configuration, heardUs);
}
