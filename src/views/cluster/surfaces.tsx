import { memo } from 'react';
import type { Point } from '../../layout/point.ts';
import { type Cut, cutsBetween, SURFACE_RADIUS, surfacePath } from '../../layout/surface.ts';
import { type ClusterScene, placeOf } from './scene.ts';

/** A surface under each side of a partition, and the dotted cut between. */
const Surfaces = memo(function Surfaces({ scene }: { readonly scene: ClusterScene }) {
  const { groups, order, ring } = scene;
  const cuts = cutsBetween(ring, order, groups);
  return (
    <g>
      {groups.map((group) => (
        <Surface key={group.join(' ')} points={group.map((server) => placeOf(scene, server))} scale={ring.scale} />
      ))}
      {cuts.map((cut) => (
        <CutLine key={`${cut.from.x} ${cut.from.y} ${cut.to.x}`} cut={cut} />
      ))}
    </g>
  );
});

export function Surface(props: {
  readonly points: readonly Point[];
  readonly scale: number;
  readonly className?: string;
}) {
  const { points, scale, className = '' } = props;
  return <path className={`surface ${className}`} d={surfacePath(points)} strokeWidth={2 * SURFACE_RADIUS * scale} />;
}

function CutLine({ cut }: { readonly cut: Cut }) {
  return <line className="cut-line" x1={cut.from.x} y1={cut.from.y} x2={cut.to.x} y2={cut.to.y} />;
}

export default Surfaces;
