import { isClient } from '../../sim/types.ts';
import { clocksOf, type Stamp } from '../../timeline/causality.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import { useText } from '../text.ts';

interface Props {
  readonly timeline: Timeline;
  readonly step: number;
  readonly kept: number;
  /** What an event is called: its name in a lesson, else its number. */
  readonly nameOf: (step: number) => string;
}

const SIGNS = { before: '<', after: '>', concurrent: '∥', same: '=' } as const;

/** How the event on show stands to the one that was kept, and the comparison number by number. */
export function Verdict({ timeline, step, kept, nameOf }: Props) {
  const { spacetime } = useText();
  const clocks = clocksOf(timeline);
  const [one, other] = [clocks.stampOf(kept), clocks.stampOf(step)];
  const verdict = clocks.compare(kept, step);
  if (one === null || other === null || verdict === null || verdict === 'same') return null;
  const servers = timeline
    .worldAt(step)
    .hosts.map(({ address }) => address)
    .filter((address) => !isClient(address));
  const known = ({ vector }: Stamp): number[] => servers.map((address) => vector.get(address) ?? 0);
  const others = known(other);
  const pairs = known(one).map((number, place) => {
    const facing = others[place] ?? 0;
    return `${number} ${number < facing ? '<' : number > facing ? '>' : '='} ${facing}`;
  });
  return (
    <p className="st-verdict" role="status">
      <strong>
        {nameOf(kept)} {SIGNS[verdict]} {nameOf(step)}
      </strong>{' '}
      {spacetime.verdicts[verdict](nameOf(kept), nameOf(step))} <span className="mono">{pairs.join(', ')}</span>
    </p>
  );
}
