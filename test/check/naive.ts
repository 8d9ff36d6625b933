import type { InvariantId } from '../../src/check/violation.ts';
import { formatCommand } from '../../src/cluster/command-text.ts';
import type { Run } from '../../src/cluster/types.ts';
import type { Entry } from '../../src/raft/log.ts';
import { isFollowed, type Server } from '../../src/raft/server.ts';

/**
 * Some invariants once more, the dumb way: every entry of every log, after every step. Shares nothing with src/check,
 * to tell whether the incremental checks miss anything.
 */
export class NaiveMonitor {
  private readonly leaders = new Map<number, Set<number>>();
  private readonly applied = new Map<number, string>();
  private readonly appliedBy = new Map<number, number>();
  /** By index and entry: the first term in which it was committed. */
  private readonly committed = new Map<string, { index: number; entry: string; since: number }>();

  observe(run: Run): Set<InvariantId> {
    const servers = run.hosts.flatMap(({ state, up }) => (state.kind === 'server' && up ? [state.raft] : []));
    const broken = new Set<InvariantId>();
    if (servers.some((server) => this.electionUnsafe(server))) broken.add('I1');
    if (servers.some((a) => servers.some((b) => !logsMatch(a, b)))) broken.add('I3');
    if (servers.some((server) => this.incomplete(server))) broken.add('I4');
    if (servers.some((server) => this.appliedOther(server))) broken.add('I5');
    if (servers.some(({ log, commitIndex, lastApplied }) => lastApplied > commitIndex || commitIndex > log.lastIndex)) {
      broken.add('I8');
    }
    if (servers.some((server) => !termsInOrder(server))) broken.add('I9');
    if (servers.some((leader) => servers.some((follower) => !matchHolds(leader, follower)))) broken.add('I10');
    return broken;
  }

  private electionUnsafe(server: Server): boolean {
    if (server.role !== 'leader') return false;
    const ids = this.leaders.get(server.currentTerm) ?? new Set();
    this.leaders.set(server.currentTerm, ids.add(server.id));
    return ids.size > 1;
  }

  private incomplete(server: Server): boolean {
    const entries = server.log.toArray();
    for (let index = 1; index <= Math.min(server.commitIndex, entries.length); index++) {
      const entry = textOf(entries[index - 1]);
      const key = `${index} ${entry}`;
      const since = Math.min(server.currentTerm, this.committed.get(key)?.since ?? Infinity);
      this.committed.set(key, { index, entry, since });
    }
    if (server.role !== 'leader') return false;
    return [...this.committed.values()].some(
      ({ index, entry, since }) => since < server.currentTerm && textOf(entries[index - 1]) !== entry,
    );
  }

  private appliedOther(server: Server): boolean {
    const entries = server.log.toArray();
    const before = Math.min(this.appliedBy.get(server.id) ?? 0, server.lastApplied);
    this.appliedBy.set(server.id, server.lastApplied);
    let other = false;
    for (let index = before + 1; index <= Math.min(server.lastApplied, entries.length); index++) {
      const entry = textOf(entries[index - 1]);
      const known = this.applied.get(index) ?? entry;
      this.applied.set(index, known);
      if (known !== entry) other = true;
    }
    return other;
  }
}

const texts = new WeakMap<Entry, string>();

function textOf(entry: Entry | undefined): string {
  if (entry === undefined) return '';
  const text = texts.get(entry) ?? `${entry.term} ${formatCommand(entry.command)}`;
  texts.set(entry, text);
  return text;
}

/** From the last place with equal terms downwards, everything is equal. */
function logsMatch(a: Server, b: Server): boolean {
  const left = a.log.toArray();
  const right = b.log.toArray();
  let place = Math.min(left.length, right.length) - 1;
  while (place >= 0 && left[place]?.term !== right[place]?.term) place--;
  for (; place >= 0; place--) if (textOf(left[place]) !== textOf(right[place])) return false;
  return true;
}

function termsInOrder({ log, currentTerm }: Server): boolean {
  const terms = [0, ...log.toArray().map((entry) => entry.term), currentTerm];
  return terms.every((term, place) => place === 0 || term >= (terms[place - 1] ?? 0));
}

function matchHolds(leader: Server, follower: Server): boolean {
  if (leader.role !== 'leader' || leader.id === follower.id || follower.currentTerm > leader.currentTerm) return true;
  if (!isFollowed(leader, follower.id)) return true;
  const matchIndex = leader.matchIndex[follower.id] ?? 0;
  const nextIndex = leader.nextIndex[follower.id] ?? 0;
  if (matchIndex >= nextIndex || nextIndex > leader.log.lastIndex + 1) return false;
  for (let index = 1; index <= matchIndex; index++) {
    if (textOf(leader.log.entryAt(index)) !== textOf(follower.log.entryAt(index))) return false;
  }
  return true;
}
