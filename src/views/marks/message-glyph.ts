import { assertNever } from '../../base/assert.ts';
import type { MessageLook } from './message-look.ts';
import type { Shape } from './shape.ts';

const CELL = 17;
const LETTER = 7.3;

/** Half the width of a glyph, without its chevron. */
export function glyphReach(look: MessageLook): number {
  switch (look.kind) {
    case 'vote':
    case 'prevote':
      return 12;
    case 'heartbeat':
      return 6;
    case 'snapshot':
      return look.reply ? 12 : 15;
    case 'timeoutNow':
      return 9;
    case 'append':
      return look.reply ? 12 : cellsWidth(look) / 2;
    case 'client':
      return clientWidth(look) / 2;
    default:
      return assertNever(look.kind);
  }
}

function cellsWidth(look: MessageLook): number {
  const more = look.entryCount > look.entries.length ? 22 : 0;
  return Math.max(1, look.entries.length) * CELL + 3 + more;
}

function clientWidth(look: MessageLook): number {
  const letters = look.label.length * LETTER;
  if (look.reply) return letters === 0 ? 24 : letters + 34;
  return Math.max(26, letters + 12);
}

/** The glyph around (0, 0): shape = kind, filled = request, outlined = response, ✓ or ✕ = its answer. */
export function glyphShapes(look: MessageLook): Shape[] {
  switch (look.kind) {
    case 'vote':
      return [...outlined('path', { d: DIAMOND }, look.reply), ...answerShapes(look)];
    case 'prevote':
      return [...dotted(look.reply), ...answerShapes(look)];
    case 'heartbeat':
      return outlined('circle', { r: 5.5 }, look.reply);
    case 'snapshot':
      return snapshotShapes(look);
    case 'timeoutNow':
      return outlined('path', { d: 'M-8 -10.5H8L1.8 0L8 10.5H-8L-1.8 0Z' }, look.reply);
    case 'append':
      if (!look.reply) return cellShapes(look);
      return [...outlined('rect', { x: -11, y: -10, width: 22, height: 20, rx: 3 }, true), ...answerShapes(look)];
    case 'client':
      return clientShapes(look);
    default:
      return assertNever(look.kind);
  }
}

/** The chevron that leads a glyph; to be turned into the direction of travel. */
export function chevronShape(look: MessageLook): Shape {
  const d = `M${glyphReach(look) + 3} -5l5.5 5l-5.5 5`;
  return { tag: 'path', className: 'glyph-chevron', attributes: { d } };
}

function outlined(tag: Shape['tag'], attributes: Shape['attributes'], reply: boolean): Shape[] {
  if (!reply) return [{ tag, className: 'glyph-request', attributes }];
  return [
    { tag, className: 'glyph-casing', attributes },
    { tag, className: 'glyph-reply', attributes },
  ];
}

const DIAMOND = 'M0 -11.5L11.5 0L0 11.5L-11.5 0Z';

/** What is only asked, or only promised: its outline is dotted. */
function dotted(reply: boolean): Shape[] {
  return [
    { tag: 'path', className: 'glyph-dotted', attributes: { d: DIAMOND } },
    { tag: 'path', className: 'glyph-dots', attributes: { d: DIAMOND } },
    ...(reply ? [] : [{ tag: 'path', className: 'glyph-core', attributes: { d: 'M0 -5L5 0L0 5L-5 0Z' } } as const]),
  ];
}

function answerShapes(look: MessageLook): Shape[] {
  switch (look.answer) {
    case 'yes':
      return [{ tag: 'path', className: 'glyph-answer', attributes: { d: 'M-4 .3l2.8 3l5 -6' } }];
    case 'no':
      return [{ tag: 'path', className: 'glyph-answer', attributes: { d: 'M-3.2 -3.2l6.4 6.4m0 -6.4l-6.4 6.4' } }];
    case 'elsewhere':
      return [{ tag: 'path', className: 'glyph-answer', attributes: { d: 'M-5 0h9m-3.5 -3.5l3.5 3.5l-3.5 3.5' } }];
    case 'unknown':
      return [{ tag: 'text', className: 'glyph-word', attributes: { y: 4.5 }, text: '?' }];
    case null:
      return [];
    default:
      return assertNever(look.answer);
  }
}

function cellShapes(look: MessageLook): Shape[] {
  const width = cellsWidth(look);
  const left = -width / 2;
  const shapes: Shape[] = [
    { tag: 'rect', className: 'glyph-tray', attributes: { x: left, y: -11, width, height: 22, rx: 3 } },
  ];
  look.entries.forEach((term, place) => {
    const style = { '--t': `var(--term-${term % 8})`, '--on': `var(--on-term-${term % 8})` };
    const x = left + 2 + place * CELL;
    shapes.push(
      { tag: 'rect', className: 'glyph-cell', attributes: { x, y: -9, width: 16, height: 18, rx: 1.5 }, style },
      { tag: 'text', className: 'glyph-term', attributes: { x: x + 8, y: 4.5 }, text: String(term), style },
    );
  });
  const hidden = look.entryCount - look.entries.length;
  if (hidden > 0) {
    shapes.push({
      tag: 'text',
      className: 'glyph-word',
      attributes: { x: width / 2 - 12, y: 4.5 },
      text: `+${hidden}`,
    });
  }
  return shapes;
}

/** A hatched box as in the logs, and below in it how much of the snapshot has arrived with this chunk. */
function snapshotShapes(look: MessageLook): Shape[] {
  const box = { x: -11, y: -10, width: 22, height: 20, rx: 3 };
  if (look.reply) return [...outlined('rect', box, true), ...answerShapes(look)];
  const width = Math.round(26 * look.progress * 10) / 10;
  return [
    { tag: 'rect', className: 'glyph-snapshot', attributes: { x: -14, y: -12, width: 28, height: 24, rx: 3 } },
    { tag: 'rect', className: 'glyph-gauge', attributes: { x: -13, y: 6, width: 26, height: 5 } },
    { tag: 'rect', className: 'glyph-gauge-full', attributes: { x: -13, y: 6, width, height: 5 } },
  ];
}

function clientShapes(look: MessageLook): Shape[] {
  const width = clientWidth(look);
  const box: Shape = {
    tag: 'rect',
    className: 'glyph-client',
    attributes: { x: -width / 2, y: -10, width, height: 20, rx: 10 },
  };
  if (look.reply) return look.label === '' ? [box, ...answerShapes(look)] : [box, ...badgeShapes(look, width)];
  return [box, { tag: 'text', className: 'glyph-command', attributes: { y: 4 }, text: look.label }];
}

/** The answer to a direct read says how it was served. */
function badgeShapes(look: MessageLook, width: number): Shape[] {
  const left = -width / 2;
  const check = `M${left + 7} .3l2.8 3l5 -6`;
  return [
    { tag: 'path', className: 'glyph-answer', attributes: { d: check } },
    { tag: 'text', className: 'glyph-command', attributes: { x: 9, y: 4 }, text: look.label },
  ];
}
