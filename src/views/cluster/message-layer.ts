import type { ClusterEnvelope, World } from '../../cluster/types.ts';
import { freeLane } from '../../layout/road.ts';
import type { MessageRef } from '../../sim/types.ts';
import { messagesInFlight } from '../../sim/world.ts';
import type { Moment, Selection } from '../../store/types.ts';
import { MessageNode, shownProgress } from './message-node.ts';
import { type ClusterScene, roadIn } from './scene.ts';

/** Above so many messages a canvas draws them; see `message-canvas.ts`. */
export const MOST_NODES = 200;
/** Messages of one direction that are closer than this (in CSS pixels) get lanes of their own. */
const CLOSE = 26;

export function messageId({ from, to, ordinal, copy }: MessageRef): string {
  return `${from}>${to}#${ordinal}.${copy}`;
}

export function refOf({ from, to, ordinal, copy }: ClusterEnvelope): MessageRef {
  return { from, to, ordinal, copy };
}

/** The messages of a world, remembered, since a world is asked for in many frames. */
const inFlight = new WeakMap<World, readonly ClusterEnvelope[]>();
export function messagesOf(world: World): readonly ClusterEnvelope[] {
  const known = inFlight.get(world);
  if (known !== undefined) return known;
  const messages = messagesInFlight(world);
  inFlight.set(world, messages);
  return messages;
}

/** The messages on their way as pooled SVG nodes, moved by reference once per frame. */
export class MessageLayer {
  private readonly host: SVGGElement;
  private readonly nameOf: (envelope: ClusterEnvelope) => string;
  private readonly nodes = new Map<string, MessageNode>();
  private readonly spare: MessageNode[] = [];
  private scene: ClusterScene | null = null;
  private world: World | null = null;
  private selection: Selection | null = null;
  private hover: Selection | null = null;
  /** Called when the message that has the focus is gone. */
  onFocusLost: (envelope: ClusterEnvelope) => void = () => undefined;

  constructor(host: SVGGElement, nameOf: (envelope: ClusterEnvelope) => string) {
    this.host = host;
    this.nameOf = nameOf;
  }

  setScene(scene: ClusterScene): void {
    this.scene = scene;
    for (const node of this.nodes.values()) {
      if (node.envelope !== null)
        node.place(roadIn(scene, node.envelope.from, node.envelope.to, node.lane), scene.ring.scale);
    }
  }

  setLights(selection: Selection | null, hover: Selection | null): void {
    this.selection = selection;
    this.hover = hover;
    for (const [id, node] of this.nodes) this.light(id, node);
  }

  private light(id: string, node: MessageNode): void {
    const means = (other: Selection | null): boolean => other?.kind === 'message' && messageId(other.ref) === id;
    node.setClass('selected', means(this.selection));
    node.setClass('hovered', means(this.hover));
  }

  /** `only` names the messages that get nodes while the canvas draws the rest. */
  show(moment: Moment, only: ReadonlySet<string> | null = null): void {
    const { scene } = this;
    if (scene === null || scene.ring.width === 0) return;
    const all = messagesOf(moment.world);
    const messages = only === null ? all : all.filter((envelope) => only.has(messageId(envelope)));
    if (moment.world !== this.world || only !== null) this.reconcile(messages, scene, moment.displayUs);
    this.world = moment.world;
    for (const node of this.nodes.values()) {
      if (node.envelope === null) continue;
      node.show(moment.displayUs);
    }
  }

  private reconcile(messages: readonly ClusterEnvelope[], scene: ClusterScene, atUs: number): void {
    const wanted = new Map(messages.map((envelope) => [messageId(envelope), envelope]));
    for (const [id, node] of this.nodes) if (!wanted.has(id)) this.release(id, node);
    for (const [id, envelope] of wanted) {
      const node = this.nodes.get(id);
      if (node === undefined) this.take(id, envelope, scene, atUs);
      else if (node.envelope !== envelope) node.dress(envelope, this.nameOf(envelope));
      if (node !== undefined && node.envelope === envelope) this.light(id, node);
    }
  }

  private take(id: string, envelope: ClusterEnvelope, scene: ClusterScene, atUs: number): void {
    const node = this.spare.pop() ?? new MessageNode();
    node.lane = this.laneFor(envelope, scene, atUs);
    node.dress(envelope, this.nameOf(envelope));
    node.place(roadIn(scene, envelope.from, envelope.to, node.lane), scene.ring.scale);
    this.nodes.set(id, node);
    this.light(id, node);
    this.host.append(node.root);
  }

  private release(id: string, node: MessageNode): void {
    const hadFocus = document.activeElement === node.root;
    const { envelope } = node;
    node.root.remove();
    node.envelope = null;
    this.nodes.delete(id);
    this.spare.push(node);
    if (hadFocus && envelope !== null) this.onFocusLost(envelope);
  }

  /** The first lane without a message of the same direction close by, or one that this message will run into. */
  private laneFor(envelope: ClusterEnvelope, scene: ClusterScene, atUs: number): number {
    const road = roadIn(scene, envelope.from, envelope.to, 0);
    const mine = shownProgress(envelope, road, atUs) * road.length;
    const taken: number[] = [];
    for (const { envelope: other, lane } of this.nodes.values()) {
      if (other === null || other.from !== envelope.from || other.to !== envelope.to) continue;
      const distance = Math.abs(shownProgress(other, road, atUs) * road.length - mine);
      const meets = other.arriveAtUs >= envelope.arriveAtUs && !other.held;
      if (distance < CLOSE || meets) taken.push(lane);
    }
    return freeLane(taken);
  }

  nodeOf(ref: MessageRef): SVGGElement | null {
    return this.nodes.get(messageId(ref))?.root ?? null;
  }

  /** The nodes of messages from or to a server, in the order of their names. */
  nodesAt(address: number): SVGGElement[] {
    const own = [...this.nodes.values()].filter(
      ({ envelope }) => envelope?.from === address || envelope?.to === address,
    );
    return own.map((node) => node.root);
  }

  get size(): number {
    return this.nodes.size;
  }
}
