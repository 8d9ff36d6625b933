import { formatMs } from '../../base/time.ts';
import { majorityOf } from '../../raft/quorum.ts';
import type { Claim } from '../../whynot/condition.ts';
import type { Question } from '../../whynot/question.ts';
import type { NameOf } from '../types.ts';
import { voteClaims } from './why-not-votes.ts';
import { type ClaimTellers, list } from './why-not-words.ts';

/** What is asked about, as a fact: the first sentence of an answer. */
function headline(question: Question, name: NameOf): string {
  switch (question.kind) {
    case 'commit':
      return `The entry at index ${question.index}, term ${question.term}, is not committed.`;
    case 'lead':
      return `${name(question.server)} does not lead.`;
    case 'anyLeader':
      return 'Nobody leads.';
    case 'stand':
      return `${name(question.server)} is no candidate.`;
    case 'vote':
      return `${name(question.candidate)} does not have the vote of ${name(question.voter)}.`;
    case 'store':
      return `${name(question.server)} does not have the entry at index ${question.index}, term ${question.term}.`;
    case 'apply':
      return `${name(question.server)} has not applied index ${question.index}.`;
    case 'answer':
      return `${name(question.client)} has no answer to its request ${question.request}.`;
  }
}

/** The same when it has happened after all. */
function happened(question: Question, name: NameOf): string {
  switch (question.kind) {
    case 'commit':
      return `The entry at index ${question.index}, term ${question.term}, is committed.`;
    case 'lead':
      return `${name(question.server)} leads.`;
    case 'anyLeader':
      return 'There is a leader.';
    case 'stand':
      return `${name(question.server)} is a candidate.`;
    case 'vote':
      return `${name(question.voter)} has voted for ${name(question.candidate)}.`;
    case 'store':
      return `${name(question.server)} has the entry at index ${question.index}, term ${question.term}.`;
    case 'apply':
      return `${name(question.server)} has applied index ${question.index}.`;
    case 'answer':
      return `${name(question.client)} has its answer to request ${question.request}.`;
  }
}

