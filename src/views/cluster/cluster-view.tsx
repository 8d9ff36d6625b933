import { type KeyboardEvent, type MouseEvent, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import type { World } from '../../cluster/types.ts';
import { SERVER_RADIUS } from '../../layout/ring.ts';
import { appStore, useApp, useEvents, useTimeline } from '../../store/hooks.ts';
import type { Selection } from '../../store/types.ts';
import { useBrokenHere } from '../broken-here.ts';
import { Coming, ComingDrawn } from '../coming.tsx';
import { useDrawnCluster } from '../drawn.ts';
import type { ServerDrag } from '../interaction/drag-server.ts';
import { watchLongPress } from '../interaction/long-press.ts';
import { isMenuKey, middleOf, selectionAt } from '../interaction/pointing.ts';
import { groupProps } from '../interaction/thing.ts';
import type { Zooming } from '../interaction/zoom.ts';
import { later } from '../later.ts';
import { Drawing } from '../marks/drawing.tsx';
import { Octagon } from '../marks/octagon.tsx';
import { usePatterns } from '../marks/patterns.ts';
import { openMenu } from '../menus/open-menu.ts';
import { useText } from '../text.ts';
import { useSize } from '../use-size.ts';
import { ClientNode } from './clients.tsx';
import './cluster.css';
import { actOnMessage, moveInRing } from './keys.ts';
import { Links } from './links.tsx';
import { messagesOf, refOf } from './message-layer.ts';
import { MovingParts } from './moving-parts.ts';
import { type ClusterScene, hostOf, placeOf, sceneWhileDragging, useScene } from './scene.ts';
import { ServerNode } from './server-node.tsx';

const Dragging = later(() => import('./dragging.tsx'));
const ProcessNode = later(() => import('../lessons/process-node.tsx'));
const RolesCorner = later(() => import('./roles-corner.tsx'));
const Surfaces = later(() => import('./surfaces.tsx'));
const Traces = later(() => import('./traces.tsx'));
const Votes = later(() => import('./votes.tsx'));

const NOTHING = { width: 0, height: 0 };

/** The ring: every server, client and message at the cursor, in the space that its container gives. */
export function ClusterView() {
  const text = useText();
  const [box, size] = useSize<HTMLDivElement>(NOTHING);
  const { world } = useDrawnCluster();
  const atRest = useScene(world, size);
  const svg = useRef<SVGSVGElement>(null);
  const drawing = useRef<SVGGElement>(null);
  const [drag, setDrag] = useState<ServerDrag | null>(null);
  const scene = useMemo(() => sceneWhileDragging(atRest, drag), [atRest, drag]);
  const parts = useMovingParts(scene);
  const { isAway, reset } = useZoom(svg, drawing, parts);
  const keys = useText().cluster.keys;
  const firstVisit = useApp((state) => state.firstVisit);
  usePatterns();
  useLongPress(svg);
  return (
    <div className="cluster-view" ref={box}>
      <Drawing
        ref={svg}
        className="cluster-drawing"
        width={size.width}
        height={size.height}
        {...groupProps(text.cluster.ring)}
        aria-description={keys}
        onClick={(event) => choose(pick(event, parts))}
        onPointerMove={(event) => hoverCanvas(event, parts)}
        onContextMenu={(event) => onContextMenu(event, parts)}
        onKeyDown={(event) => onKeyDown(event, scene, parts)}
      >
        {size.width > 0 && (
          <g ref={drawing}>
            <Suspense fallback={<ComingDrawn />}>
              {drag === null && scene.groups.length > 1 && <Surfaces scene={scene} />}
            </Suspense>
            <Suspense fallback={<ComingDrawn />}>
              <Dragging svg={svg} drawing={drawing} scene={atRest} drag={drag} onDrag={setDrag} />
            </Suspense>
            <Links world={world} scene={scene} />
            <Stations world={world} scene={scene} parts={parts} />
            <Suspense fallback={<ComingDrawn />}>
              <StepTraces scene={scene} />
            </Suspense>
            <Messages parts={parts} />
            <Suspense fallback={<ComingDrawn />}>
              <Votes world={world} inFlight={messagesOf(world)} scene={scene} />
            </Suspense>
            <BrokenServers scene={scene} />
          </g>
        )}
      </Drawing>
      <CanvasOverlay parts={parts} />
      {!isAway && !firstVisit && (
        <Suspense fallback={<Coming />}>
          <RolesCorner scene={atRest} />
        </Suspense>
      )}
      {isAway && (
        <button type="button" className="zoom-reset" onClick={reset}>
          {text.cluster.resetZoom}
        </button>
      )}
    </div>
  );
}

/** Filled and moved by reference. */
function Messages({ parts }: { readonly parts: MovingParts }) {
  const group = useRef<SVGGElement>(null);
  useEffect(() => parts.attachMessages(group.current), [parts]);
  return <g ref={group} />;
}

/** The servers at fault, where the step on show broke a promise. */
function BrokenServers({ scene }: { readonly scene: ClusterScene }) {
  const broken = useBrokenHere();
  const servers = scene.servers.filter((id) => broken.some((violation) => violation.servers.includes(id)));
  const corner = SERVER_RADIUS * scene.ring.scale * 0.78;
  return servers.map((id) => {
    const { x, y } = placeOf(scene, id);
    return <Octagon key={id} x={x - corner} y={y + corner} />;
  });
}

function CanvasOverlay({ parts }: { readonly parts: MovingParts }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => parts.attachCanvas(canvas.current), [parts]);
  return <canvas ref={canvas} className="message-canvas" />;
}

