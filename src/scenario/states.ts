import { baseOf } from './base-of.ts';
import type { Path, Problems } from './problem.ts';
import type { EntryJson, MessageJson, Scenario, ServerStateJson } from './types.ts';

/** What complains about names that do not exist. */
interface Names {
  /** Who elects at first; the others wait to be added. */
  readonly voters: readonly string[];
  check(name: string | undefined, path: Path): void;
}

function termOf(entry: EntryJson): number {
  return typeof entry === 'number' ? entry : entry.term;
}

/** Explicit states: a server can only stand where Raft, or one of its broken variants, can get it. */
export function checkServers(scenario: Scenario, known: Names, problems: Problems): void {
  if (typeof scenario.servers === 'number') return;
  scenario.servers.forEach(({ id, state }, index) => {
    const path = ['servers', index];
    if (id !== `S${index + 1}`) {
      problems.add(
        [...path, 'id'],
        `expected "S${index + 1}", found "${id}": servers are named S1, S2 ... in order; use "label" for another name`,
      );
      return;
    }
    if (state !== undefined) checkState(id, state, [...path, 'state'], known, problems);
  });
}

function checkState(id: string, state: ServerStateJson, path: Path, known: Names, problems: Problems): void {
  const log = state.log ?? [];
  const currentTerm = state.currentTerm ?? 0;
  known.check(state.votedFor, [...path, 'votedFor']);
  known.check(state.leaderId, [...path, 'leaderId']);
  const { lastIndex = 0, lastTerm = 0 } = state.snapshot ?? {};
  if (lastTerm > currentTerm) {
    problems.add(
      [...path, 'snapshot', 'lastTerm'],
      `a snapshot of term ${lastTerm} cannot be here in term ${currentTerm}`,
    );
  }
  checkTerms(log, currentTerm, [...path, 'log'], problems, lastTerm);
  const commitIndex = state.commitIndex ?? lastIndex;
  if (commitIndex > lastIndex + log.length) {
    problems.add([...path, 'commitIndex'], `the log ends at index ${lastIndex + log.length}`);
  } else if (commitIndex < lastIndex) {
    problems.add([...path, 'commitIndex'], `what is in the snapshot is committed: expected ${lastIndex} or more`);
  }
  if (state.down === true) {
    for (const member of ['role', 'commitIndex', 'leaderId', 'votes', 'nextIndex', 'matchIndex'] as const) {
      if (state[member] !== undefined) problems.add([...path, member], 'a server that is down has lost its memory');
    }
    return;
  }
  checkRole(id, state, path, known, problems);
}

function lastIndexOf(state: ServerStateJson): number {
  return baseOf(state) + (state.log?.length ?? 0);
}

function checkTerms(log: readonly EntryJson[], limit: number, path: Path, problems: Problems, before = 0): void {
  let previous = before;
  for (const [index, entry] of log.entries()) {
    const term = termOf(entry);
    if (term < previous) {
      problems.add([...path, index], `the terms of a log never decrease: ${term} after ${previous}`);
      return;
    }
    if (term > limit) {
      problems.add([...path, index], `an entry of term ${term} cannot be here in term ${limit}`);
      return;
    }
    previous = term;
  }
}

function checkRole(id: string, state: ServerStateJson, path: Path, known: Names, problems: Problems): void {
  const role = state.role ?? 'follower';
  if (role === 'follower') {
    if (state.votes !== undefined) problems.add([...path, 'votes'], 'only a candidate or leader has votes');
  } else if (role === 'pre-candidate') checkVotes(id, role, state.votes, [...path, 'votes'], known, problems);
  else {
    if ((state.currentTerm ?? 0) < 1) problems.add([...path, 'currentTerm'], `a ${role} is in term 1 or later`);
    if (state.votedFor !== undefined && state.votedFor !== id) {
      problems.add([...path, 'votedFor'], `a ${role} has voted for itself: expected "${id}" or nothing`);
    }
    checkVotes(id, role, state.votes, [...path, 'votes'], known, problems);
  }
  if ((role === 'candidate' || role === 'pre-candidate') && state.leaderId !== undefined) {
    problems.add([...path, 'leaderId'], `a ${role} knows no leader`);
  }
  if (role === 'leader' && state.leaderId !== undefined && state.leaderId !== id) {
    problems.add([...path, 'leaderId'], `a leader follows itself: expected "${id}" or nothing`);
  }
  checkProgress(id, state, path, known, problems);
}

