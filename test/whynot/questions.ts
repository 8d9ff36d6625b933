import type { World } from '../../src/cluster/types.ts';
import { peersOf, type Server } from '../../src/raft/server.ts';
import type { Question } from '../../src/whynot/question.ts';
import type { Lab } from './lab.ts';

/** Everything in a world that somebody can point at and ask why it has not happened. */
export function questionsAbout(world: World): Question[] {
  const servers = world.hosts.flatMap(({ state }) => (state.kind === 'server' ? [state.raft] : []));
  const clients = world.hosts.flatMap(({ state }) => (state.kind === 'client' ? [state] : []));
  const leads = world.hosts.some(({ up, state }) => up && state.kind === 'server' && state.raft.role === 'leader');
  return [
    ...entryQuestions(servers),
    ...(leads ? [] : [{ kind: 'anyLeader' } as const]),
    ...servers.filter(({ role }) => role !== 'leader').map(({ id }) => ({ kind: 'lead', server: id }) as const),
    ...servers
      .filter(({ role }) => role === 'follower' || role === 'pre-candidate')
      .map(({ id }) => ({ kind: 'stand', server: id }) as const),
    ...servers.flatMap((candidate) => voteQuestions(candidate, servers)),
    ...clients.flatMap(({ address: client, pending }) =>
      [...pending].map(({ request }) => ({ kind: 'answer', client, request }) as const),
    ),
  ];
}

/** Whom of those that it asked a candidate has no vote from. */
function voteQuestions(candidate: Server, servers: readonly Server[]): Question[] {
  if (candidate.role !== 'candidate') return [];
  const peers = peersOf(candidate);
  return servers
    .filter(({ id, votedFor, currentTerm }) => {
      const hasVoted = votedFor === candidate.id && currentTerm === candidate.currentTerm;
      return peers.includes(id) && !hasVoted;
    })
    .map(({ id: voter }) => ({ kind: 'vote', voter, candidate: candidate.id }));
}

/** Of every entry that somebody has: not committed, not there, not applied. */
function entryQuestions(servers: readonly Server[]): Question[] {
  const questions: Question[] = [];
  const seen = new Set<string>();
  for (const { log } of servers) {
    for (let index = log.baseIndex + 1; index <= log.lastIndex; index++) {
      const term = log.termAt(index) ?? 0;
      if (seen.has(`${index}.${term}`)) continue;
      seen.add(`${index}.${term}`);
      const has = ({ log: other }: Server): boolean => index < other.baseIndex || other.termAt(index) === term;
      if (!servers.some((server) => server.commitIndex >= index && has(server))) {
        questions.push({ kind: 'commit', index, term });
      }
      for (const server of servers) {
        if (!has(server)) questions.push({ kind: 'store', server: server.id, index, term });
        if (server.lastApplied < index) questions.push({ kind: 'apply', server: server.id, index, term });
      }
    }
  }
  return questions;
}

/** Whether it has happened by now, told from the state alone. */
export function hasHappened(lab: Lab, question: Question): boolean {
  const has = ({ log }: Server, index: number, term: number): boolean =>
    index < log.baseIndex || log.termAt(index) === term;
  switch (question.kind) {
    case 'commit':
      return lab.servers.some(
        (server) => server.commitIndex >= question.index && has(server, question.index, question.term),
      );
    case 'lead':
      return lab.server(question.server).role === 'leader';
    case 'anyLeader':
      return lab.servers.some(({ role }) => role === 'leader');
    case 'stand':
      return ['candidate', 'leader'].includes(lab.server(question.server).role);
    case 'vote': {
      const [voter, candidate] = [lab.server(question.voter), lab.server(question.candidate)];
      return voter.votedFor === candidate.id && voter.currentTerm === candidate.currentTerm;
    }
    case 'store':
      return has(lab.server(question.server), question.index, question.term);
    case 'apply':
      return lab.server(question.server).lastApplied >= question.index;
    case 'answer': {
      const { state } = lab.run.host(question.client);
      if (state.kind !== 'client') return false;
      for (let place = 0; place < state.finished.length; place++) {
        const finished = state.finished.get(place);
        // That its session has expired is an answer, too, though not the one that it hoped for (P125).
        if (finished?.request === question.request) return ['applied', 'sessionExpired'].includes(finished.reason);
      }
      return false;
    }
  }
}
