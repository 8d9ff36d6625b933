import { blankDurable } from '../cluster/cluster.ts';
import { memberOf } from '../cluster/member.ts';
import type { ClusterHost, ClusterSpec, Run, World } from '../cluster/types.ts';
import { fromDisk, type Server } from '../raft/server.ts';
import { messagesInFlight } from '../sim/world.ts';
import { type Change, type Finding, firstDifference } from './change.ts';
import { Facts, type Mark } from './facts/facts.ts';
import { checkElectionSafety } from './invariants/i01-election-safety.ts';
import { checkLeaderAppendOnly } from './invariants/i02-leader-append-only.ts';
import { checkLogMatching } from './invariants/i03-log-matching.ts';
import { checkSnapshot } from './invariants/i03-snapshots.ts';
import { checkLeaderCompleteness } from './invariants/i04-leader-completeness.ts';
import { checkStateMachineSafety } from './invariants/i05-state-machine-safety.ts';
import { checkDurable } from './invariants/i06-durable.ts';
import { checkTermAndVote } from './invariants/i07-term-and-vote.ts';
import { checkCommitIndex } from './invariants/i08-commit-index.ts';
import { checkLogTerms } from './invariants/i09-log-terms.ts';
import { checkMatchIndex } from './invariants/i10-match-index.ts';
import { checkVotes } from './invariants/i11-votes.ts';
import { checkCommitOwnTerm } from './invariants/i12-commit-own-term.ts';
import { checkConfigurations } from './invariants/i13-one-open-configuration.ts';
import { checkExactlyOnce } from './invariants/i15-exactly-once.ts';
import { checkReplyDurable } from './invariants/i16-reply-durable.ts';
import { checkAcknowledged, checkAcknowledgement } from './invariants/i17-acknowledged.ts';
import { checkWhoCounts } from './invariants/i18-who-counts.ts';
import type { Violation } from './violation.ts';

export type { Mark } from './facts/facts.ts';
export type { Violation } from './violation.ts';

const NOTHING: readonly Violation[] = [];

/**
 * Judges a run step by step. Reads only; its cost follows what a step changed, never the size of a log. What it needs
 * of the past are facts that are only ever added, so that a mark brings it back to where it was.
 */
export class Monitor {
  private readonly facts: Facts;
  /** Keys of what was reported, in order: each violation is reported once. */
  private readonly reported: string[];
  private readonly known: Set<string>;
  private found: Violation[] = [];
  /** What the first world breaks by itself; step 0. Not part of what `observe` returns. */
  readonly atStart: Violation[] = [];
  private step = 0;
  private atUs = 0;

  constructor(facts: Facts, reported: readonly string[]) {
    this.facts = facts;
    this.reported = reported.slice();
    this.known = new Set(reported);
  }

  /**
   * What the step that `run` has just taken broke; a shared empty list when nothing. To be called after every
   * `run.advance()` that returned true, in order: a step that is left out is a fact that is missing.
   */
  observe(run: Run): readonly Violation[] {
    const { record } = run;
    const { before, after, sent } = record;
    if (before === after && sent.length === 0) return NOTHING;
    this.step = record.step;
    this.atUs = record.atUs;
    if (before !== after && before !== null && after !== null) this.checkHosts(before, after, run.hosts);
    if (after !== null && sent.length > 0) for (const envelope of sent) this.checkSent(envelope, after);
    if (this.found.length === 0) return NOTHING;
    const { found } = this;
    this.found = [];
    return found;
  }

  /** How much is known by now: numbers only. */
  mark(): Mark {
    const { leaders, votes, entries, applied, committed, acknowledged, snapshots } = this.facts;
    const { durable, machines, copies } = this.facts;
    return {
      leaders: leaders.count,
      votes: votes.count,
      entries: entries.count,
      applied: applied.count,
      committed: committed.count,
      acknowledged: acknowledged.count,
      durable: durable.count,
      machines: machines.count,
      copies: copies.count,
      snapshots: snapshots.count,
      reported: this.reported.length,
    };
  }

  /** Forgets what was learnt since the mark. Marks that were taken later are void. */
  rewind(mark: Mark): void {
    this.facts.rewind(mark);
    while (this.reported.length > mark.reported) this.known.delete(this.reported.pop() ?? '');
  }

  /** Another monitor, as this one was at the mark: for a branch. This one stays as it is. */
  fork(mark: Mark): Monitor {
    const facts = this.facts.copy();
    facts.rewind(mark);
    return new Monitor(facts, this.reported.slice(0, mark.reported));
  }

  /** Remembers a server's first state as facts. `blank` is the same server with nothing on its disk. */
  learnFirst(host: ClusterHost, blank: ClusterHost, hosts: readonly ClusterHost[]): void {
    if (host.state.kind !== 'server' || blank.state.kind !== 'server') return;
    const was = blank.state.raft;
    const is = host.state.raft;
    const change: Change = { before: blank, after: host, was, is, ran: false, firstNew: is.log.baseIndex + 1, hosts };
    const { facts, report } = this;
    checkLogMatching(change, facts, report);
    checkLogTerms(change, report);
    checkStateMachineSafety(change, facts, report);
    checkSnapshot(change, facts, report);
    checkExactlyOnce(change, facts, report);
    checkCommitIndex(change, report);
    checkTermAndVote(change, facts, report);
    if (is.role === 'candidate' || is.role === 'leader')
      for (const voter of is.votesGranted) facts.votes.add(voter, is.currentTerm, is.id);
    checkElectionSafety(change, facts, report);
    checkMatchIndex(change, report);
    const committedTerm = is.log.termAt(is.commitIndex);
    if (is.commitIndex > 0 && committedTerm !== undefined) {
      facts.committed.add(is.commitIndex, committedTerm, is.currentTerm);
    }
    this.atStart.push(...this.found);
    this.found = [];
  }

