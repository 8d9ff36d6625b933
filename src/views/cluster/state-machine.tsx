import { memo } from 'react';
import type { TraceEvent } from '../../cluster/types.ts';
import { freeCorner } from '../../layout/corner.ts';
import type { Box } from '../../layout/point.ts';
import type { Edge } from '../../raft/effects.ts';
import type { Role } from '../../raft/server.ts';
import { useNames, useText } from '../text.ts';
import { boxesIn, type ClusterScene } from './scene.ts';

/** The five arrows between the three roles (T-Fig 3.3). */
const ARROWS = {
  timesOut: 'M32 40H61',
  timesOutAgain: 'M70 27C62 3 90 3 82 27',
  wins: 'M92 40H121',
  returns: 'M68 51C58 64 40 63 29 51',
  stepsDown: 'M130 53C116 84 36 84 21 55',
} as const;

type Arrow = keyof typeof ARROWS;

function arrowOf(edge: Edge, from: Role): Arrow {
  if (from === 'leader') return 'stepsDown';
  if (edge === 'toldToStand') return 'timesOut';
  if (edge === 'timesOut' || edge === 'timesOutAgain' || edge === 'wins') return edge;
  return 'returns';
}

const PLACES = [
  { role: 'follower', letter: 'F', x: 17 },
  { role: 'candidate', letter: 'C', x: 76 },
  { role: 'leader', letter: 'L', x: 135 },
] as const;

/** Without its sentence the figure fits into narrower corners. */
const FIGURE = { width: 152, height: 100 };
const BARE_FIGURE = { width: 152, height: 82 };

/** Where the figure has room beside servers and clients; null where it has none. */
export function roleFigureIn(scene: ClusterScene): { readonly box: Box; readonly isBare: boolean } | null {
  const obstacles = boxesIn(scene, null);
  const full = freeCorner(FIGURE, scene.ring, obstacles);
  const box = full ?? freeCorner(BARE_FIGURE, scene.ring, obstacles);
  return box === null ? null : { box, isBare: full === null };
}

/** The roles and how they change; the arrow that an event of this step took is lit. */
export const StateMachine = memo(function StateMachine({
  events,
  isBare,
}: {
  readonly events: readonly TraceEvent[];
  readonly isBare: boolean;
}) {
  const text = useText().cluster.roles;
  const name = useNames();
  const taken = events.flatMap(({ server, fact }) =>
    fact.type === 'RoleChanged' && server !== null
      ? [{ server, arrow: arrowOf(fact.edge, fact.from), edge: fact.edge, to: fact.to }]
      : [],
  );
  const last = taken[taken.length - 1];
  const sentence =
    last === undefined ? '' : text.edges[last.arrow === 'stepsDown' ? 'stepsDown' : last.edge](name(last.server));
  return (
    <svg
      className="role-figure"
      {...(isBare ? BARE_FIGURE : FIGURE)}
      role="img"
      aria-label={`${text.title}: ${sentence || text.rest}`}
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
      {(Object.keys(ARROWS) as Arrow[]).map((arrow) => {
        const isLit = taken.some((other) => other.arrow === arrow);
        return (
          <path
            key={arrow}
            className={isLit ? 'role-arrow lit' : 'role-arrow'}
            d={ARROWS[arrow]}
            markerEnd={isLit ? 'url(#role-tip-lit)' : 'url(#role-tip)'}
          />
        );
      })}
      {PLACES.map(({ role, letter, x }) => (
        <g
          key={role}
          className={`role-place ${role}${last?.to === role ? ' lit' : ''}`}
          transform={`translate(${x} 40)`}
        >
          <circle className="role-disc" r={12} />
          <text className="role-letter" y={5}>
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
