import { sinceQuorumUs } from './contact.ts';
import { rules } from './rules.ts';
import { becomeFollower } from './term.ts';
import { revised, type Turn } from './turn.ts';

/**
 * P61, P62: a leader that no majority has answered for an election timeout follows nobody in its own term, its vote
 * unchanged. It looks with every heartbeat. What it was asked ends as unknown. Tells whether it stepped down.
 */
export function stepsDownWithoutQuorum(turn: Turn): boolean {
  const { server, config } = turn;
  if (server.role !== 'leader') return false;
  const values = { sinceContactUs: sinceQuorumUs(turn, server), electionTimeoutUs: config.electionTimeoutUs };
  if (!rules.P61(values)) return false;
  revised(turn, server).leaderId = null;
  becomeFollower(turn, 'stepsDown', { rule: 'P61', values, outcome: true });
  return true;
}
