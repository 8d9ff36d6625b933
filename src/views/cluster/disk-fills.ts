import { writtenShare } from '../../layout/disk.ts';
import type { Moment } from '../../store/types.ts';

/** In how many places a fill can end: finer than can be seen in a mark of this size. */
const STOPS = 50;

/** Moves what fills the disks once per frame, by reference: how much of the wait for the first write is over. */
export class DiskFills {
  private readonly fills = new Map<number, { readonly node: SVGPathElement; shown: number }>();
  private moment: Moment | null = null;

  register(hostIndex: number, node: SVGPathElement | null): void {
    if (node === null) this.fills.delete(hostIndex);
    else this.fills.set(hostIndex, { node, shown: -1 });
    // A disk may come after the frame that it belongs to, and while the run stands still no other follows.
    if (this.moment !== null) this.show(this.moment);
  }

  show(moment: Moment): void {
    this.moment = moment;
    const { world, displayUs } = moment;
    for (const [hostIndex, fill] of this.fills) {
      const write = world.hosts[hostIndex]?.writes[0];
      const shown = write === undefined ? 0 : Math.round(writtenShare(write, displayUs) * STOPS);
      if (shown === fill.shown) continue;
      fill.shown = shown;
      fill.node.setAttribute('stroke-dasharray', `${(shown * 1000) / STOPS} 1001`);
    }
  }
}
