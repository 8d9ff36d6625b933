import { withAt } from '../base/arrays.ts';
import { extendLease } from './lease.ts';
import type { AppendEntriesResponse, ServerId } from './messages.ts';
import { majorityOf, quorumIndex } from './quorum.ts';
import type { Leader } from './server.ts';
import { note, revised, type Turn } from './turn.ts';

/** P130 step 3: the next round begins, unless one is open. What the leader sends from now on belongs to it. Tells whether. */
export function beginRound(turn: Turn): boolean {
  const leader = turn.server as Leader;
  const { rounds } = leader;
  if (rounds.confirmed < rounds.started) return false;
  const next = revised(turn, leader);
  next.rounds = { ...rounds, started: rounds.started + 1, startedUs: turn.localUs };
  note(turn, () => ({ type: 'RoundBegun', round: rounds.started + 1 }));
  confirmRound(turn, next);
  return true;
}

/** P130 step 3: only answers to what was sent in this round count, a rejection too: who sends it follows this leader. */
export function roundAnswered(turn: Turn, leader: Leader, from: ServerId, response: AppendEntriesResponse): void {
  const { rounds } = leader;
  if (rounds.confirmed === rounds.started) return;
  const round = turn.config.mutations.reuseReadContext ? rounds.started : (response.round ?? 0);
  if (round <= (rounds.answered[from] ?? 0)) return;
  const next = revised(turn, leader);
  next.rounds = { ...rounds, answered: withAt(rounds.answered, from, round) };
  confirmRound(turn, next);
}

function confirmRound(turn: Turn, leader: Leader): void {
  const { rounds } = leader;
  const answered = (id: ServerId): number => (id === leader.id ? rounds.started : (rounds.answered[id] ?? 0));
  const { started: round } = rounds;
  const confirmed = quorumIndex(leader.configuration, answered) >= round;
  note(turn, () => {
    const { voters } = leader.configuration;
    const answers = voters.filter((id) => answered(id) >= round).length;
    return { type: 'RoundAnswered', round, answers, needed: majorityOf(voters.length), confirmed };
  });
  if (!confirmed) return;
  revised(turn, leader).rounds = extendLease(turn, { ...rounds, confirmed: rounds.started });
}
