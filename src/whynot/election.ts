import { ELECTION_TIMER } from '../cluster/types.ts';
import { isVoter } from '../raft/configuration.ts';
import type { ServerId } from '../raft/messages.ts';
import { type Decision, rules } from '../raft/rules.ts';
import type { Candidate, Leader, Server } from '../raft/server.ts';
import { standsWithoutVote } from '../raft/standing.ts';
import { running } from './basics.ts';
import { type Condition, condition, type Next } from './condition.ts';
import { effortOf, NEVER } from './effort.ts';
import { ownVote, type Poll, pollOf } from './poll.ts';
import type { Sight } from './sight.ts';
import { asRunning, isLeader, tryStep, written } from './trial.ts';

/** What is between a server and the next leadership. */
export interface Prospect {
  readonly id: ServerId;
  /** To be a candidate. */
  readonly standing: readonly Condition[];
  /** To win then. */
  readonly winning: readonly Condition[];
  /** How it would lead; null when it cannot win as things are. */
  readonly leader: Leader | null;
  readonly effort: number;
}

/** P17, P27, P99: whether it may stand at all, and by which rule. */
function standDecision(server: Server): Decision {
  const values = { isLeader: server.role === 'leader', isVoter: isVoter(server.configuration, server.id) };
  if (values.isLeader || values.isVoter) return { rule: 'P17', values, outcome: rules.P17(values) };
  return standsWithoutVote(server);
}

/** What has to happen for a server to lead, from where it is now; the election is taken on trial, by Raft's own steps. */
export function prospectOf(sight: Sight, id: ServerId): Prospect | null {
  const server = asRunning(sight, id);
  return server === null ? null : (electionGoingOn(sight, server) ?? electionFromStart(sight, server));
}

/** The same from its next timeout on, whatever round is under way. */
export function prospectAnew(sight: Sight, id: ServerId): Prospect | null {
  const server = asRunning(sight, id);
  return server === null ? null : electionFromStart(sight, server);
}

function startOf(sight: Sight, server: Server): Condition[] {
  const { id, role } = server;
  const decision = standDecision(server);
  const may = condition({ key: 'mayStand', server: id, role }, decision.rule, decision.outcome, { decision });
  return [running(sight, id), may];
}

/** The round that is under way, as long as it can still be won. */
function electionGoingOn(sight: Sight, server: Server): Prospect | null {
  const base = startOf(sight, server);
  if (server.role === 'pre-candidate') {
    const pre = pollOf(sight, server);
    if (pre.chosen === null) return null;
    const standing = [...base, timerOut(sight, server, true), pre.majority];
    return candidacy(sight, server, standing, standTrial(sight, server));
  }
  if (server.role !== 'candidate') return null;
  const standing = [...base, timerOut(sight, server, true)];
  const going = candidacy(sight, server, standing, server);
  return going.leader === null ? null : going;
}

/** P17, P25, P70: its timer has to run out first. */
function electionFromStart(sight: Sight, server: Server): Prospect {
  const base = startOf(sight, server);
  const { id } = server;
  if (base.some(({ claim, holds }) => claim.key === 'mayStand' && !holds)) return prospect(id, base, [], null);
  const fired = tryStep(sight, server, { type: 'ElectionTimerFired' }).server;
  const pre = fired.role === 'pre-candidate' ? [pollOf(sight, fired).majority] : [];
  const standing = [...base, timerOut(sight, server, false), ...pre];
  return candidacy(sight, server, standing, standTrial(sight, server));
}

/** The server as a candidate in its next term, whatever others think of that (P65). */
export function standTrial(sight: Sight, server: Server): Server {
  return tryStep(sight, server, { type: 'ElectionTimerFired' }, { preVote: false }).server;
}