const claims: ClaimTellers = {
  ...voteClaims,
  running: ({ server, state }, holds, name) => (holds ? `${name(server)} is running.` : `${name(server)} is ${state}.`),
  linked: ({ from, to }, holds, name) =>
    holds ? `Messages get from ${name(from)} to ${name(to)}.` : `The link from ${name(from)} to ${name(to)} is cut.`,
  leads: ({ server, deposed }, holds, name) => {
    if (server === null) return 'Nobody leads who could go on, and nobody can win an election as things are.';
    if (holds) return `${name(server)} leads.`;
    return deposed === null
      ? `Nobody leads. ${name(server)} is the one with the shortest way to it.`
      : `${name(deposed)} cannot go on leading. ${name(server)} is the one with the shortest way to it.`;
  },
  undisputed: ({ server, newer }, holds, name) =>
    holds
      ? `A majority is in no newer term than ${name(server)}.`
      : `${list(newer, name)} ${newer.length === 1 ? 'is' : 'are'} in a newer term than ${name(server)}, and will depose it.`,
  quorumContact: ({ server, sinceContactUs }, holds, name) =>
    holds
      ? `A majority has answered ${name(server)} lately.`
      : `No majority has answered ${name(server)} for ${formatMs(sinceContactUs)} ms: it steps down with its next heartbeat.`,
  holdsEntry: ({ server, index, termThere }, holds, name) => {
    if (holds) return `${name(server)} has the entry.`;
    const there = termThere === null ? '' : `: its entry at index ${index} is of term ${termThere}`;
    return `${name(server)} does not have the entry${there}. A leader spreads only what it has.`;
  },
  ownTermEntry: ({ server, index, entryTerm, currentTerm }, holds, name) =>
    holds
      ? `At index ${index} or after it there is an entry of ${name(server)}’s own term.`
      : `Index ${index} is of term ${entryTerm}, and ${name(server)} leads term ${currentTerm}: it commits older entries only with one of its own term.`,
  stored: ({ server, index, holders, voters, old }, holds, name) => {
    if (holds) return `A majority stores index ${index}.`;
    const half = (of: readonly number[]): string => `${of.filter((id) => holders.includes(id)).length} of ${of.length}`;
    const known = `as far as ${name(server)} knows`;
    return old === null
      ? `${half(voters)} voters store index ${index}, ${known}; ${majorityOf(voters.length)} are needed.`
      : `${half(old)} old and ${half(voters)} new voters store index ${index}, ${known}; ${majorityOf(old.length)} and ${majorityOf(voters.length)} are needed.`;
  },
  acknowledged: ({ server, leader, index, matchIndex }, holds, name) =>
    holds
      ? `${name(server)} stores index ${index}.`
      : matchIndex === 0
        ? `${name(leader)} does not know yet what ${name(server)} stores.`
        : `${name(server)} is known to store only up to index ${matchIndex}.`,
  written: ({ server, index }, holds, name) =>
    holds
      ? `Index ${index} is on the disk of ${name(server)}.`
      : `Index ${index} is not on the disk of ${name(server)} yet.`,
  isSentTo: ({ server, leader }, holds, name) =>
    holds
      ? `${name(leader)} sends its entries to ${name(server)}.`
      : `${name(server)} is not in the configuration of ${name(leader)}, and gets nothing from it.`,
  arrived: ({ server, leader }, _, name) =>
    `What ${name(leader)} sends ${name(server)} next has yet to arrive and be answered.`,
  committed: ({ server, index, commitIndex }, holds, name) =>
    holds
      ? `${name(server)} has committed index ${index}.`
      : `${name(server)} has committed only up to index ${commitIndex}.`,
  stores: ({ server, index }, holds, name) =>
    holds ? `${name(server)} has the entry.` : `${name(server)} does not have the entry at index ${index} yet.`,
  told: ({ server, index, commitIndex }, holds, name) =>
    holds
      ? `${name(server)} knows that index ${index} is committed.`
      : `${name(server)} has heard of commits only up to index ${commitIndex}.`,
  waiting: ({ client, outcome }, holds, name) => {
    if (holds) return `${name(client)} still waits.`;
    return outcome === 'failed'
      ? `${name(client)} waits no longer: its request failed.`
      : `${name(client)} waits no longer: it never learnt what became of its request.`;
  },
  hasSession: ({ client }, _, name) => `${name(client)} waits for a session before it asks.`,
  asked: ({ client, server, state }, _, name) => {
    if (state === 'underWay') return `The question of ${name(client)} is on its way to ${name(server)}.`;
    return state === 'again'
      ? `What ${name(client)} asked has come to nothing. It asks ${name(server)} next, when its time is over.`
      : `What ${name(client)} asked has come to nothing, and it does not ask again.`;
  },
  knowsLeader: ({ server, leader, known }, holds, name) => {
    if (holds) return `${name(server)} knows that ${name(leader)} leads.`;
    return known === null || known === leader
      ? `${name(server)} has not heard yet that ${name(leader)} leads.`
      : `${name(server)} takes ${name(known)} for the leader.`;
  },
  takesCommands: ({ server, transferTo }, holds, name) =>
    holds || transferTo === null
      ? `${name(server)} takes commands.`
      : `${name(server)} hands over to ${name(transferTo)}, and takes no commands until that is over.`,
  termCommitted: ({ server, term }, holds, name) =>
    `${name(server)} has ${holds ? '' : 'not yet '}committed an entry of its own term ${term}.`,
  confirmed: ({ server }, holds, name) =>
    holds
      ? `${name(server)} is sure that it still leads.`
      : `${name(server)} has to hear from a majority before it answers.`,
  answers: ({ server, leader }, _, name) => `${name(server)} has not answered ${name(leader)} since the question.`,
  forwarded: ({ server, leader, isGone }, holds, name) => {
    if (holds) return `${name(server)} has asked ${name(leader)} how far it has to be.`;
    return isGone
      ? `What ${name(server)} asked ${name(leader)} is lost.`
      : `${name(server)} has to ask ${name(leader)} how far it has to be.`;
  },
  indexGiven: ({ server, leader }, _, name) => `${name(leader)} has not told ${name(server)} yet how far it has to be.`,
  applied: ({ server, index, lastApplied }, holds, name) =>
    holds
      ? `${name(server)} has applied what the client has seen.`
      : `${name(server)} has applied up to index ${lastApplied}; the client has seen index ${index}.`,
  replied: ({ client, server }, _, name) => `The answer of ${name(server)} has not reached ${name(client)}.`,
};

