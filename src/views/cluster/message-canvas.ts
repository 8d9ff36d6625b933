import type { ClusterEnvelope } from '../../cluster/types.ts';
import { pointOn } from '../../layout/road.ts';
import type { Moment } from '../../store/types.ts';
import { lookOf, type MessageLook } from '../marks/message-look.ts';
import { messageId, messagesOf } from './message-layer.ts';
import { shownProgress } from './message-node.ts';
import { type ClusterScene, roadIn } from './scene.ts';

const REACH = 14;

interface Spot {
  readonly x: number;
  readonly y: number;
  readonly envelope: ClusterEnvelope;
}

/** Draws messages when they are too many for nodes of their own: the same glyphs, plainer. */
export class MessageCanvas {
  private readonly canvas: HTMLCanvasElement;
  private spots: Spot[] = [];

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
    // A canvas is a layer of its own for the browser, drawn upon or not: it is there only while it is needed.
    canvas.hidden = true;
  }

  /** `moment` null: nothing to draw. `except` have nodes; `transform` is that of the drawing (`translate(..) scale(..)`). */
  show(moment: Moment | null, scene: ClusterScene, transform: string, except: ReadonlySet<string> | null): void {
    if (moment === null && this.spots.length === 0) return;
    this.canvas.hidden = moment === null;
    const context = this.canvas.getContext('2d');
    this.spots = [];
    if (context === null) return;
    const ratio = window.devicePixelRatio || 1;
    const { width, height } = scene.ring;
    if (this.canvas.width !== width * ratio) {
      this.canvas.width = width * ratio;
      this.canvas.height = height * ratio;
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    if (moment === null) return;
    const [moveX = 0, moveY = 0, zoom = 1] = (transform.match(/-?[\d.]+(?:e-?\d+)?/g) ?? []).map(Number);
    const colours = getComputedStyle(this.canvas);
    for (const envelope of messagesOf(moment.world)) {
      if (except?.has(messageId(envelope)) === true) continue;
      const road = roadIn(scene, envelope.from, envelope.to, envelope.ordinal % 3);
      const place = pointOn(road, shownProgress(envelope, road, moment.displayUs));
      const spot = { x: place.x * zoom + moveX, y: place.y * zoom + moveY, envelope };
      this.spots.push(spot);
      drawGlyph(context, spot, lookOf(envelope.message), colours);
    }
  }

  /** The nearest message within reach of a place of the page. */
  at(clientX: number, clientY: number): ClusterEnvelope | null {
    const { left, top } = this.canvas.getBoundingClientRect();
    let best: Spot | null = null;
    let nearest = REACH;
    for (const spot of this.spots) {
      const away = Math.hypot(spot.x - (clientX - left), spot.y - (clientY - top));
      if (away <= nearest) {
        nearest = away;
        best = spot;
      }
    }
    return best?.envelope ?? null;
  }
}

function drawGlyph(
  context: CanvasRenderingContext2D,
  { x, y }: Spot,
  look: MessageLook,
  colours: CSSStyleDeclaration,
): void {
  const ink = colours.getPropertyValue('--casing');
  const paper = colours.getPropertyValue('--surface-page');
  const hue = look.kind === 'client' ? paper : colours.getPropertyValue(`--term-${look.term % 8}`);
  context.beginPath();
  if (look.kind === 'vote' || look.kind === 'prevote') {
    context.moveTo(x, y - 9);
    context.lineTo(x + 9, y);
    context.lineTo(x, y + 9);
    context.lineTo(x - 9, y);
    context.closePath();
  } else if (look.kind === 'append') context.rect(x - 8, y - 8, 16, 16);
  else if (look.kind === 'client') context.rect(x - 10, y - 5, 20, 10);
  else context.arc(x, y, 5, 0, 2 * Math.PI);
  context.fillStyle = look.reply ? paper : hue;
  context.fill();
  context.strokeStyle = look.reply ? hue : ink;
  context.lineWidth = look.reply ? 3 : 1.5;
  if (look.kind === 'prevote') context.setLineDash([2, 2]);
  context.stroke();
  context.setLineDash([]);
}
