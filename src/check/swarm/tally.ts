import { at } from '../../base/assert.ts';
import type { ClusterEnvelope, ClusterHost, Run, Wire } from '../../cluster/types.ts';
import { isVoter } from '../../raft/configuration.ts';
import { StepKind } from '../../sim/record.ts';
import { firstDifference } from '../change.ts';
import { tallyPipelines } from './tally-pipelines.ts';
import { tallyAnswer, tallyLeases, tallyRead } from './tally-reads.ts';
import { isCopyFound, tallySessions } from './tally-sessions.ts';

/** What happened in a run, counted: whether a swarm has seen the situations in which protocols go wrong. */
export const SITUATIONS = [
  'elections won',
  'elections without a winner',
  'two leaders at once',
  'leaders deposed',
  'leaders without a majority stepped down',
  'candidates ignored',
  'pre-votes won',
  'pre-votes without a majority',
  'pre-candidates that found a leader',
  'pre-votes refused with a newer term',
  'transfers started',
  'transfers done',
  'transfers given up',
  'orders to stand ignored',
  'commands refused during a transfer',
  'timers fired by a clock that is off',
  'entries committed',
  'configurations appended',
  'joint phases',
  'configuration fallbacks',
  'learners promoted',
  'catch-ups given up',
  'leaders left out stepped down',
  'entries truncated',
  'appends rejected',
  'writes lost in a crash',
  'writes completed',
  'write queues cut in the middle',
  'writes superseded',
  'commits before the own disk',
  'pipelines rolled back',
  'full windows',
  'messages lost on a cut link',
  'messages lost by chance',
  'messages to a server that is down',
  'messages to a server that is paused',
  'duplicates delivered',
  'messages overtaken',
  'stale requests delivered',
  'stale responses delivered',
  'snapshots taken',
  'snapshots installed',
  'unfinished snapshots dropped',
  'entries kept behind an installed snapshot',
  'logs in conflict with an installed snapshot',
  'commands redirected',
  'commands refused',
  'commands asked again',
  'copies found in a log',
  'copies filtered',
  'sessions opened',
  'sessions expired',
  'commands of an expired session',
  'reads by the log',
  'reads by ReadIndex',
  'reads by lease',
  'local reads',
  'reads answered by followers',
  'reads that waited for a first commit',
  'reads refused',
  'leases gained',
  'leases regained',
  'outcomes ok',
  'outcomes unknown',
  'outcomes failed',
] as const;
export type Situation = (typeof SITUATIONS)[number];

export class Tally {
  readonly counts = new Map<Situation, number>(SITUATIONS.map((situation) => [situation, 0]));
  /** By link: the ordinal delivered last. */
  private readonly delivered = new Map<number, number>();

  /** Looks at the step that `run` has just taken. */
  observe(run: Run): void {
    const { record } = run;
    const { before, after, envelope } = record;
    if (envelope !== null) this.arrival(envelope, record.kind, run, before);
    for (const sent of record.sent) this.departure(sent, after);
    if (before === null || after === null) return;
    if (record.kind === StepKind.timer && before.clock !== null) this.add('timers fired by a clock that is off');
    if (envelope !== null && isCopyFound(envelope, before, after)) this.add('copies found in a log');
    if (envelope !== null && record.kind === StepKind.delivery) this.unheard(envelope, before, after);
    if (before === after) return;
    this.host(before, after, run);
  }

  private readonly add = (situation: Situation, count = 1): void => {
    this.counts.set(situation, (this.counts.get(situation) ?? 0) + count);
  };

