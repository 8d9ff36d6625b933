import { memo } from 'react';
import { type Slant, type SpaceTimeFrame, slantPath } from '../../layout/space-time.ts';
import { lookOf } from '../marks/message-look.ts';

interface Props {
  readonly frame: SpaceTimeFrame;
  readonly slants: readonly Slant[];
  /** The step on show: its own messages are lit. */
  readonly step: number;
}

/** So wide are the pieces, px, that the lines of one look are cut into: while a run plays, only its last ones change. */
const PIECE = 120;

/** How a slant is drawn, which never changes. */
interface Stroke {
  readonly look: string;
  readonly piece: number;
  readonly path: string;
  /** How it ends, where that is drawn apart. */
  readonly mark: string | null;
}

const strokes = new WeakMap<Slant, Stroke>();

function strokeOf(slant: Slant): Stroke {
  const known = strokes.get(slant);
  if (known !== undefined) return known;
  const { passage, start } = slant;
  const { kind, reply } = lookOf(passage.envelope.message);
  const stroke = {
    look: `st-slant st-${kind} ${reply ? 'st-reply' : 'st-request'} st-${passage.fate}`,
    piece: Math.max(0, Math.floor(start.x / PIECE)),
    path: slantPath(slant),
    mark: endMark(slant),
  };
  strokes.set(slant, stroke);
  return stroke;
}

/** All messages in sight: few paths for those that look the same, so that a thousand cost little more than ten. */
export const Slants = memo(function Slants({ slants }: { readonly slants: readonly Slant[] }) {
  const looks = new Map<string, Map<number, string>>();
  let ends = '';
  for (const slant of slants) {
    const { look, piece, path, mark } = strokeOf(slant);
    const pieces = looks.get(look) ?? new Map<number, string>();
    looks.set(look, pieces);
    pieces.set(piece, (pieces.get(piece) ?? '') + path);
    if (mark !== null) ends += mark;
  }
  return (
    <g className="st-slants">
      {[...looks]
        .sort(([a], [b]) => rank(a) - rank(b))
        .map(([look, pieces]) => (
          <g key={look} className={look}>
            {[...pieces].map(([piece, path]) => (
              <path key={piece} d={path} />
            ))}
          </g>
        ))}
      <path className="st-ends" d={ends} />
    </g>
  );
});

/** Heartbeats lie under everything else. */
function rank(name: string): number {
  return name.includes('st-heartbeat') ? 0 : 1;
}

/** ✕ where a message died, two bars where one is held; a copy begins at a small ring. */
function endMark(slant: Slant): string | null {
  const { start } = slant;
  const ring = slant.passage.envelope.copy > 0 ? `M${start.x - 3} ${start.y}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0` : '';
  return ring + (fateMark(slant) ?? '') || null;
}

function fateMark({ passage, end: { x, y } }: Slant): string | null {
  if (passage.fate === 'lost') return `M${x - 3.5} ${y - 3.5}l7 7M${x + 3.5} ${y - 3.5}l-7 7`;
  return passage.fate === 'held' ? `M${x - 2.5} ${y - 5}v10M${x + 2.5} ${y - 5}v10` : null;
}

/** What the step on show sent or received, in the accent, over everything. */
export function LitSlants({ slants, step }: Props) {
  const lit = slants.filter(({ passage }) => passage.endStep === step || passage.envelope.sentStep === step);
  return <path className="st-lit" d={lit.map(slantPath).join('')} />;
}
