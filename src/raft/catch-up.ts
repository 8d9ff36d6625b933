import { withAt } from '../base/arrays.ts';
import type { Configuration } from './configuration.ts';
import { follow } from './following.ts';
import type { ServerId } from './messages.ts';
import { replicateToAll } from './replication.ts';
import { type Decision, rules } from './rules.ts';
import type { CatchUp, Change, Leader } from './server.ts';
import { note, revised, type Turn } from './turn.ts';

/** P94: who shall vote gets entries first, without counting; the configuration is not touched yet. */
export function beginCatchUp(turn: Turn, leader: Leader, target: Configuration, servers: readonly ServerId[]): void {
  const { lastIndex: endIndex } = leader.log;
  const progressUs = servers.map(() => turn.localUs);
  const catchUp: CatchUp = { servers, round: 1, endIndex, startedUs: turn.localUs, progressUs };
  const strangers = servers.filter((id) => !leader.configuration.learners.includes(id));
  revised(turn, follow(turn, leader, strangers, endIndex + 1)).change = { target, catchUp };
  note(turn, () => ({ type: 'CatchUpStarted', servers, endIndex }));
  replicateToAll(turn, true);
}

/**
 * P95: a newcomer made progress; the rounds that are over by that. Gives back the target when the newcomers are ready for
 * it: after the last round, if that was shorter than an election timeout.
 */
export function newcomerAnswered(turn: Turn, before: Leader, from: ServerId): Configuration | null {
  const leader = turn.server as Leader;
  const { change } = leader;
  const catchUp = change?.catchUp ?? null;
  if (change === null || catchUp === null) return null;
  const place = catchUp.servers.indexOf(from);
  if (place < 0) return null;
  const moved =
    leader.matchIndex[from] !== before.matchIndex[from] || leader.nextIndex[from] !== before.nextIndex[from];
  const progressUs = moved ? withAt(catchUp.progressUs, place, turn.localUs) : catchUp.progressUs;
  return endRounds(turn, leader, change, { ...catchUp, progressUs });
}

/** Rounds in which nothing was left to do end at once. */
function endRounds(turn: Turn, leader: Leader, change: Change, catchUp: CatchUp): Configuration | null {
  let current = catchUp;
  while (current.servers.every((_, place) => hasCaughtUp(leader, current, place))) {
    const decision = judge(turn, leader, current);
    const { round, startedUs } = current;
    note(turn, () => ({ type: 'CatchUpRoundEnded', round, tookUs: turn.localUs - startedUs, decision }));
    if (decision.outcome) {
      abort(turn, leader, decision);
      return null;
    }
    if (round >= turn.config.catchUpRounds) return change.target;
    current = { ...current, round: round + 1, endIndex: leader.log.lastIndex, startedUs: turn.localUs };
  }
  revised(turn, leader).change = { ...change, catchUp: current };
  return null;
}

/** P95, looked at with every heartbeat: newcomers that make no progress for an election timeout are given up. */
export function giveUpSlowNewcomers(turn: Turn): void {
  const leader = turn.server as Leader;
  const catchUp = leader.change?.catchUp ?? null;
  if (catchUp === null) return;
  const decision = judge(turn, leader, catchUp);
  const { values } = decision;
  if (Number(values['sinceProgressUs']) >= Number(values['electionTimeoutUs'])) abort(turn, leader, decision);
}

function hasCaughtUp(leader: Leader, { servers, endIndex }: CatchUp, place: number): boolean {
  return (leader.matchIndex[servers[place] ?? 0] ?? 0) >= endIndex;
}

function judge(turn: Turn, leader: Leader, catchUp: CatchUp): Decision {
  const behind = catchUp.progressUs.filter((_, place) => !hasCaughtUp(leader, catchUp, place));
  const values = {
    round: catchUp.round,
    rounds: turn.config.catchUpRounds,
    tookUs: turn.localUs - catchUp.startedUs,
    sinceProgressUs: turn.localUs - Math.min(turn.localUs, ...behind),
    electionTimeoutUs: turn.config.electionTimeoutUs,
  };
  return { rule: 'P95', values, outcome: rules.P95(values) };
}

/** P95, P97: the newcomers are too slow; nothing was appended, so nothing is to be taken back. */
function abort(turn: Turn, leader: Leader, decision: Decision): void {
  revised(turn, leader).change = null;
  note(turn, () => ({ type: 'ChangeAnswered', status: 'TIMEOUT', leaderHint: null, decision }));
}