  private arrival(envelope: ClusterEnvelope, kind: StepKind, run: Run, receiver: ClusterHost | null): void {
    const { from, to, ordinal, message } = envelope;
    if (kind === StepKind.loss) {
      if (!run.host(to).up) this.add('messages to a server that is down');
      else
        this.add(
          at(run.links, run.linkIndex(from, to)).cut ? 'messages lost on a cut link' : 'messages lost by chance',
        );
    }
    if (kind !== StepKind.delivery || receiver === null) return;
    if (receiver.paused) return this.add('messages to a server that is paused');
    if (envelope.copy > 0) this.add('duplicates delivered');
    const link = run.linkIndex(from, to);
    if (ordinal < (this.delivered.get(link) ?? 0)) this.add('messages overtaken');
    else this.delivered.set(link, ordinal);
    if (receiver.state.kind !== 'server' || !('term' in message) || message.type === 'ClientResponse') return;
    if (message.term >= receiver.state.raft.currentTerm) return;
    const request = message.type.endsWith('Request');
    this.add(request ? 'stale requests delivered' : 'stale responses delivered');
  }

  /** P76: whoever does not ignore a newer term takes it over; P85: whoever does not ignore TimeoutNow stands. */
  private unheard({ message }: ClusterEnvelope, before: ClusterHost, { state }: ClusterHost): void {
    if (state.kind !== 'server' || !before.up || before.paused) return;
    if (message.type === 'TimeoutNowRequest' && state.raft.role === 'follower') this.add('orders to stand ignored');
    if (message.type === 'RequestVoteRequest' && state.raft.currentTerm < message.term) this.add('candidates ignored');
  }

  private departure({ message }: ClusterEnvelope, sender: ClusterHost | null): void {
    if (message.type === 'AppendEntriesResponse' && !message.success) this.add('appends rejected');
    if (message.type !== 'ClientResponse') return;
    if (sender?.state.kind === 'server') tallyAnswer(message, sender.state.raft, this.add);
    if (message.status === 'redirect') this.add('commands redirected');
    if (message.status === 'refused') this.add('commands refused');
    if (message.status === 'transferring') this.add('commands refused during a transfer');
  }

  private host(before: ClusterHost, after: ClusterHost, run: Run): void {
    if (before.state.kind === 'client' && after.state.kind === 'client') {
      const { finished } = after.state;
      for (let place = before.state.finished.length; place < finished.length; place++) {
        const operation = finished.get(place);
        if (operation === undefined) continue;
        this.add(`outcomes ${operation.outcome}`);
        this.add('commands asked again', operation.retries);
        tallyRead(operation, this.add);
      }
    }
    if (before.up && !after.up) this.writesLost(before);
    else if (after.writes.length < before.writes.length) this.add('writes completed');
    if (!before.up || !after.up || before.state.kind !== 'server' || after.state.kind !== 'server') return;
    this.server(before.state.raft, after.state.raft, run);
    this.disk(before, after, before.state.raft, after.state.raft);
    tallyLeases(before.state.raft, after.state.raft, run.nowUs, this.add);
    tallySessions(before.state, after.state, this.add);
  }

  /** P55: of several writes under way none is done; of the state that the last of them holds, nothing is. */
  private writesLost({ writes }: ClusterHost): void {
    this.add('writes lost in a crash', writes.length);
    if (writes.length > 1) this.add('write queues cut in the middle');
  }

  /** P7 to P9: what a disk that takes its time makes possible. */
  private disk(before: ClusterHost, after: ClusterHost, was: ServerState, is: ServerState): void {
    if (is.role === 'leader') {
      if (is.commitIndex > was.commitIndex && is.commitIndex > is.durableIndex) this.add('commits before the own disk');
    }
    if (after.writes.length >= before.writes.length) return;
    const [done] = before.writes;
    const log = done?.disk?.log;
    if (log !== undefined && is.log.termAt(log.lastIndex) !== log.lastTerm) this.add('writes superseded');
  }