function candidacy(sight: Sight, server: Server, standing: readonly Condition[], stands: Server): Prospect {
  const { id } = server;
  const withOwnVote = written(sight, stands);
  if (isLeader(withOwnVote)) return prospect(id, standing, [], withOwnVote);
  if (withOwnVote.role !== 'candidate' || stands.role !== 'candidate') return prospect(id, standing, [], null);
  const poll = pollOf(sight, withOwnVote);
  const own = server.role === 'candidate' && server.currentTerm === stands.currentTerm ? ownVote(sight, server) : [];
  return prospect(id, standing, [...own, poll.majority], electedIn(sight, withOwnVote, poll));
}

/** P12: whoever finds that it asked in an older term wins in a newer one, if at all. */
function electedIn(sight: Sight, candidate: Candidate, poll: Poll): Leader | null {
  if (poll.chosen === null) return null;
  const newest = Math.max(0, ...poll.chosen.map((id) => sight.server(id)?.currentTerm ?? 0));
  if (newest <= candidate.currentTerm) return elected(sight, candidate, poll.chosen);
  const message = { type: 'RequestVoteResponse', term: newest, voteGranted: false } as const;
  const from = poll.chosen[0] ?? candidate.id;
  const taught = tryStep(sight, candidate, { type: 'MessageReceived', from, message }).server;
  const stands = written(sight, standTrial(sight, taught));
  return stands.role === 'candidate' ? elected(sight, stands, poll.chosen) : null;
}

function prospect(
  id: ServerId,
  standing: readonly Condition[],
  winning: readonly Condition[],
  leader: Leader | null,
): Prospect {
  return { id, standing, winning, leader, effort: leader === null ? NEVER : distanceOf([...standing, ...winning]) };
}

/** A majority is as far away as those of its voters that would do. */
function distanceOf(conditions: readonly Condition[]): number {
  let distance = 0;
  for (const one of conditions) {
    if (one.holds) continue;
    const { claim } = one;
    if (claim.key !== 'majority') distance += effortOf([one]);
    else if (claim.chosen === null) distance += NEVER;
    else {
      for (const { claim: ballot, parts } of one.parts) {
        if (ballot.key === 'ballot' && claim.chosen.includes(ballot.voter)) distance += effortOf(parts);
      }
    }
  }
  return distance;
}

/** How it would be once those that would do have given it their votes, and all of it is on its disk. */
function elected(sight: Sight, candidate: Candidate, chosen: readonly ServerId[]): Leader | null {
  let server: Server = candidate;
  for (const voter of chosen) {
    const message = { type: 'RequestVoteResponse', term: candidate.currentTerm, voteGranted: true } as const;
    server = tryStep(sight, server, { type: 'MessageReceived', from: voter, message }).server;
  }
  const leader = written(sight, server);
  return isLeader(leader) ? leader : null;
}

/** P17: the election timer has run out, as it has for whoever stands already; P25, P70: once more. */
function timerOut(sight: Sight, server: Server, isStanding: boolean): Condition {
  const { id, role } = server;
  const dueAtUs = sight.electionDueUs(id);
  const again = role !== 'follower' && !isStanding;
  const next: Next[] = [];
  if (!isStanding && sight.runs(id)) {
    next.push({ kind: 'act', actions: [{ do: 'fireTimer', server: id, timer: ELECTION_TIMER }] });
    if (dueAtUs !== null) next.push({ kind: 'timer', server: id, timer: ELECTION_TIMER, dueAtUs });
  }
  const rule = again ? (role === 'pre-candidate' ? 'P70' : 'P25') : 'P17';
  return condition({ key: 'timerOut', server: id, dueAtUs, again }, rule, isStanding, { next });
}

/** Who could lead next, the nearest first. `fits` narrows it down to those with a log that will do. */
export function prospectsOf(sight: Sight, fits: (server: Server) => boolean = () => true): readonly Prospect[] {
  return sight.serverIds
    .filter((id) => {
      const server = sight.server(id);
      return server !== null && server.role !== 'leader' && fits(server);
    })
    .map((id) => prospectOf(sight, id))
    .filter((found) => found !== null)
    .sort((a, b) => a.effort - b.effort);
}
