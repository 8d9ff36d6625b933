import type { Page } from '@playwright/test';

/** A piece of text as it is seen: its ink without what lies behind it, and where. */
interface Piece {
  readonly said: string;
  readonly where: string;
  readonly ink: readonly [red: number, green: number, blue: number, alpha: number];
  readonly box: readonly [x: number, y: number, width: number, height: number];
}

const NO_TEXT = `* { color: transparent !important; caret-color: transparent !important; transition: none !important; }
  ::placeholder { color: transparent !important; } svg text, svg tspan { fill: transparent !important; }`;

/** The text in sight whose contrast is too low, in few words; the ground is read off a picture of the page. */
export async function faint(page: Page, least: number): Promise<string[]> {
  const pieces = await page.evaluate(piecesInSight);
  const style = await page.addStyleTag({ content: NO_TEXT });
  const picture = await page.screenshot({ scale: 'css' });
  await style.evaluate((node) => (node as Element).remove());
  const grounds = await page.evaluate(groundsIn, {
    picture: picture.toString('base64'),
    boxes: pieces.map(({ box }) => box),
  });
  if (pieces.length < 5) throw new Error('there is hardly any text in sight');
  return pieces.flatMap(({ said, where, ink }, place) => {
    const worst = Math.min(...(grounds[place] ?? []).map((ground) => contrastOf(over(ink, ground), ground)));
    return worst < least - 0.01 ? [`${worst.toFixed(2)} ${where} "${said.slice(0, 40)}"`] : [];
  });
}

type Colour = readonly [red: number, green: number, blue: number];

function over([red, green, blue, alpha]: Piece['ink'], ground: Colour): Colour {
  return [
    red * alpha + ground[0] * (1 - alpha),
    green * alpha + ground[1] * (1 - alpha),
    blue * alpha + ground[2] * (1 - alpha),
  ];
}

function contrastOf(one: Colour, other: Colour): number {
  const linear = (part: number): number =>
    part <= 0.04045 * 255 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4;
  const light = (colour: Colour): number =>
    0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2]);
  const [a, b] = [light(one), light(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Runs in the page: every piece of text in the window that nothing covers and that is not switched off. */
function piecesInSight(): Piece[] {
  const context = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', {
    willReadFrequently: true,
  });
  if (context === null) throw new Error('no canvas');
  const read = (colour: string): [number, number, number, number] => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const opacityOf = (element: Element | null): number =>
    element === null ? 1 : Number(getComputedStyle(element).opacity) * opacityOf(element.parentElement);
  const paints = (element: Element): boolean => {
    const style = getComputedStyle(element);
    if (style.visibility === 'hidden' || opacityOf(element) < 0.5) return false;
    if (element instanceof SVGGeometryElement) return style.fill !== 'none' && read(style.fill)[3] > 0.5;
    return !(element instanceof SVGElement) && read(style.backgroundColor)[3] > 0.5;
  };
  /** Whether something lies over the text there: what is hit before its own element, and paints. */
  const isCovered = (element: Element, x: number, y: number): boolean => {
    const hit = document.elementsFromPoint(x, y);
    const place = hit.findIndex((other) => other === element || element.contains(other));
    return place < 0 || hit.slice(0, place).some((other) => !other.contains(element) && paints(other));
  };
  const all = document.head.appendChild(document.createElement('style'));
  all.textContent = '* { pointer-events: auto !important; }';
  /** The first letters of a piece stand for all of it: what follows may lie under something else. */
  const startOf = (node: Node): Piece['box'] | null => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getClientRects()[0];
    return box === undefined || box.width < 3 || box.height < 3
      ? null
      : [box.x, box.y, Math.min(box.width, 24), box.height];
  };
  const isOff = (element: Element): boolean =>
    element.closest('script, style, :disabled, [aria-disabled="true"]') !== null ||
    !element.checkVisibility({ visibilityProperty: true });
  const pieceOf = (node: Node, element: Element): Piece | null => {
    const box = startOf(node);
    if (box === null || isOff(element)) return null;
    const [x, y] = [box[0] + box[2] / 2, box[1] + box[3] / 2];
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight || isCovered(element, x, y)) return null;
    const { fill, color } = getComputedStyle(element);
    const [red, green, blue, alpha] = read(element instanceof SVGElement ? fill : color);
    return {
      said: node.textContent?.trim() ?? '',
      where: [element, element.parentElement]
        .map((one) => `${one?.localName}.${one?.getAttribute('class')}`)
        .join(' in '),
      ink: [red, green, blue, alpha * opacityOf(element)],
      box,
    };
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const pieces: Piece[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.parentElement === null || node.textContent?.trim() === '') continue;
    const piece = pieceOf(node, node.parentElement);
    if (piece !== null) pieces.push(piece);
  }
  all.remove();
  return pieces;
}

/** Runs in the page: the colours that make up a quarter or more of each box. */
async function groundsIn({
  picture,
  boxes,
}: {
  picture: string;
  boxes: readonly Piece['box'][];
}): Promise<(readonly [number, number, number])[][]> {
  const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const { width, height } = bitmap;
  const context = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d', {
    willReadFrequently: true,
  });
  if (context === null) throw new Error('no canvas');
  context.drawImage(bitmap, 0, 0);
  return boxes.map(([x, y, w, h]) => {
    const left = Math.max(0, Math.floor(x));
    const top = Math.max(0, Math.floor(y));
    const { data } = context.getImageData(
      left,
      top,
      Math.max(1, Math.min(width - left, Math.ceil(w))),
      Math.max(1, Math.min(height - top, Math.ceil(h))),
    );
    const counts = new Map<number, number>();
    for (let at = 0; at < data.length; at += 4) {
      const colour = ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
    const most = [...counts].filter(([, count]) => count * 4 >= data.length / 4).map(([colour]) => colour);
    const found = most.length > 0 ? most : [[...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0];
    return found.map((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255] as const);
  });
}