  private configuration(was: ServerState, is: ServerState): void {
    const caughtUp = was.role === 'leader' ? (was.change?.catchUp ?? null) : null;
    if (caughtUp !== null && is.role === 'leader' && is.change === null) {
      this.add('catch-ups given up');
    }
    if (was.configurationIndex === is.configurationIndex) return;
    if (is.configurationIndex < was.configurationIndex) return this.add('configuration fallbacks');
    if (is.role !== 'leader') return;
    this.add('configurations appended');
    if (is.configuration.old !== null) this.add('joint phases');
    const promoted = is.configuration.voters.filter((id) => was.configuration.learners.includes(id));
    this.add('learners promoted', promoted.length);
  }

  /** P108, P116: an own snapshot, or one that has just arrived. */
  private snapshot(was: ServerState, is: ServerState, { record }: Run): void {
    if (is.snapshot === null) return;
    const { lastIndex, lastTerm } = is.snapshot;
    if (record.envelope?.message.type !== 'InstallSnapshotRequest') return this.add('snapshots taken');
    this.add('snapshots installed');
    const termThere = was.log.termAt(lastIndex);
    if (termThere === lastTerm) this.add('entries kept behind an installed snapshot', is.log.lastIndex - lastIndex);
    else if (termThere !== undefined) this.add('logs in conflict with an installed snapshot');
  }

  private server(was: ServerState, is: ServerState, run: Run): void {
    if (was === is) return;
    this.roles(was, is, run);
    this.configuration(was, is);
    this.transfer(was, is);
    tallyPipelines(was, is, (situation) => this.add(situation));
    if (is.role === 'leader') this.add('entries committed', is.commitIndex - was.commitIndex);
    if (was.log !== is.log)
      this.add('entries truncated', Math.max(0, was.log.lastIndex - firstDifference(was.log, is.log) + 1));
    if (was.snapshot !== is.snapshot) this.snapshot(was, is, run);
    else if (was.partial !== null && is.partial === null) this.add('unfinished snapshots dropped');
  }

  /** Who stood, won and lost. */
  private roles(was: ServerState, is: ServerState, run: Run): void {
    if (was.role === 'candidate' && is.role === 'candidate' && is.currentTerm > was.currentTerm) {
      this.add('elections without a winner');
    }
    if (was.role === 'pre-candidate') this.preCandidate(was, is, run.record.envelope?.message);
    if (was.role === 'leader' && is.role !== 'leader') {
      this.add('leaders deposed');
      // Nothing but P61 and P98 takes leadership away without a newer term.
      if (was.currentTerm === is.currentTerm) {
        const leftOut = !isVoter(is.configuration, is.id) && is.configurationIndex <= is.commitIndex;
        this.add(leftOut ? 'leaders left out stepped down' : 'leaders without a majority stepped down');
      }
    }
    if (was.role !== 'leader' && is.role === 'leader') {
      this.add('elections won');
      if (leaders(run) > 1) this.add('two leaders at once');
    }
  }

  /** P65, P69 to P71: how asking ended. */
  private preCandidate(was: ServerState, is: ServerState, message: Wire | undefined): void {
    if (is.role === 'candidate') this.add('pre-votes won');
    if (is.role === 'pre-candidate' && message === undefined) this.add('pre-votes without a majority');
    if (is.role !== 'follower') return;
    if (was.currentTerm === is.currentTerm) this.add('pre-candidates that found a leader');
    else if (message?.type === 'PreVoteResponse') this.add('pre-votes refused with a newer term');
  }

  private transfer(was: ServerState, is: ServerState): void {
    if (was.role === 'candidate' && was.byTransfer && is.role === 'leader') this.add('transfers done');
    if (is.role !== 'leader' || was.role !== 'leader' || is.transfer === was.transfer) return;
    if (is.transfer !== null) this.add('transfers started');
    if (was.transfer !== null) this.add('transfers given up');
  }
}

type ServerState = Extract<ClusterHost['state'], { kind: 'server' }>['raft'];

function leaders(run: Run): number {
  return run.hosts.filter(({ up, state }) => up && state.kind === 'server' && state.raft.role === 'leader').length;
}
