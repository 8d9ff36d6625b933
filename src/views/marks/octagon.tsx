import './marks.css';

/** The mark of a broken promise, around (x, y). */
export function Octagon({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g className="octagon" transform={`translate(${x} ${y})`}>
      <path
        className="octagon-body"
        d="M-4.100 -10h8.200l5.900 5.900v8.200l-5.900 5.900h-8.200l-5.900 -5.900v-8.200z"
      />
      <text className="octagon-sign" y={4.8}>
        !
      </text>
    </g>
  );
}
