import { beginCatchUp } from './catch-up.ts';
import { type ChangeStatus, type ConfigurationChange, differingVoters, newVoters, targetOf } from './change.ts';
import { type Configuration, isVoter } from './configuration.ts';
import { follow } from './following.ts';
import type { ServerId } from './messages.ts';
import { replaceLog } from './replace-log.ts';
import { replicateToAll } from './replication.ts';
import { type Decision, rules } from './rules.ts';
import { followersOf, type Leader } from './server.ts';
import { becomeFollower } from './term.ts';
import { note, revised, type Turn } from './turn.ts';

/** P88 to P90, P95, P97: a leader takes up an order to change the configuration, or answers why not. */
export function changeOrdered(turn: Turn, change: ConfigurationChange): void {
  const { server } = turn;
  if (server.role !== 'leader') {
    const values = { isLeader: false };
    answer(turn, 'NOT_LEADER', server.leaderId, { rule: 'P120', values, outcome: rules.P120(values) });
    return;
  }
  if (server.transfer !== null) {
    const values = { transferTo: server.transfer.to };
    answer(turn, 'RETRY', null, { rule: 'P86', values, outcome: rules.P86(values) });
    return;
  }
  const target = targetOf(server.configuration, change);
  const refusal = refusalOf(turn, server, target ?? server.configuration);
  if (refusal !== null) answer(turn, refusal.rule === 'P88' ? 'REFUSED' : 'RETRY', null, refusal);
  else if (target !== null) takeUp(turn, server, target);
}

function takeUp(turn: Turn, leader: Leader, target: Configuration): void {
  const newcomers = newVoters(leader.configuration, target);
  const catchesUp = newcomers.length > 0 && turn.config.catchUpRounds > 0;
  if (catchesUp) beginCatchUp(turn, leader, target, newcomers);
  else beginChange(turn, leader, target);
}

/** The rule that forbids the change, with its values; null when none does. */
function refusalOf(turn: Turn, leader: Leader, target: Configuration): Decision | null {
  const { config } = turn;
  const { mutations } = config;
  const kind = {
    changes: target !== leader.configuration,
    joint: config.membership === 'joint',
    single: config.membership === 'single',
    differing: differingVoters(leader.configuration, target),
  };
  const direct = mutations.directSwitch && config.membership !== 'off' && kind.changes;
  if (!rules.P88(kind) && !direct) return { rule: 'P88', values: kind, outcome: false };
  const pending = {
    configurationIndex: leader.configurationIndex,
    commitIndex: leader.commitIndex,
    isJoint: leader.configuration.old !== null,
    catchingUp: leader.change !== null && leader.change.catchUp !== null,
  };
  if (rules.P89(pending) && !mutations.stackChanges) return { rule: 'P89', values: pending, outcome: true };
  const own = { committedTerm: leader.log.termAt(leader.commitIndex) ?? 0, currentTerm: leader.currentTerm };
  if (config.commitBeforeChange && rules.P90(own)) return { rule: 'P90', values: own, outcome: true };
  return null;
}

/** P88, P101: appends what comes next on the way to the target: C_old,new where voters change in joint mode, else C_new. */
export function beginChange(turn: Turn, leader: Leader, target: Configuration): void {
  const { configuration } = leader;
  const differs = differingVoters(configuration, target) > 0;
  const joint = turn.config.membership === 'joint' && differs && !turn.config.mutations.directSwitch;
  revised(turn, leader).change = { target, catchUp: null };
  appendConfiguration(turn, joint ? { ...target, old: configuration.voters } : target);
}

/** P87: the entry is appended, used at once, and replicated to everybody who is in it. */
export function appendConfiguration(turn: Turn, configuration: Configuration): void {
  const before = turn.server as Leader;
  const known = followersOf(before);
  const index = before.log.lastIndex + 1;
  note(turn, () => ({ type: 'EntriesAppended', firstIndex: index, count: 1 }));
  const entry = { term: before.currentTerm, command: { kind: 'configuration', configuration } } as const;
  replaceLog(turn, before.log.append(entry), index);
  const leader = turn.server as Leader;
  const newcomers = followersOf(leader).filter((id) => !known.includes(id));
  turn.server = follow(turn, leader, newcomers, index);
  replicateToAll(turn, false);
  if (turn.config.mutations.stepDownOnAppend) stepDownIfLeftOut(turn, 'stepDownOnAppend');
}

/**
 * P98, P101: called whenever a leader's commitIndex has moved. A committed C_old,new is followed by C_new, whoever
 * appended it (P102); a committed C_new ends the change, and the leadership of who is not in it.
 */
export function configurationCommitted(turn: Turn): void {
  const leader = turn.server as Leader;
  if (leader.configurationIndex > leader.commitIndex) return;
  if (leader.configuration.old !== null) {
    appendConfiguration(turn, { ...leader.configuration, old: null });
    return;
  }
  if (leader.change !== null && leader.change.catchUp === null) {
    revised(turn, leader).change = null;
    answer(turn, 'OK', null, null);
  }
  stepDownIfLeftOut(turn, null);
}

/** P98: before it goes it tells the others how far the log is committed, so that they know that C_new is. */
function stepDownIfLeftOut(turn: Turn, brokenBy: string | null): void {
  const leader = turn.server as Leader;
  if (isVoter(leader.configuration, leader.id)) return;
  const values = { isVoter: false, configurationIndex: leader.configurationIndex, commitIndex: leader.commitIndex };
  const decision: Decision = { rule: 'P98', values, outcome: true, ...(brokenBy !== null && { brokenBy }) };
  if (!turn.config.mutations.leaveWithoutAWord) replicateToAll(turn, true);
  turn.server = { ...(turn.server as Leader), leaderId: null };
  becomeFollower(turn, 'stepsDown', decision);
}

/** P97: what whoever asked for the change is told. */
function answer(turn: Turn, status: ChangeStatus, leaderHint: ServerId | null, decision: Decision | null): void {
  note(turn, () => ({ type: 'ChangeAnswered', status, leaderHint, ...(decision !== null && { decision }) }));
}
