import type { Message, ServerId } from '../raft/messages.ts';
import { peersOf, type Server } from '../raft/server.ts';
import { standTrial } from './election.ts';
import type { Sight } from './sight.ts';
import { asRunning, tryStep, written } from './trial.ts';

/** Who loses stands again in the next term, at most so often: by then it has learnt of everybody's. */
const ROUNDS = 12;

/**
 * Whether a server could win an election from here on: whether it would if everybody were up (whoever is down comes back
 * from its disk), it stood now, again if need be, and every message arrived. In the end its log decides (P18 to P23).
 */
export function couldWin(sight: Sight, id: ServerId): boolean {
  const server = asRunning(sight, id);
  if (server === null) return false;
  const newest = Math.max(...sight.serverIds.map((other) => sight.server(other)?.currentTerm ?? 0));
  if (server.role === 'leader' && server.currentTerm === newest) return true;
  let standing: Server = server.role === 'leader' ? deposed(sight, server, newest) : server;
  for (let round = 0; round < ROUNDS; round++) {
    standing = contest(sight, written(sight, standTrial(sight, standing)));
    if (standing.role === 'leader') return true;
    // In a term that is new to everybody every vote is free, so only the logs have decided.
    if (standing.currentTerm > newest) return false;
  }
  return false;
}

/** A leader of an older term once it has heard of the newest: it has to be elected anew like everybody else (P12). */
function deposed(sight: Sight, leader: Server, newest: number): Server {
  const from = peersOf(leader)[0] ?? leader.id;
  const message = { type: 'RequestVoteResponse', term: newest, voteGranted: false } as const;
  return tryStep(sight, leader, { type: 'MessageReceived', from, message }).server;
}

/** All votes of one round, one after the other; a follower comes out where somebody knows a newer term. */
function contest(sight: Sight, candidate: Server): Server {
  if (candidate.role !== 'candidate') return candidate;
  let asker: Server = candidate;
  const requests = tryStep(sight, candidate, { type: 'HeartbeatTimerFired' }).sends;
  for (const voter of peersOf(candidate)) {
    const request = requests.find(({ to }) => to === voter)?.message;
    const answer = request === undefined ? null : answerOf(sight, voter, candidate.id, request);
    if (answer === null || asker.role === 'leader') continue;
    asker = tryStep(sight, asker, { type: 'MessageReceived', from: voter, message: answer }).server;
    if (asker.role === 'follower') return asker;
  }
  return asker;
}

/** What a voter would answer; null when it would not. */
function answerOf(sight: Sight, voter: ServerId, from: ServerId, message: Message): Message | null {
  const server = asRunning(sight, voter);
  if (server === null) return null;
  const { sends } = tryStep(sight, server, { type: 'MessageReceived', from, message });
  return sends.find((send) => send.to === from && send.message.type === 'RequestVoteResponse')?.message ?? null;
}

/**
 * The last index up to which a log cannot be undone by any election that could be won now (P20, P50): everybody who could
 * win has the same entries up to there. Where nobody could win, all of it stands.
 */
export function safeIndex(sight: Sight, id: ServerId): number {
  const log = sight.server(id)?.log;
  if (log === undefined) return 0;
  let safe = log.lastIndex;
  for (const other of sight.serverIds) {
    const theirs = sight.server(other)?.log;
    if (other === id || theirs === undefined || !couldWin(sight, other)) continue;
    let shared = Math.min(safe, theirs.lastIndex);
    while (shared > 0 && theirs.termAt(shared) !== log.termAt(shared)) shared--;
    safe = Math.min(safe, shared);
  }
  return safe;
}
