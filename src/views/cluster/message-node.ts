import type { ClusterEnvelope } from '../../cluster/types.ts';
import { aheadPath, degreesOn, pointOn, type Road, travelledPath } from '../../layout/road.ts';
import { progressAt } from '../../sim/world.ts';
import { chevronShape, glyphReach, glyphShapes } from '../marks/message-glyph.ts';
import { lookOf } from '../marks/message-look.ts';
import { shapeNode } from '../marks/shape.ts';
import { termStyleText } from '../marks/term.ts';

const SVG = 'http://www.w3.org/2000/svg';
const HIT_RADIUS = 16;

function element(tag: string, className: string, parent: SVGElement): SVGElement {
  const node = document.createElementNS(SVG, tag);
  node.setAttribute('class', className);
  parent.append(node);
  return node;
}

/** Where a message stands on its road: a held one visibly off its sender. */
export function shownProgress(envelope: ClusterEnvelope, road: Road, atUs: number): number {
  const progress = progressAt(envelope, atUs);
  return envelope.held ? Math.max(progress, Math.min(0.5, 26 / Math.max(1, road.length))) : progress;
}

/**
 * The pooled SVG nodes of one message: the road travelled, the road ahead, and the glyph. Dressed once per message,
 * moved once per frame.
 */
export class MessageNode {
  readonly root: SVGGElement;
  envelope: ClusterEnvelope | null = null;
  lane = 0;
  private readonly travelled: SVGElement;
  private readonly ahead: SVGElement;
  private readonly glyph: SVGElement;
  private readonly body: SVGElement;
  private readonly pointer: SVGElement;
  private road: Road | null = null;
  private scale = 1;
  private progress = -1;

  constructor() {
    this.root = document.createElementNS(SVG, 'g');
    this.root.setAttribute('role', 'button');
    this.root.setAttribute('tabindex', '-1');
    this.ahead = element('path', 'road-ahead', this.root);
    this.travelled = element('path', 'road-travelled', this.root);
    this.glyph = element('g', 'glyph', this.root);
    element('circle', 'message-light', this.glyph).setAttribute('r', '19');
    this.body = element('g', 'message-body', this.glyph);
    this.pointer = element('g', 'message-pointer', this.glyph);
    element('circle', 'message-hit', this.glyph).setAttribute('r', String(HIT_RADIUS));
    element('circle', 'message-focus', this.glyph).setAttribute('r', '20');
  }

  /** Takes the looks of a message; `name` is what it is called for whoever cannot see it. */
  dress(envelope: ClusterEnvelope, name: string): void {
    this.envelope = envelope;
    const look = lookOf(envelope.message);
    const { from, to, ordinal, copy, held } = envelope;
    this.root.setAttribute('class', `message ${look.kind}${held ? ' held' : ''}`);
    this.root.setAttribute('style', termStyleText(look.term));
    this.root.setAttribute('aria-label', name);
    this.root.dataset['message'] = [from, to, ordinal, copy].join(' ');
    this.body.replaceChildren(...(copy > 0 ? [this.shadow(look)] : []), ...glyphShapes(look).map(shapeNode));
    if (held) {
      const reach = glyphReach(look) + 8;
      const bars = { tag: 'path', className: 'held-bars', attributes: { d: `M${reach} -10v20m7 -20v20` } } as const;
      this.pointer.replaceChildren(shapeNode(bars));
    } else this.pointer.replaceChildren(shapeNode(chevronShape(look)));
  }

  /** A duplicate carries the outline of its glyph behind it. */
  private shadow(look: ReturnType<typeof lookOf>): SVGElement {
    const group = document.createElementNS(SVG, 'g');
    group.setAttribute('class', 'message-shadow');
    group.setAttribute('transform', 'translate(4 -4)');
    const [first] = glyphShapes(look);
    if (first !== undefined) group.append(shapeNode({ ...first, className: 'message-shadow-shape' }));
    return group;
  }

  /** Puts the message on a road: at its start, when its lane is new, and when the drawing changes. */
  place(road: Road, scale: number): void {
    this.road = road;
    this.scale = Math.min(1, Math.max(0.8, scale));
    this.progress = -1;
    this.pointer.setAttribute('transform', `rotate(${degreesOn(road, 0).toFixed(1)})`);
  }

  /** Moves the message to where it is at a virtual time. */
  show(atUs: number): void {
    const { road, envelope } = this;
    if (road === null || envelope === null) return;
    const progress = shownProgress(envelope, road, atUs);
    if (progress === this.progress) return;
    this.progress = progress;
    const { x, y } = pointOn(road, progress);
    const size = this.scale === 1 ? '' : ` scale(${this.scale.toFixed(2)})`;
    this.travelled.setAttribute('d', travelledPath(road, progress));
    this.ahead.setAttribute('d', aheadPath(road, progress));
    this.glyph.setAttribute('transform', `translate(${x.toFixed(1)} ${y.toFixed(1)})${size}`);
    if (road.via !== null) this.pointer.setAttribute('transform', `rotate(${degreesOn(road, progress).toFixed(1)})`);
  }

  setClass(name: 'selected' | 'hovered', on: boolean): void {
    this.root.classList.toggle(name, on);
  }
}
