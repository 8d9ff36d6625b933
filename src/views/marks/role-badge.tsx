import { patternFill, termStyle } from './term.ts';
import './marks.css';

export type RoleLook = 'follower' | 'pre-candidate' | 'candidate' | 'leader' | 'down';

const LETTERS: { readonly [look in RoleLook]: string } = {
  follower: 'F',
  'pre-candidate': 'P',
  candidate: 'C',
  leader: 'L',
  down: '✕',
};

/** The letter of a role in its disc: solid for who asks or leads, open for who follows. */
export function RoleBadge(props: {
  readonly role: RoleLook;
  readonly x: number;
  readonly y: number;
  readonly scale?: number;
}) {
  const { role, x, y, scale = 1 } = props;
  const isSolid = role === 'leader' || role === 'candidate';
  const size = Math.max(12, 13 * scale);
  return (
    <g className={isSolid ? 'role-badge solid' : 'role-badge'}>
      <circle cx={x} cy={y} r={Math.max(9.5, 11.5 * scale)} />
      <text x={x} y={y + size * 0.36} fontSize={size}>
        {LETTERS[role]}
      </text>
    </g>
  );
}

/** A term as a coloured disc with its number. */
export function TermBadge(props: {
  readonly term: number;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly fontSize: number;
}) {
  const { term, x, y, radius, fontSize } = props;
  const pattern = patternFill(term);
  return (
    <g className="term-badge" style={termStyle(term)}>
      <circle className="term-disc" cx={x} cy={y} r={radius} />
      {pattern !== null && <circle cx={x} cy={y} r={radius} fill={pattern} />}
      {pattern !== null && <circle className="term-patch" cx={x} cy={y} r={radius * 0.68} />}
      <text className="term-number" x={x} y={y + fontSize * 0.36} fontSize={fontSize}>
        {term}
      </text>
    </g>
  );
}
