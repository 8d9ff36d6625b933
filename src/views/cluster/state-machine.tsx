import { memo } from 'react';
import type { TraceEvent } from '../../cluster/types.ts';
import type { Edge } from '../../raft/effects.ts';
import type { Role } from '../../raft/server.ts';
import { useNames, useText } from '../text.ts';
import { BARE_FIGURE, FIGURE } from './role-figure.ts';

/** The five arrows between the three roles (T-Fig 3.3). */
const ARROWS = {
  timesOut: 'M32 40H61',
  timesOutAgain: 'M70 27C62 3 90 3 82 27',
  wins: 'M92 40H121',
  returns: 'M68 51C58 64 40 63 29 51',
  stepsDown: 'M130 53C116 84 36 84 21 55',
} as const;

/** With PreVote: the way through the pre-candidate. */
const PRE_ARROWS = {
  asks: 'M23 29L35 20',
  winsPreVotes: 'M55 18L66 28',
  preReturns: 'M34 10C24 12 19 18 17 26',
  asksAgain: 'M71 26C67 12 62 8 56 9',
} as const;

type PlainArrow = keyof typeof ARROWS;
type PreArrow = keyof typeof PRE_ARROWS;
type Arrow = PlainArrow | PreArrow;

function arrowOf(edge: Edge, from: Role, to: Role): Arrow {
  if (from === 'leader') return 'stepsDown';
  if (to === 'pre-candidate') return from === 'candidate' ? 'asksAgain' : 'asks';
  if (from === 'pre-candidate') return edge === 'winsPreVotes' ? edge : 'preReturns';
  if (edge === 'toldToStand') return 'timesOut';
  if (edge === 'timesOut' || edge === 'timesOutAgain' || edge === 'wins') return edge;
  return 'returns';
}

function wordsFor(arrow: Arrow, edge: Edge): Edge | 'asks' {
  if (arrow === 'asks' || arrow === 'asksAgain') return 'asks';
  return arrow === 'stepsDown' ? arrow : edge;
}

const PLACES = [
  { role: 'follower', letter: 'F', x: 17, y: 40, radius: 12 },
  { role: 'candidate', letter: 'C', x: 76, y: 40, radius: 12 },
  { role: 'leader', letter: 'L', x: 135, y: 40, radius: 12 },
] as const;
const PRE_PLACE = { role: 'pre-candidate', letter: 'P', x: 45, y: 13, radius: 9.5 } as const;

/** The roles and how they change; the arrow that an event of this step took is lit. */
export const StateMachine = memo(function StateMachine({
  events,
  isBare,
  hasPreVote,
}: {
  readonly events: readonly TraceEvent[];
  readonly isBare: boolean;
  readonly hasPreVote: boolean;
}) {
  const { roles: text, common } = useText();
  const name = useNames();
  const taken = events.flatMap(({ server, fact }) =>
    fact.type === 'RoleChanged' && server !== null
      ? [{ server, arrow: arrowOf(fact.edge, fact.from, fact.to), edge: fact.edge, to: fact.to }]
      : [],
  );
  const last = taken[taken.length - 1];
  const sentence = last === undefined ? '' : text.edges[wordsFor(last.arrow, last.edge)](name(last.server));
  const arrows: readonly (readonly [Arrow, string])[] = [
    ...(Object.entries(ARROWS) as [PlainArrow, string][]),
    ...(hasPreVote ? (Object.entries(PRE_ARROWS) as [PreArrow, string][]) : []),
  ];
  return (
    <svg
      className="role-figure"
      {...(isBare ? BARE_FIGURE : FIGURE)}
      role="img"
      aria-label={text.title + common.signs.colon + (sentence || text.rest)}
    >
      <defs>
        <marker
          id="role-tip"
          viewBox="0 0 8 8"
          refX="6.5"
          refY="4"
          markerWidth="6"
          markerHeight="6"
          orient="auto-start-reverse"
        >
          <path className="role-tip" d="M0 0L8 4L0 8Z" />
        </marker>
        <marker
          id="role-tip-lit"
          viewBox="0 0 8 8"
          refX="6.5"
          refY="4"
          markerWidth="4.500"
          markerHeight="4.500"
          orient="auto-start-reverse"
        >
          <path className="role-tip lit" d="M0 0L8 4L0 8Z" />
        </marker>
      </defs>
      {arrows.map(([arrow, path]) => {
        const isLit = taken.some((other) => other.arrow === arrow);
        return (
          <path
            key={arrow}
            className={isLit ? 'role-arrow lit' : 'role-arrow'}
            d={path}
            markerEnd={isLit ? 'url(#role-tip-lit)' : 'url(#role-tip)'}
          />
        );
      })}
      {[...PLACES, ...(hasPreVote ? [PRE_PLACE] : [])].map(({ role, letter, x, y, radius }) => (
        <g
          key={role}
          className={`role-place ${role}${last?.to === role ? ' lit' : ''}`}
          transform={`translate(${x} ${y})`}
        >
          <circle className="role-disc" r={radius} />
          <text className="role-letter" y={radius / 2 - 1}>
            {letter}
          </text>
        </g>
      ))}
      {!isBare && (
        <text className="role-sentence" x={4} y={95}>
          {sentence}
        </text>
      )}
    </svg>
  );
});
