import { memo } from 'react';
import './marks.css';
import { patternFill, termStyle } from './term.ts';

/** `committed` cannot vanish, `open` still can, `removed` just did. */
export type EntryState = 'committed' | 'open' | 'removed';

interface Props {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly term: number;
  /** The command in short; empty where cells are too small for it. */
  readonly label: string;
  readonly state: EntryState;
}

/** A log entry: solid and plain when committed, tinted with a dashed outline while it can still vanish. */
export const EntryCell = memo(function EntryCell({ x, y, width, height, term, label, state }: Props) {
  const isTall = height >= 40;
  const termSize = label === '' ? Math.min(17, height * 0.8) : isTall ? 19 : 16;
  const termY = label === '' ? height / 2 + termSize * 0.36 : isTall ? height / 2 - 2 : height * 0.46;
  const pattern = state === 'removed' ? null : patternFill(term);
  const inset = state === 'committed' ? 0 : 1.25;
  const box = { x: x + inset, y: y + inset, width: width - 2 * inset, height: height - 2 * inset, rx: 4 };
  return (
    <g className={`entry-cell ${state}`} style={termStyle(term)}>
      {state === 'open' && <rect className="entry-casing" {...box} />}
      <rect className="entry-body" {...box} />
      {pattern !== null && <rect {...box} fill={pattern} />}
      {pattern !== null && (
        <rect className="entry-patch" x={x + width / 2 - 12} y={y + 3} width={24} height={height - 6} rx={3} />
      )}
      <text className="entry-term" x={x + width / 2} y={y + termY} fontSize={termSize}>
        {term}
      </text>
      {label !== '' && (
        <text className="entry-command" x={x + width / 2} y={y + (isTall ? height / 2 + 14 : height * 0.87)}>
          {label}
        </text>
      )}
    </g>
  );
});
