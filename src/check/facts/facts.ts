import { Applied } from './applied.ts';
import { Entries } from './entries.ts';
import { Leaders } from './leaders.ts';
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
  readonly snapshots: number;
  readonly reported: number;
}

/** What has to be remembered of the past. Facts are only ever added, so a mark is a list of counts. */
export class Facts {
  leaders = new Leaders();
  votes = new Votes();
  entries = new Entries();
  applied = new Applied();
  committed = new Promises();
  acknowledged = new Promises();
  snapshots = new Snapshots();

  rewind(mark: Mark): void {
    this.leaders.rewind(mark.leaders);
    this.votes.rewind(mark.votes);
    this.entries.rewind(mark.entries);
    this.applied.rewind(mark.applied);
    this.committed.rewind(mark.committed);
    this.acknowledged.rewind(mark.acknowledged);
    this.snapshots.rewind(mark.snapshots);
  }

  copy(): Facts {
    const copy = new Facts();
    copy.leaders = this.leaders.copy();
    copy.votes = this.votes.copy();
    copy.entries = this.entries.copy();
    copy.applied = this.applied.copy();
    copy.committed = this.committed.copy();
    copy.acknowledged = this.acknowledged.copy();
    copy.snapshots = this.snapshots.copy();
    return copy;
  }
}
