import { memo } from 'react';
import { type Slant, type SpaceTimeFrame, slantPath } from '../../layout/space-time.ts';
import { lookOf } from '../marks/message-look.ts';

interface Props {
  readonly frame: SpaceTimeFrame;
  readonly slants: readonly Slant[];
  /** The step on show: its own messages are lit. */
  readonly step: number;
}

/** All messages in sight: one path for those that look the same, so that a thousand cost no more than ten. */
export const Slants = memo(function Slants({ slants }: { readonly slants: readonly Slant[] }) {
  const groups = new Map<string, string[]>();
  const ends: string[] = [];
  for (const slant of slants) {
    const { kind, reply } = lookOf(slant.passage.envelope.message);
    const name = `st-slant st-${kind} ${reply ? 'st-reply' : 'st-request'} st-${slant.passage.fate}`;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [slantPath(slant)]);
    else group.push(slantPath(slant));
    const mark = endMark(slant);
    if (mark !== null) ends.push(mark);
  }
  return (
    <g className="st-slants">
      {[...groups]
        .sort(([a], [b]) => rank(a) - rank(b))
        .map(([name, paths]) => (
          <path key={name} className={name} d={paths.join('')} />
        ))}
      <path className="st-ends" d={ends.join('')} />
    </g>
  );
});

/** Heartbeats lie under everything else. */
function rank(name: string): number {
  return name.includes('st-heartbeat') ? 0 : 1;
}

/** ✕ where a message died, two bars where one is held. */
function endMark({ passage, end: { x, y } }: Slant): string | null {
  if (passage.fate === 'lost') return `M${x - 3.5} ${y - 3.5}l7 7M${x + 3.5} ${y - 3.5}l-7 7`;
  return passage.fate === 'held' ? `M${x - 2.5} ${y - 5}v10M${x + 2.5} ${y - 5}v10` : null;
}

/** What the step on show sent or received, in the accent, over everything. */
export function LitSlants({ slants, step }: Props) {
  const lit = slants.filter(({ passage }) => passage.endStep === step || passage.envelope.sentStep === step);
  return <path className="st-lit" d={lit.map(slantPath).join('')} />;
}
