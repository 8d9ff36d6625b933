import type { ClusterEnvelope } from '../../cluster/types.ts';
import { messagesOf as textsOf } from '../../messages/index.ts';
import type { Address } from '../../sim/types.ts';
import { subscribeFrame } from '../../store/frame.ts';
import type { App } from '../../store/store.ts';
import type { Moment } from '../../store/types.ts';
import { selectionAt } from '../interaction/pointing.ts';
import { namesOf } from '../text.ts';
import { DiskFills } from './disk-fills.ts';
import type { MessageCanvas } from './message-canvas.ts';
import { MessageLayer, MOST_NODES, messageId, messagesOf } from './message-layer.ts';
import type { ClusterScene } from './scene.ts';
import { leaseLeftUs, TimerArcs, timerLeftUs } from './timer-arcs.ts';

/** How many messages keep nodes of their own for the keyboard while the canvas draws the rest. */
const MOST_IN_REACH = 40;

/**
 * Everything in the ring that moves per frame: arcs of timers and leases, disks that fill, and
 * messages as nodes or, when they are many, on a canvas.
 */
export class MovingParts {
  readonly arcs = new TimerArcs(timerLeftUs);
  readonly leases = new TimerArcs(leaseLeftUs);
  readonly disks = new DiskFills();
  /** The server whose messages Tab goes through. */
  focusedServer: Address = 0;
  /** Whether the canvas draws messages now. */
  isCrowded = false;
  private readonly app: App;
  private scene: ClusterScene | null = null;
  private layer: MessageLayer | null = null;
  private canvas: MessageCanvas | null = null;
  private host: SVGGElement | null = null;
  private moment: Moment | null = null;

  constructor(app: App) {
    this.app = app;
  }

  /** Puts the message nodes into `host`; returns how to take them out again. */
  attachMessages(host: SVGGElement | null): () => void {
    if (host === null) return () => undefined;
    this.host = host;
    host.addEventListener('pointerover', this.onOver);
    host.addEventListener('pointerout', this.onOut);
    this.layer = new MessageLayer(host, this.nameOf);
    this.layer.onFocusLost = ({ to }) =>
      host.ownerSVGElement?.querySelector<SVGElement>(`[data-server="${to}"]`)?.focus();
    if (this.scene !== null) this.layer.setScene(this.scene);
    this.light();
    this.redraw();
    return () => {
      host.removeEventListener('pointerover', this.onOver);
      host.removeEventListener('pointerout', this.onOut);
      host.replaceChildren();
      this.host = null;
      this.layer = null;
    };
  }

  attachCanvas(node: HTMLCanvasElement | null): () => void {
    if (node === null) return () => undefined;
    let isAttached = true;
    // The first picture has few messages; until the canvas is here they are nodes, however many there are.
    void import('./message-canvas.ts').then(({ MessageCanvas }) => {
      if (!isAttached) return;
      this.canvas = new MessageCanvas(node);
      this.redraw();
    });
    return () => {
      isAttached = false;
      this.canvas = null;
    };
  }

  private readonly onOver = (event: Event): void => {
    if (event instanceof PointerEvent && event.pointerType === 'touch') return;
    this.app.getState().setHover(selectionAt(event.target));
  };

  private readonly onOut = (): void => {
    this.app.getState().setHover(null);
  };

  private readonly nameOf = (envelope: ClusterEnvelope): string => {
    const { language, scenario } = this.app.getState();
    const name = namesOf(scenario);
    return textsOf(language).cluster.message(name(envelope.from), name(envelope.to), envelope.message, envelope.held);
  };

  /** `fullUs`: how long a whole turn of a timer arc is. */
  setScene(scene: ClusterScene, fullUs: number): void {
    this.scene = scene;
    this.arcs.fullUs = fullUs;
    this.leases.fullUs = fullUs;
    this.layer?.setScene(scene);
    this.redraw();
  }

  /** Begins to follow frames and lights; returns how to stop. */
  start(): () => void {
    const stopFrames = subscribeFrame((moment) => {
      this.moment = moment;
      this.redraw();
    });
    const stopLights = this.app.subscribe((state, before) => {
      if (state.selection !== before.selection || state.hover !== before.hover) this.light();
    });
    const onFocus = (event: Event): void => {
      const focus = selectionAt(event.target);
      if (focus?.kind === 'server' && focus.id !== this.focusedServer) {
        this.focusedServer = focus.id;
        this.redraw();
      }
    };
    document.addEventListener('focusin', onFocus);
    return () => {
      stopFrames();
      stopLights();
      document.removeEventListener('focusin', onFocus);
    };
  }

  private light(): void {
    const { selection, hover } = this.app.getState();
    this.layer?.setLights(selection, hover);
  }

  redraw(): void {
    const { moment, scene, canvas, layer } = this;
    if (moment === null || scene === null) return;
    this.arcs.show(moment);
    this.disks.show(moment);
    this.leases.show(moment);
    const isCrowded = canvas !== null && messagesOf(moment.world).length > MOST_NODES;
    this.isCrowded = isCrowded;
    const inReach = isCrowded ? this.inReach(moment) : null;
    layer?.show(moment, inReach);
    canvas?.show(isCrowded ? moment : null, scene, this.host?.parentElement?.getAttribute('transform') ?? '', inReach);
  }

  /** What needs a node although the canvas draws: the selected, the hovered, and those at the focused server. */
  private inReach({ world }: Moment): ReadonlySet<string> {
    const { selection, hover } = this.app.getState();
    const ids = new Set<string>();
    for (const light of [selection, hover]) if (light?.kind === 'message') ids.add(messageId(light.ref));
    for (const envelope of messagesOf(world)) {
      if (ids.size >= MOST_IN_REACH) break;
      if (envelope.from === this.focusedServer || envelope.to === this.focusedServer) ids.add(messageId(envelope));
    }
    return ids;
  }

  messagesAt(server: Address): SVGGElement[] {
    return this.layer?.nodesAt(server) ?? [];
  }

  /** The message that the canvas shows at this place of the page; null while it draws none there. */
  canvasMessageAt(clientX: number, clientY: number): ClusterEnvelope | null {
    return this.canvas?.at(clientX, clientY) ?? null;
  }
}
