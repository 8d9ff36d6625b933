import type { Election, ElectionTimes } from '../../check/elections.ts';
import { type ElectionBlock, electionPlot } from '../../layout/elections.ts';
import { usePatterns } from '../marks/patterns.ts';
import { patternFill, termStyle } from '../marks/term.ts';
import { useText } from '../text.ts';
import { useSize } from '../use-size.ts';

interface Props {
  readonly outcomes: readonly Election[];
  readonly times: ElectionTimes;
  readonly limitUs: number;
  /** How high letters are, px. */
  readonly text: number;
}

/** The bars; the table beside them says the same in numbers. */
export function ElectionPlotView({ outcomes, times, limitUs, text }: Props) {
  const { elections: words } = useText().pictures;
  const [box, size] = useSize<HTMLDivElement>({ width: 600, height: 180 });
  usePatterns();
  const plot = electionPlot(outcomes, limitUs, size, text);
  const [from, to] = [plot.xOf(times.timeoutUs), plot.xOf(2 * times.timeoutUs)];
  return (
    <div ref={box} className="elections-plot">
      <svg width={size.width} height={size.height} role="img" aria-label={words.plot} style={{ fontSize: text }}>
        {plot.counts.map(({ y, runs }) => (
          <g key={runs} className="elections-count">
            <line x1={plot.left} x2={plot.right} y1={y} y2={y} />
            <text x={plot.left - text * 0.4} y={y + text * 0.35}>
              {runs}
            </text>
          </g>
        ))}
        <line className="elections-base" x1={plot.left} x2={plot.right} y1={plot.base} y2={plot.base} />
        {plot.blocks.map((block) => (
          <Block key={`${block.bar} ${block.term}`} block={block} />
        ))}
        {plot.none !== null && (
          <g className="elections-none">
            <rect {...plot.none} />
            <text x={plot.none.x + plot.none.width / 2} y={plot.base + text * 1.3}>
              {words.nobody}
            </text>
          </g>
        )}
        {plot.times.map(({ x, us }) => (
          <text key={us} className="elections-time" x={x} y={plot.base + text * 1.3}>
            {us / 1000}
          </text>
        ))}
        <g className="elections-first">
          <line x1={from} x2={to} y1={plot.base + text * 2} y2={plot.base + text * 2} />
          <text x={to + text * 0.5} y={plot.base + text * 2.35}>
            {words.firstTimeouts}
          </text>
        </g>
        <text className="elections-axis" x={plot.right} y={plot.base + text * 3.6}>
          {words.axis}
        </text>
      </svg>
    </div>
  );
}

function Block({ block: { term, x, y, width, height } }: { readonly block: ElectionBlock }) {
  const pattern = patternFill(term);
  return (
    <g className="elections-block" style={termStyle(term)}>
      <rect x={x} y={y} width={width} height={height} />
      {pattern !== null && <rect x={x} y={y} width={width} height={height} style={{ fill: pattern }} />}
    </g>
  );
}
