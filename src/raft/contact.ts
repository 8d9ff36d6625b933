import { withAt } from '../base/arrays.ts';
import type { ServerId } from './messages.ts';
import { quorumIndex } from './quorum.ts';
import type { Leader } from './server.ts';
import type { Turn } from './turn.ts';

/** Whether a leader keeps in mind who answered when: CheckQuorum (P61) and stickiness (P76) go by it. */
export function remembersAnswers(turn: Turn): boolean {
  return turn.config.checkQuorum || turn.config.stickiness;
}

/** Any answer of the leader's own term is contact, a rejection too: who sends it follows this leader. */
export function rememberAnswer(turn: Turn, leader: Leader, from: ServerId): void {
  turn.server = { ...leader, heardUs: withAt(leader.heardUs, from, turn.localUs) };
}

/** How long ago, in microseconds of the leader's own clock, a majority had answered last; the leader hears itself. */
export function sinceQuorumUs(turn: Turn, leader: Leader): number {
  const heardUs = (id: ServerId): number => (id === leader.id ? turn.localUs : (leader.heardUs[id] ?? 0));
  return turn.localUs - quorumIndex(leader.configuration, heardUs);
}
