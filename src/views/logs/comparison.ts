import type { TraceEvent, World } from '../../cluster/types.ts';
import type { Messages } from '../../messages/index.ts';
import type { Decision } from '../../raft/rules.ts';
import type { Address } from '../../sim/types.ts';
import type { Removed } from './log-facts.ts';

/** Two places in logs that a decision compared, and what came of it. */
export interface Comparison {
  readonly theirs: { readonly address: Address; readonly index: number };
  readonly own: { readonly address: Address; readonly index: number };
  readonly label: string;
  readonly shortLabel: string;
}

type Words = Messages['logs']['verdicts'];

/** The entries that the events of a step removed. */
export function removedIn(events: readonly TraceEvent[]): Removed[] {
  return events.flatMap(({ server, fact }) =>
    fact.type === 'LogTruncated' && server !== null
      ? [{ address: server, fromIndex: fact.fromIndex, entries: fact.removed }]
      : [],
  );
}

/** The comparison of log places that decided this step: a conflict first, then a vote, then the consistency check. */
export function comparisonIn(events: readonly TraceEvent[], world: World, words: Words): Comparison | null {
  return (
    first(events, (event) => conflictIn(event, world, words)) ??
    first(events, (event) => voteIn(event, words)) ??
    first(events, (event) => checkIn(event, words))
  );
}

function first(events: readonly TraceEvent[], find: (event: TraceEvent) => Comparison | null): Comparison | null {
  for (const event of events) {
    const found = find(event);
    if (found !== null) return found;
  }
  return null;
}

/** P33: an entry of the leader against the one that it replaces. */
function conflictIn({ server, fact }: TraceEvent, world: World, words: Words): Comparison | null {
  if (fact.type !== 'LogTruncated' || server === null) return null;
  const { existingTerm, newTerm } = fact.decision.values;
  const host = world.hosts.find((other) => other.address === server);
  const leader = host?.state.kind === 'server' ? host.state.raft.leaderId : null;
  if (leader === null || leader === server) return null;
  const label = words.termThere(Number(newTerm), Number(existingTerm), words.conflict);
  return {
    theirs: { address: leader, index: fact.fromIndex },
    own: { address: server, index: fact.fromIndex },
    label,
    shortLabel: `${String(newTerm)} ≠ ${String(existingTerm)}`,
  };
}

/** Whether the vote or pre-vote hung on the logs: neither the terms nor an earlier vote had decided. */
function hangsOnLogs({ rule, values }: Decision): boolean {
  if (rule !== 'P21' && rule !== 'P66') return false;
  if (rule === 'P66' && Number(values['requestTerm']) > Number(values['currentTerm'])) return true;
  const isFree = values['votedFor'] === null || values['votedFor'] === values['candidateId'];
  return isFree && values['requestTerm'] === values['currentTerm'];
}

/** P21, P67: the last entry of a candidate against the last entry of the voter, where the logs decided. */
function voteIn({ server, fact }: TraceEvent, words: Words): Comparison | null {
  if ((fact.type !== 'VoteDecided' && fact.type !== 'PreVoteDecided') || server === null) return null;
  const { rule, values } = fact.decision;
  if (!hangsOnLogs(fact.decision)) return null;
  const verdict = fact.decision.brokenBy !== undefined ? words.overruled : fact.granted ? words.grant : words.refuse;
  const theirTerm = Number(values['candidateLastLogTerm']);
  const ownTerm = Number(values['lastLogTerm']);
  const theirIndex = Number(values['candidateLastLogIndex']);
  const ownIndex = Number(values['lastLogIndex']);
  const byTerm = theirTerm !== ownTerm;
  // A pre-vote can be refused for another reason than the log: there is a leader (P66).
  const isAsGood = byTerm ? theirTerm > ownTerm : theirIndex >= ownIndex;
  if (rule === 'P66' && isAsGood && !fact.granted) return null;
  const [theirs, own] = byTerm ? [theirTerm, ownTerm] : [theirIndex, ownIndex];
  return {
    theirs: { address: fact.candidate, index: theirIndex },
    own: { address: server, index: ownIndex },
    label: byTerm ? words.newerTerm(theirs, own, verdict) : words.sameTerm(theirs, own, verdict),
    shortLabel: `${theirs} ${theirs < own ? '<' : byTerm ? '>' : '≥'} ${own}`,
  };
}

/** P31: what a leader says lies before its entries, against what the follower has there. */
function checkIn({ server, fact }: TraceEvent, words: Words): Comparison | null {
  if (fact.type !== 'ConsistencyChecked' || server === null) return null;
  const { prevLogIndex, prevLogTerm, termAtPrevLogIndex } = fact.decision.values;
  const index = Number(prevLogIndex);
  if (index === 0) return null;
  const verdict = fact.decision.brokenBy !== undefined ? words.overruled : fact.matched ? words.fits : words.refuse;
  const isThere = typeof termAtPrevLogIndex === 'number';
  const own = isThere ? termAtPrevLogIndex : 0;
  return {
    theirs: { address: fact.leader, index },
    own: { address: server, index },
    label: isThere ? words.termThere(Number(prevLogTerm), own, verdict) : words.nothingThere(index),
    shortLabel: isThere ? `${String(prevLogTerm)} ${fact.matched ? '=' : '≠'} ${own}` : '–',
  };
}
