import { machineRulesOf } from '../../cluster/filter.ts';
import type { ClusterSpec } from '../../cluster/types.ts';
import { NO_MUTATIONS } from '../../raft/config.ts';
import type { Switches } from '../../raft/switches.ts';
import { Applied } from './applied.ts';
import { Copies } from './copies.ts';
import { Durables } from './durables.ts';
import { Entries } from './entries.ts';
import { Leaders } from './leaders.ts';
import { Machines } from './machines.ts';
import { Promises } from './promises.ts';
import { Snapshots } from './snapshots.ts';
import { Votes } from './votes.ts';

/** How many facts of each kind there were at one moment: enough to take the later ones back. */
export interface Mark {
  readonly leaders: number;
  readonly votes: number;
  readonly entries: number;
  readonly applied: number;
  readonly committed: number;
  readonly acknowledged: number;
  readonly durable: number;
  readonly machines: number;
  readonly copies: number;
  readonly snapshots: number;
  readonly reported: number;
}

/** What has to be remembered of the past. Facts are only ever added, so a mark is a list of counts. */
export class Facts {
  /** What is promised about commands that come twice (I15). */
  readonly sessions: Switches['sessions'];
  leaders = new Leaders();
  votes = new Votes();
  entries = new Entries();
  applied = new Applied();
  committed = new Promises();
  acknowledged = new Promises();
  durable = new Durables();
  snapshots = new Snapshots();
  machines: Machines;
  copies = new Copies();

  constructor(sessions: Switches['sessions'], machines: Machines) {
    this.sessions = sessions;
    this.machines = machines;
  }

  /** What the first world of a spec is judged by. */
  static of({ raft }: ClusterSpec): Facts {
    return new Facts(raft.sessions, new Machines(machineRulesOf({ ...raft, mutations: NO_MUTATIONS })));
  }

  rewind(mark: Mark): void {
    this.leaders.rewind(mark.leaders);
    this.votes.rewind(mark.votes);
    this.entries.rewind(mark.entries);
    this.applied.rewind(mark.applied);
    this.committed.rewind(mark.committed);
    this.acknowledged.rewind(mark.acknowledged);
    this.durable.rewind(mark.durable);
    this.machines.rewind(mark.machines);
    this.copies.rewind(mark.copies);
    this.snapshots.rewind(mark.snapshots);
  }

  copy(): Facts {
    const copy = new Facts(this.sessions, this.machines.copy());
    copy.leaders = this.leaders.copy();
    copy.votes = this.votes.copy();
    copy.entries = this.entries.copy();
    copy.applied = this.applied.copy();
    copy.committed = this.committed.copy();
    copy.acknowledged = this.acknowledged.copy();
    copy.durable = this.durable.copy();
    copy.copies = this.copies.copy();
    copy.snapshots = this.snapshots.copy();
    return copy;
  }
}