/** What a condition says, whether it holds or not, in a sentence. */
function claimOf(claim: Claim, holds: boolean, name: NameOf): string {
  // The table pairs each claim with its sentence; TypeScript cannot see that through the union.
  const tell = claims[claim.key] as (claim: Claim, holds: boolean, name: NameOf) => string;
  return tell(claim, holds, name);
}

/** Why something has not happened: the questions, and the panel with the answer. */
export const whyNot = {
  headline,
  happened,
  claim: claimOf,
  title: 'Why not?',
  offers: 'Why not…',
  region: 'Why it has not happened',
  close: 'Close the answer',
  holds: 'holds:',
  missing: 'missing:',
  notYet: 'not yet:',
  conditions: 'What it takes, in this order',
  count: (holding: number, all: number) => `${holding} of ${all} hold`,
  nothingMissing: 'Nothing is missing that could be done: it comes about by what is under way.',
  rule: (id: string) => `rule ${id}`,
  since: 'since',
  start: 'the start of the run',
  sinceEvent: (step: number, ms: string) => `event ${step}, ${ms} ms`,
  searching: 'looking back…',
  next: 'What would do it',
  enough: (servers: readonly number[], name: NameOf) => `${list(servers, name)} would be enough.`,
  arrives: (ms: string) => `arrives at ${ms} ms`,
  durable: (ms: string) => `Go on to ${ms} ms, when it is on the disk`,
  fires: (ms: string) => `Go on to ${ms} ms, when it comes by itself`,
  waits: (ms: string) => `Go on to ${ms} ms, if no leader is heard until then`,
  isHeld: 'is held',
  isDoomed: 'gets lost on its way',
  acts: {
    restart: (who: string) => `Restart ${who}`,
    resume: (who: string) => `Resume ${who}`,
    heal: (from: string, to: string) => `Heal ${from} → ${to}`,
    timeOut: (who: string) => `Time out ${who} now`,
    heartbeat: (who: string) => `Heartbeat of ${who} now`,
    askAgain: (who: string) => `Let ${who} ask again`,
    keepLeading: (who: string) => `Let ${who} keep leading`,
    deliver: (message: string) => `Deliver the ${message} now`,
    command: 'Send a command…',
  },
  questions: {
    commit: 'Why is it not committed?',
    lead: 'Why does it not lead?',
    anyLeader: 'Why does nobody lead?',
    stand: 'Why is it no candidate?',
    vote: (voter: string) => `Why has it no vote from ${voter}?`,
    voteFor: (candidate: string) => `Why has it not voted for ${candidate}?`,
    store: (index: number) => `Why does it not have index ${index}?`,
    storeOn: (server: string) => `Why does ${server} not have it?`,
    apply: (index: number) => `Why has it not applied index ${index}?`,
    applyOn: (server: string) => `Why has ${server} not applied it?`,
    commitAt: (index: number) => `Why is index ${index} not committed?`,
    answer: (operation: string) => `Why is there no answer to ${operation}?`,
  },
  nothingOpen: 'Nothing is missing here that one could ask about.',
};