  /** A vote that is on the road when the run begins was given. */
  learnVote(voter: number, term: number, candidate: number): void {
    this.facts.votes.add(voter, term, candidate);
  }

  private checkHosts(before: ClusterHost, after: ClusterHost, hosts: readonly ClusterHost[]): void {
    if (before.state.kind !== 'server' || after.state.kind !== 'server') return;
    const was = before.state.raft;
    const is = after.state.raft;
    if (before.disk === after.disk && before.up === after.up && isAlike(was, is)) return;
    const ran = before.up && after.up && before.life === after.life;
    const firstNew = firstDifference(was.log, is.log);
    const change: Change = { before, after, was, is, ran, firstNew, hosts };
    const { facts, report } = this;
    checkTermAndVote(change, facts, report);
    checkDurable(change, facts, report);
    if (was === is) return;
    if (was.snapshot !== is.snapshot) checkSnapshot(change, facts, report);
    if (was.log !== is.log) {
      checkLogMatching(change, facts, report);
      checkLogTerms(change, report);
      checkLeaderAppendOnly(change, report);
    }
    // Before the leader itself is known as one: it need not hold what is committed only later.
    checkVotes(change, facts, report);
    checkAcknowledged(change, facts, report);
    checkElectionSafety(change, facts, report);
    checkMatchIndex(change, report);
    checkCommitIndex(change, report);
    checkCommitOwnTerm(change, report);
    checkLeaderCompleteness(change, facts, report);
    checkStateMachineSafety(change, facts, report);
    checkWhoCounts(change, report);
    if (was.log !== is.log) checkConfigurations(change, facts, report);
    checkExactlyOnce(change, facts, report);
  }

  private checkSent(envelope: Run['record']['sent'][number], sender: ClusterHost): void {
    switch (envelope.message.type) {
      case 'AppendEntriesRequest':
      case 'InstallSnapshotRequest':
      case 'RequestVoteRequest':
      case 'PreVoteRequest':
      case 'PreVoteResponse':
      case 'TimeoutNowRequest':
      case 'ReadIndexRequest':
      case 'ReadIndexResponse':
      case 'ClientRequest':
      case 'RegisterClientRequest':
      case 'KeepAliveRequest':
      case 'Telling':
        return;
      case 'AppendEntriesResponse':
      case 'InstallSnapshotResponse':
      case 'RequestVoteResponse':
        checkReplyDurable(envelope, envelope.message, sender, this.report);
        return;
      case 'ClientResponse':
        if (sender.state.kind !== 'server') return;
        checkAcknowledgement(envelope, sender.state.raft.currentTerm, this.facts, this.report);
    }
  }

  private readonly report = (finding: Finding, key: string): void => {
    if (this.known.has(key)) return;
    this.known.add(key);
    this.reported.push(key);
    this.found.push({ ...finding, step: this.step, atUs: this.atUs });
  };
}

/**
 * A monitor for a run that begins with `world`, which is taken for granted: its leaders have no election to be checked,
 * its votes count as given, its committed entries as promised. What it breaks by itself is in `atStart`.
 */
export function openMonitor(spec: ClusterSpec, world: World): Monitor {
  const monitor = new Monitor(Facts.of(spec), []);
  for (const host of world.hosts) monitor.learnFirst(host, blankHost(spec, host), world.hosts);
  for (const { from, to, message } of messagesInFlight(world)) {
    if (message.type === 'RequestVoteResponse' && message.voteGranted) monitor.learnVote(from, message.term, to);
  }
  return monitor;
}

function blankHost(spec: ClusterSpec, host: ClusterHost): ClusterHost {
  if (host.state.kind !== 'server') return host;
  const disk = blankDurable(spec, host.address);
  return { ...host, disk, state: memberOf(fromDisk(host.address, disk)) };
}

/**
 * Whether two states of a server are the same in all that an invariant looks at: whom it heard when, what is under way
 * and what waits to be read is not. That is all that most steps change where leaders count answers.
 */
function isAlike(a: Server, b: Server): boolean {
  if (a === b) return true;
  if (a.role !== b.role || a.log !== b.log || a.currentTerm !== b.currentTerm || a.votedFor !== b.votedFor)
    return false;
  if (a.commitIndex !== b.commitIndex || a.lastApplied !== b.lastApplied || a.snapshot !== b.snapshot) return false;
  if (a.configuration !== b.configuration || a.durableIndex !== b.durableIndex) return false;
  if (a.role === 'leader' && b.role === 'leader') return a.matchIndex === b.matchIndex && a.nextIndex === b.nextIndex;
  if (a.role === 'candidate' && b.role === 'candidate') return a.votesGranted === b.votesGranted;
  return true;
}
