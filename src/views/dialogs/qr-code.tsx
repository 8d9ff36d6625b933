import { encode } from 'uqr';

/** Longer addresses make a code whose squares a phone cannot tell apart from a seat. In characters. */
const MAX_LENGTH = 300;
/** The white margin that readers need, in squares. */
const MARGIN = 4;

export function fitsCode(url: string): boolean {
  return url.length <= MAX_LENGTH;
}

/** A link as a QR code: black on white in every theme, since not every reader takes the opposite. */
export function QrCode({ url, label }: { readonly url: string; readonly label: string }) {
  const { size, data } = encode(url, { ecc: 'M', border: MARGIN });
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path className="qr-paper" d={`M0 0h${size}v${size}H0z`} />
      <path className="qr-ink" d={squares(data)} />
    </svg>
  );
}

/** One shape for all dark squares; those side by side are one. */
function squares(rows: readonly (readonly boolean[])[]): string {
  const shapes: string[] = [];
  for (const [y, row] of rows.entries()) {
    let from = -1;
    for (let x = 0; x <= row.length; x++) {
      if (row[x] === true && from < 0) from = x;
      if (row[x] === true || from < 0) continue;
      shapes.push(`M${from} ${y}h${x - from}v1H${from}z`);
      from = -1;
    }
  }
  return shapes.join('');
}
