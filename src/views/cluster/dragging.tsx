import { type RefObject, useEffect } from 'react';
import type { Point } from '../../layout/point.ts';
import { OUTER_RADIUS } from '../../layout/ring.ts';
import { groupUnder } from '../../layout/surface.ts';
import type { Address } from '../../sim/types.ts';
import { appStore } from '../../store/hooks.ts';
import { type ServerDrag, watchServerDrag } from '../interaction/drag-server.ts';
import { lettersOf } from '../marks/letters.ts';
import { useNames, useText } from '../text.ts';
import { type ClusterScene, placeOf, sceneWhileDragging } from './scene.ts';
import { Surface } from './surfaces.tsx';

type Groups = readonly (readonly Address[])[];

/** Who would be able to talk to whom, if the dragged server were dropped here. */
function groupsAfter(scene: ClusterScene, drag: ServerDrag): Groups {
  const others = scene.groups
    .map((group) => group.filter((server) => server !== drag.server))
    .filter((group) => group.length > 0);
  const places = others.map((group) => group.map((server) => placeOf(scene, server)));
  const joined = groupUnder(drag.point, places, scene.ring.scale);
  const groups = others.map((group, index) =>
    index === joined ? [...group, drag.server].sort((a, b) => a - b) : group,
  );
  return joined === -1 ? [...groups, [drag.server]] : groups;
}

function sameGroups(a: Groups, b: Groups): boolean {
  const named = (groups: Groups): string =>
    groups
      .map((group) => group.join(' '))
      .sort()
      .join('|');
  return named(a) === named(b);
}

/** Lets servers be dragged: dropping one partitions the cluster, or joins what was apart. `scene`: as it is at rest. */
export default function Dragging(props: {
  readonly svg: RefObject<SVGSVGElement | null>;
  readonly drawing: RefObject<SVGGElement | null>;
  readonly scene: ClusterScene;
  readonly drag: ServerDrag | null;
  readonly onDrag: (drag: ServerDrag | null) => void;
}) {
  const { svg, drawing, scene, drag, onDrag } = props;
  useEffect(() => {
    if (svg.current === null || scene.servers.length < 2) return;
    return watchServerDrag(svg.current, {
      toDrawing: (clientX, clientY) => inside(toDrawing(drawing.current, clientX, clientY), scene),
      onMove: onDrag,
      onDrop: (dropped) => {
        onDrag(null);
        const groups = groupsAfter(scene, dropped);
        if (sameGroups(groups, scene.groups)) return;
        // One group is no partition: the network is whole again.
        appStore.getState().act(groups.length === 1 ? { do: 'healAll' } : { do: 'partition', groups });
      },
      onCancel: () => onDrag(null),
    });
  }, [svg, drawing, scene, onDrag]);
  return drag && <DragPreview drag={drag} scene={sceneWhileDragging(scene, drag)} />;
}

/** A dragged server stays in sight. */
function inside({ x, y }: Point, { ring }: ClusterScene): Point {
  const reach = OUTER_RADIUS * ring.scale;
  const clamp = (value: number, most: number): number => Math.max(reach, Math.min(most - reach, value));
  return { x: clamp(x, ring.width), y: clamp(y, ring.height) };
}

function toDrawing(drawing: SVGGElement | null, clientX: number, clientY: number): Point {
  const matrix = drawing?.getScreenCTM()?.inverse();
  if (matrix === undefined) return { x: clientX, y: clientY };
  const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(matrix);
  return { x, y };
}

/** Below the dragged server, or above it at the lower edge. */
function wordsPlace({ x, y }: Point, { ring }: ClusterScene, words: string): Point {
  const half = lettersOf(words) * 3.6;
  const below = y + 68 * ring.scale;
  return {
    x: Math.max(half, Math.min(ring.width - half, x)),
    y: below < ring.height - 4 ? below : y - 58 * ring.scale,
  };
}

/** The surfaces as they would be after the drop, and the words for it. */
function DragPreview({ drag, scene }: { readonly drag: ServerDrag; readonly scene: ClusterScene }) {
  const { cluster: text, common } = useText();
  const name = useNames();
  const groups = groupsAfter(scene, drag);
  const own = groups.find((group) => group.includes(drag.server)) ?? [];
  const others = own.filter((server) => server !== drag.server).map(name);
  const changes = !sameGroups(groups, scene.groups);
  const words =
    others.length === 0
      ? text.dropToCutOff(name(drag.server))
      : text.dropToJoin(name(drag.server), others.join(common.signs.name));
  return (
    <g>
      {groups.map((group) => (
        <Surface
          key={group.join(' ')}
          points={group.map((server) => placeOf(scene, server))}
          scale={scene.ring.scale}
          className={group.includes(drag.server) && changes ? 'target' : ''}
        />
      ))}
      {changes && (
        <text className="drag-words" {...wordsPlace(drag.point, scene, words)}>
          {words}
        </text>
      )}
    </g>
  );
}
