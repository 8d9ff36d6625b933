import { isVoter, votersOf } from '../raft/configuration.ts';
import type { ServerId } from '../raft/messages.ts';
import { isQuorum } from '../raft/quorum.ts';
import type { ContactValues } from '../raft/rules.ts';
import { isFollowed, type Leader, type Server } from '../raft/server.ts';
import { running } from './basics.ts';
import { type Condition, condition, missingOf } from './condition.ts';
import { type Prospect, prospectsOf } from './election.ts';
import type { Sight } from './sight.ts';
import { decisionIn, isLeader, tryStep } from './trial.ts';

/** Who leads, or would: with what is between it and that. */
export interface Leadership {
  readonly conditions: readonly Condition[];
  /** The leader as it is; as it would be, after the election that is missing; null when nobody can be elected. */
  readonly leader: Leader | null;
  /** Whether it leads already. */
  readonly isActual: boolean;
}

/** The leader of the newest term that is up. */
export function actualLeader(sight: Sight): Leader | null {
  let newest: Leader | null = null;
  for (const id of sight.serverIds) {
    const server = sight.server(id);
    if (!isLeader(server) || sight.host(id)?.up !== true) continue;
    if (newest === null || server.currentTerm > newest.currentTerm) newest = server;
  }
  return newest;
}

/**
 * P12: enough of those who vote are in its term, or an older one. Whoever is in a newer one deposes it with the next
 * answer.
 */
function undisputed(sight: Sight, leader: Leader): Condition {
  const newer = votersOf(leader.configuration).filter(
    (id) => (sight.server(id)?.currentTerm ?? 0) > leader.currentTerm,
  );
  const others = votersOf(leader.configuration).filter((id) => !newer.includes(id));
  const claim = { key: 'undisputed', server: leader.id, term: leader.currentTerm, newer } as const;
  return condition(claim, 'P12', isQuorum(leader.configuration, others));
}

/** P61: it would not step down with its next heartbeat. */
function quorumContact(sight: Sight, leader: Leader): Condition[] {
  if (!sight.config(leader.id).checkQuorum) return [];
  const { notes } = tryStep(sight, leader, { type: 'HeartbeatTimerFired' });
  const decision = decisionIn(notes, 'P61');
  const values = decision?.values as unknown as ContactValues | undefined;
  const electionTimeoutUs = sight.config(leader.id).electionTimeoutUs;
  const claim = {
    key: 'quorumContact',
    server: leader.id,
    sinceContactUs: values?.sinceContactUs ?? 0,
    electionTimeoutUs,
  } as const;
  return [condition(claim, 'P61', decision === null, { decision })];
}

/** Whether it can go on as it is. */
function officeOf(sight: Sight, leader: Leader): readonly Condition[] {
  return [undisputed(sight, leader), ...quorumContact(sight, leader)];
}

/** The leader, or whoever could be next; `fits` says whose log would do in its place. */
export function leadershipIn(sight: Sight, fits: (server: Server) => boolean = () => true): Leadership {
  const actual = actualLeader(sight);
  const office = actual === null ? [] : officeOf(sight, actual);
  if (actual !== null && missingOf(office).length === 0) {
    const leads = condition({ key: 'leads', server: actual.id, deposed: null }, 'P23', true);
    return { conditions: [leads, running(sight, actual.id), ...office], leader: actual, isActual: true };
  }
  return succession(sight, fits, actual, missingOf(office));
}

/** Who could be next: of those with a log that will do, if one of them can be elected, else of all. */
function succession(
  sight: Sight,
  fits: (server: Server) => boolean,
  actual: Leader | null,
  lost: readonly Condition[],
): Leadership {
  const fitting = prospectsOf(sight, fits).find(({ leader }) => leader !== null);
  const best: Prospect | undefined = fitting ?? prospectsOf(sight)[0];
  const leader = best?.leader ?? null;
  const claim = { key: 'leads', server: leader?.id ?? null, deposed: actual?.id ?? null } as const;
  const parts = best === undefined ? lost : [...lost, ...best.standing, ...best.winning];
  return { conditions: [condition(claim, 'P23', false, { parts })], leader, isActual: false };
}

/** P94: whether a leader sends its entries to a server. */
export function isSentTo(leader: Leader, server: ServerId): Condition {
  const holds = isFollowed(leader, server) || isVoter(leader.configuration, server);
  return condition({ key: 'isSentTo', server, leader: leader.id }, 'P94', holds);
}
