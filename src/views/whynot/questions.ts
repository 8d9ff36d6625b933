import { formatOperation } from '../../cluster/command-text.ts';
import type { ClusterHost, Fact, World } from '../../cluster/types.ts';
import type { Messages } from '../../messages/index.ts';
import type { NameOf } from '../../messages/types.ts';
import { peersOf, type Server } from '../../raft/server.ts';
import { currentTimeline } from '../../store/store.ts';
import type { AppStore } from '../../store/types.ts';
import type { Question } from '../../whynot/question.ts';
import type { MenuTarget } from '../menus/open-menu.ts';

/** A question that can be asked about a thing, and what it is called there. */
export interface Offer {
  readonly id: string;
  readonly label: string;
  readonly question: Question;
}

/** What questions are made from. */
interface Scene {
  readonly world: World;
  readonly store: AppStore;
  readonly text: Messages;
  readonly name: NameOf;
}

/** What has not happened to a thing, and can be asked about. */
export function questionsAbout(target: MenuTarget, scene: Scene): readonly Offer[] {
  switch (target.kind) {
    case 'server':
      return aboutServer(target.id, scene);
    case 'client':
      return aboutClient(target.id, scene);
    case 'entry':
      return aboutEntry(target.index, target.term, scene);
    case 'event':
      return aboutEvent(target.step, target.i, scene);
    case 'cluster':
      return aboutCluster(scene);
    default:
      return [];
  }
}

function serversIn(world: World): Server[] {
  return world.hosts.flatMap(({ state }) => (state.kind === 'server' ? [state.raft] : []));
}

function isLeading({ up, state }: ClusterHost): boolean {
  return up && state.kind === 'server' && state.raft.role === 'leader';
}

function aboutServer(id: number, { world, text, name }: Scene): Offer[] {
  const { questions } = text.whyNot;
  const server = serversIn(world).find((other) => other.id === id);
  if (server === undefined) return [];
  const { role, lastApplied } = server;
  const offers: Offer[] = [];
  if (role === 'leader') {
    const open = server.commitIndex + 1;
    const term = server.log.termAt(open);
    if (term !== undefined) {
      offers.push({
        id: 'whyCommit',
        label: questions.commitAt(open),
        question: { kind: 'commit', index: open, term },
      });
    }
  } else offers.push({ id: 'whyLead', label: questions.lead, question: { kind: 'lead', server: id } });
  if (role === 'follower' || role === 'pre-candidate') {
    offers.push({ id: 'whyStand', label: questions.stand, question: { kind: 'stand', server: id } });
  }
  if (role === 'candidate') {
    for (const voter of peersOf(server).filter((other) => !server.votesGranted.includes(other))) {
      const question: Question = { kind: 'vote', voter, candidate: id };
      offers.push({ id: `whyVote${voter}`, label: questions.vote(name(voter)), question });
    }
  }
  const behind = committedElsewhere(world, lastApplied);
  if (behind !== null) {
    const { index } = behind;
    offers.push({ id: 'whyApply', label: questions.apply(index), question: { kind: 'apply', server: id, ...behind } });
  }
  return offers;
}

/** The first entry after `lastApplied` that somebody knows to be committed. */
function committedElsewhere(world: World, lastApplied: number): { index: number; term: number } | null {
  const index = lastApplied + 1;
  for (const { commitIndex, log } of serversIn(world)) {
    const term = log.termAt(index);
    if (commitIndex >= index && term !== undefined) return { index, term };
  }
  return null;
}

function aboutClient(client: number, { world, text }: Scene): Offer[] {
  const state = world.hosts.find(({ address }) => address === client)?.state;
  if (state?.kind !== 'client') return [];
  const waiting = [
    ...[...state.pending].map(({ request, operation }) => ({ request, operation })),
    ...state.queued.map(({ request, order }) => ({ request, operation: order.operation })),
  ];
  return waiting.map(({ request, operation }) => ({
    id: `whyAnswer${request}`,
    label: text.whyNot.questions.answer(formatOperation(operation)),
    question: { kind: 'answer', client, request },
  }));
}

function aboutEntry(index: number, term: number, { world, text, name }: Scene): Offer[] {
  const { questions } = text.whyNot;
  const servers = serversIn(world);
  const has = ({ log }: Server): boolean => index < log.baseIndex || log.termAt(index) === term;
  const isCommitted = servers.some((server) => server.commitIndex >= index && has(server));
  const offers: Offer[] = isCommitted
    ? []
    : [{ id: 'whyCommit', label: questions.commit, question: { kind: 'commit', index, term } }];
  for (const server of servers) {
    const { id: on } = server;
    if (!has(server)) {
      const question: Question = { kind: 'store', server: on, index, term };
      offers.push({ id: `whyStore${on}`, label: questions.storeOn(name(on)), question });
    } else if (isCommitted && server.lastApplied < index) {
      const question: Question = { kind: 'apply', server: on, index, term };
      offers.push({ id: `whyApply${on}`, label: questions.applyOn(name(on)), question });
    }
  }
  return offers;
}

/** A vote, or pre-vote, that was refused: it is asked about as things are at the cursor. */
function aboutEvent(step: number, i: number, { store, text, name }: Scene): Offer[] {
  const timeline = currentTimeline(store);
  const event = step <= timeline.steps ? timeline.eventsOf(step)[i] : undefined;
  if (event === undefined || event.server === null) return [];
  const candidate = refusedCandidate(event.fact);
  if (candidate === null) return [];
  const label = text.whyNot.questions.voteFor(name(candidate));
  return [{ id: 'whyVote', label, question: { kind: 'vote', voter: event.server, candidate } }];
}

/** Whom an event refuses a vote. */
function refusedCandidate(fact: Fact): number | null {
  if (fact.type === 'CandidateIgnored') return fact.candidate;
  const isVote = fact.type === 'VoteDecided' || fact.type === 'PreVoteDecided';
  return isVote && !fact.granted ? fact.candidate : null;
}

function aboutCluster({ world, text }: Scene): Offer[] {
  const { questions } = text.whyNot;
  if (!world.hosts.some(isLeading)) {
    return [{ id: 'whyLeader', label: questions.anyLeader, question: { kind: 'anyLeader' } }];
  }
  const [index, term] = firstUncommitted(serversIn(world));
  if (term === undefined) return [];
  return [{ id: 'whyCommit', label: questions.commitAt(index), question: { kind: 'commit', index, term } }];
}

/** The first entry that nobody knows to be committed, as the leader of the newest term has it. */
function firstUncommitted(servers: readonly Server[]): readonly [index: number, term: number | undefined] {
  const index = Math.max(0, ...servers.map(({ commitIndex }) => commitIndex)) + 1;
  const leaders = servers.filter(({ role }) => role === 'leader').sort((a, b) => b.currentTerm - a.currentTerm);
  return [index, leaders[0]?.log.termAt(index)];
}
