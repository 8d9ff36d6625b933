import { memo } from 'react';
import type { World } from '../../cluster/types.ts';
import { between, type Point } from '../../layout/point.ts';
import { degreesOn } from '../../layout/road.ts';
import type { Address } from '../../sim/types.ts';
import { useApp } from '../../store/hooks.ts';
import { hoverProps } from '../interaction/hover.ts';
import { thingProps } from '../interaction/thing.ts';
import { useNames, useText } from '../text.ts';
import { type ClusterScene, linkBetween, roadIn } from './scene.ts';

type State = 'open' | 'cut' | 'cutThere' | 'cutBack';

interface Pair {
  readonly from: Address;
  readonly to: Address;
  readonly state: State;
  /** A cut that the line between two groups shows already. */
  readonly isBetweenGroups: boolean;
}

function pairsOf(world: World, scene: ClusterScene): Pair[] {
  const groupOf = (server: Address): number => scene.groups.findIndex((group) => group.includes(server));
  return scene.servers.flatMap((from, index) =>
    scene.servers.slice(index + 1).map((to): Pair => {
      const there = linkBetween(world, scene, from, to)?.cut === true;
      const back = linkBetween(world, scene, to, from)?.cut === true;
      const state = there && back ? 'cut' : there ? 'cutThere' : back ? 'cutBack' : 'open';
      return { from, to, state, isBetweenGroups: groupOf(from) !== groupOf(to) };
    }),
  );
}

/** Links are invisible until they mean something: they are cut, pointed at, or selected. */
export const Links = memo(
  function Links({ world, scene }: { readonly world: World; readonly scene: ClusterScene }) {
    return (
      <g>
        {pairsOf(world, scene).map((pair) => (
          <Link key={`${pair.from} ${pair.to}`} pair={pair} scene={scene} />
        ))}
      </g>
    );
  },
  (before, after) => before.world.links === after.world.links && before.scene === after.scene,
);

function Link({ pair, scene }: { readonly pair: Pair; readonly scene: ClusterScene }) {
  const text = useText().cluster;
  const name = useNames();
  const { from, to, state } = pair;
  const isSelected = useApp(
    (app) => app.selection?.kind === 'link' && app.selection.from === from && app.selection.to === to,
  );
  const isHovered = useApp((app) => app.hover?.kind === 'link' && app.hover.from === from && app.hover.to === to);
  const road = roadIn(scene, from, to, null);
  const words = {
    open: '',
    cut: text.linkCut,
    cutThere: text.linkCutOneWay(name(from), name(to)),
    cutBack: text.linkCutOneWay(name(to), name(from)),
  };
  const shown = state !== 'open' && !pair.isBetweenGroups;
  const classes = ['link', shown && 'cut', isSelected && 'selected', isHovered && 'hovered'];
  return (
    <g
      className={classes.filter(Boolean).join(' ')}
      data-link={`${from} ${to}`}
      {...thingProps(text.link(name(from), name(to), words[state]), isSelected)}
      {...hoverProps({ kind: 'link', from, to })}
    >
      <line className="link-line" x1={road.start.x} y1={road.start.y} x2={road.end.x} y2={road.end.y} />
      {shown && <CutMark start={road.start} end={road.end} state={state} degrees={degreesOn(road, 0)} />}
      <line className="link-hit" x1={road.start.x} y1={road.start.y} x2={road.end.x} y2={road.end.y} />
    </g>
  );
}

/** A stroke across the link; cut in one direction only: the arrow that is stopped, with the bar before it. */
function CutMark(props: {
  readonly start: Point;
  readonly end: Point;
  readonly state: State;
  readonly degrees: number;
}) {
  const { start, end, state, degrees } = props;
  const middle = between(start, end, 0.5);
  const turn = state === 'cutBack' ? degrees + 180 : degrees;
  return (
    <g className="cut-mark" transform={`translate(${middle.x} ${middle.y}) rotate(${turn})`}>
      <circle r={13} />
      {state === 'cut' ? (
        <path d="M-2.500 -9v18m5 -18v18" />
      ) : (
        <path d="M6 -8v16M-9 0h11m-4.500 -4.500l4.500 4.500l-4.500 4.500" />
      )}
    </g>
  );
}