function checkVotes(
  id: string,
  role: 'pre-candidate' | 'candidate' | 'leader',
  votes: readonly string[] | undefined,
  path: Path,
  known: Names,
  problems: Problems,
): void {
  votes?.forEach((name, index) => {
    known.check(name, [...path, index]);
    if (votes.indexOf(name) < index) problems.add([...path, index], `${name} voted once, not twice`);
  });
  if (votes !== undefined && !votes.includes(id)) problems.add(path, `a ${role} has its own vote: "${id}" is missing`);
  const { voters } = known;
  const needed = Math.floor(voters.length / 2) + 1;
  const counted = votes?.filter((name) => voters.includes(name)).length ?? 0;
  if (role === 'leader' && counted < needed) {
    problems.add(path, `a leader was elected by at least ${needed} of ${voters.length} servers; name them`);
  }
}

function checkProgress(id: string, state: ServerStateJson, path: Path, known: Names, problems: Problems): void {
  const lastIndex = lastIndexOf(state);
  for (const member of ['nextIndex', 'matchIndex'] as const) {
    const byServer = state[member];
    if (byServer === undefined) continue;
    if (state.role !== 'leader') problems.add([...path, member], `only a leader has ${member}`);
    for (const [name, index] of Object.entries(byServer)) {
      const place = [...path, member, name];
      known.check(name, place);
      if (name === id) problems.add(place, `a leader has no ${member} for itself`);
      const [low, high] = member === 'nextIndex' ? [1, lastIndex + 1] : [0, lastIndex];
      if (index < low || index > high) problems.add(place, `expected an index from ${low} to ${high}, found ${index}`);
    }
  }
  for (const [name, match] of Object.entries(state.matchIndex ?? {})) {
    const next = state.nextIndex?.[name] ?? lastIndex + 1;
    if (match >= next)
      problems.add([...path, 'matchIndex', name], `matchIndex ${match} is below nextIndex, which is ${next}`);
  }
}

/** A message under way is between two servers, and its parts fit its term. */
export function checkMessage(message: MessageJson, path: Path, known: Names, problems: Problems): void {
  known.check(message.from, [...path, 'from']);
  known.check(message.to, [...path, 'to']);
  if (message.from === message.to) problems.add([...path, 'to'], 'a server sends no messages to itself');
  if (message.type === 'RequestVoteRequest' || message.type === 'PreVoteRequest') {
    known.check(message.candidateId, [...path, 'candidateId']);
    const last = message.lastLogTerm ?? 0;
    if (last > message.term) problems.add([...path, 'lastLogTerm'], `it is not above the term ${message.term}`);
  }
  if (message.type === 'InstallSnapshotRequest' && message.lastTerm > message.term) {
    problems.add([...path, 'lastTerm'], `it is not above the term ${message.term}`);
  }
  if ('leaderId' in message) known.check(message.leaderId, [...path, 'leaderId']);
  if (message.type !== 'AppendEntriesRequest') return;
  const { term, prevLogTerm = 0, entries = [] } = message;
  if (prevLogTerm > term) problems.add([...path, 'prevLogTerm'], `it is not above the term ${term}`);
  const [first] = entries;
  if (first !== undefined && termOf(first) < prevLogTerm) {
    problems.add(
      [...path, 'entries', 0],
      `the terms of a log never decrease: ${termOf(first)} after prevLogTerm ${prevLogTerm}`,
    );
  }
  checkTerms(entries, term, [...path, 'entries'], problems);
}