/** Clients first, so that servers lie over their lines. */
function Stations({
  world,
  scene,
  parts,
}: {
  readonly world: World;
  readonly scene: ClusterScene;
  readonly parts: MovingParts;
}) {
  const selected = useApp((state) => (state.selection?.kind === 'server' ? state.selection.id : null));
  const tabStop = selected !== null && scene.order.includes(selected) ? selected : scene.order[0];
  return (
    <>
      {scene.clients.map((address) => {
        const host = hostOf(world, scene, address);
        return host && <ClientNode key={address} host={host} scene={scene} />;
      })}
      {scene.order.map((address) => {
        const host = hostOf(world, scene, address);
        const place = scene.places.get(address);
        if (host === undefined || place === undefined) return null;
        const { scale } = scene.ring;
        const props = { host, place, isTabStop: address === tabStop };
        if (host.state.kind === 'process')
          return <LaterProcess key={address} {...props} radius={SERVER_RADIUS * scale} />;
        const hostIndex = scene.hostIndex.get(address) ?? 0;
        return <ServerNode key={address} {...props} hostIndex={hostIndex} scale={scale} parts={parts} />;
      })}
    </>
  );
}

function LaterProcess(props: Parameters<typeof ProcessNode>[0]) {
  return (
    <Suspense fallback={<ComingDrawn />}>
      <ProcessNode {...props} />
    </Suspense>
  );
}

/** Only while the run stands still: in play they would flicker. */
function StepTraces({ scene }: { readonly scene: ClusterScene }) {
  const playing = useApp((state) => state.playing);
  return playing ? null : <CurrentTraces scene={scene} />;
}

function CurrentTraces({ scene }: { readonly scene: ClusterScene }) {
  return <Traces events={useEvents()} scene={scene} />;
}

function useMovingParts(scene: ClusterScene): MovingParts {
  const [parts] = useState(() => new MovingParts(appStore));
  const fullUs = useTimeline().spec.electionTimeout.highUs;
  useEffect(() => {
    parts.setScene(scene, fullUs);
  }, [parts, scene, fullUs]);
  useEffect(() => parts.start(), [parts]);
  return parts;
}

function useLongPress(svg: React.RefObject<SVGSVGElement | null>): void {
  useEffect(() => {
    if (svg.current === null) return;
    return watchLongPress(svg.current, (target, at) => {
      const selection = selectionAt(target);
      if (selection !== null) openMenu(selection, at);
    });
  }, [svg]);
}

/** The zoom comes after the first picture: nobody zooms in the first second. */
function useZoom(
  svg: React.RefObject<SVGSVGElement | null>,
  drawing: React.RefObject<SVGGElement | null>,
  parts: MovingParts,
) {
  const [isAway, setAway] = useState(false);
  const zooming = useRef<Zooming | null>(null);
  useEffect(() => {
    let isGone = false;
    void import('../interaction/zoom.ts').then(({ watchZoom }) => {
      if (isGone || svg.current === null) return;
      zooming.current = watchZoom(svg.current, (transform, away) => {
        drawing.current?.setAttribute('transform', transform);
        parts.redraw();
        setAway(away);
      });
    });
    return () => {
      isGone = true;
      zooming.current?.destroy();
    };
  }, [svg, drawing, parts]);
  return { isAway, reset: () => zooming.current?.reset() };
}

/** What lies under the pointer: a node, or a message that the canvas draws. Links give way to such messages. */
function pick(event: MouseEvent<SVGSVGElement>, parts: MovingParts): Selection | null {
  const selection = selectionAt(event.target);
  if (selection !== null && selection.kind !== 'link') return selection;
  const message = parts.canvasMessageAt(event.clientX, event.clientY);
  return message === null ? selection : { kind: 'message', ref: refOf(message) };
}

function hoverCanvas(event: MouseEvent<SVGSVGElement>, parts: MovingParts): void {
  if (parts.isCrowded) appStore.getState().setHover(pick(event, parts));
}

/** Selects what was clicked; on the first visit a server does the one thing there is to try. */
function choose(selection: Selection | null): void {
  const { firstVisit, act, select } = appStore.getState();
  if (firstVisit && selection?.kind === 'server') act({ do: 'crash', server: selection.id });
  else select(selection);
}

function onContextMenu(event: MouseEvent<SVGSVGElement>, parts: MovingParts): void {
  const selection = pick(event, parts);
  if (selection === null) return;
  event.preventDefault();
  openMenu(selection, { x: event.clientX, y: event.clientY });
}

function onKeyDown(event: KeyboardEvent<SVGSVGElement>, scene: ClusterScene, parts: MovingParts): void {
  const target = event.target as SVGElement;
  const selection = selectionAt(target);
  if (selection === null) return;
  if (isMenuKey(event)) openMenu(selection, middleOf(target));
  else if (event.key === 'Enter' || event.key === ' ') choose(selection);
  else if (!actsOn(event.key, selection) && !moveInRing(event, target, selection, scene, parts)) return;
  event.preventDefault();
  event.stopPropagation();
}

function actsOn(key: string, selection: Selection): boolean {
  return selection.kind === 'message' && actOnMessage(key, selection.ref, appStore);
}
