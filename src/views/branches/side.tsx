import { formatMs } from '../../base/time.ts';
import type { World } from '../../cluster/types.ts';
import type { Branch } from '../../store/types.ts';
import { sentenceOf } from '../narration/narration-strip.tsx';
import { useNames, useText } from '../text.ts';
import type { Differing } from './differing.ts';
import { SideLogs } from './side-logs.tsx';
import { SideRing } from './side-ring.tsx';

interface Props {
  readonly branch: Branch;
  readonly step: number;
  readonly atUs: number;
  /** The world of the other side, so that both are drawn to the same measure. */
  readonly twin: World;
  readonly differing: Differing;
  readonly onShow: () => void;
}

/** One branch at a moment: the event, the ring, the logs; what the other side does not have is in the accent. */
export function Side({ branch, step, atUs, twin, differing, onShow }: Props) {
  const text = useText();
  const words = text.branches.side;
  const name = useNames();
  const { timeline } = branch;
  const world = timeline.worldAt(step);
  const hasEnded = step === timeline.steps && atUs > timeline.endUs;
  return (
    <section className="side" aria-label={branch.name}>
      <header className="side-head">
        <h3>{branch.name}</h3>
        <span className="side-moment">{words.moment(step, formatMs(timeline.index.atUs(step)))}</span>
        {hasEnded && <span className="side-moment">{words.ended}</span>}
        <button type="button" aria-label={words.goThereName(branch.name)} onClick={onShow}>
          {words.goThere}
        </button>
      </header>
      <p className="side-event">{sentenceOf({ timeline, step }, text, name)}</p>
      <SideRing world={world} atUs={atUs} differing={differing} />
      <SideLogs world={world} twin={twin} committed={timeline.committedAt(step)} differing={differing} />
    </section>
  );
}
