import { curveStepAfter, line, scaleLinear } from 'd3';
import { useStore } from 'zustand';
import type { Query } from '../../query/compile.ts';
import type { Plain } from '../../query/kinds.ts';
import { type Reading, watchOf } from '../../query/watch.ts';
import { appStore } from '../../store/hooks.ts';
import { watches } from '../../store/watches.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import { usePacedStep } from '../paced.ts';
import { useText } from '../text.ts';
import { Section } from './parts.tsx';

const WIDTH = 240;
const HEIGHT = 28;
const EDGE = 3;

/** The values that are watched, each with its way through the run; a click on a plot goes to that time. */
export function Watches() {
  const words = useText().watches;
  const queries = useStore(watches, (state) => state.queries);
  const { timeline, step } = usePacedStep();
  if (queries.length === 0) return null;
  return (
    <Section title={words.title}>
      <ul className="watches">
        {queries.map((query) => (
          <li key={query.source}>
            <WatchRow timeline={timeline} query={query} step={step} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function WatchRow({
  timeline,
  query,
  step,
}: {
  readonly timeline: Timeline;
  readonly query: Query;
  readonly step: number;
}) {
  const words = useText().watches;
  const all = watchOf(timeline, query).upTo(timeline.steps);
  const past = all.filter((reading) => reading.step <= step);
  const now = past.at(-1);
  if (now === undefined) return null;
  const { seekStep, seekTime } = appStore.getState();
  return (
    <>
      <p className="watch-now">
        <code>{query.source}</code> <output>{words.value(now.value)}</output>
      </p>
      <Plot
        readings={all}
        endUs={timeline.endUs}
        atUs={timeline.index.atUs(step)}
        label={words.history(query.source, past.length - 1, words.since(now.step))}
        onSeek={seekTime}
      />
      {past.length > 1 && (
        <button
          type="button"
          className="watch-since"
          aria-label={words.toLast(query.source)}
          onClick={() => seekStep(now.step === step ? (past.at(-2)?.step ?? 0) : now.step)}
        >
          {words.since(now.step)}
        </button>
      )}
    </>
  );
}

function Plot(props: {
  readonly readings: readonly Reading[];
  readonly endUs: number;
  readonly atUs: number;
  readonly label: string;
  readonly onSeek: (atUs: number) => void;
}) {
  const { readings, endUs, atUs, label, onSeek } = props;
  const x = scaleLinear([0, Math.max(1, endUs)], [0, WIDTH]);
  const levels = levelsOf(readings);
  const y = scaleLinear([levels.low, Math.max(levels.low + 1, levels.high)], [HEIGHT - EDGE, EDGE]);
  const thinned = lastOfEachPixel(readings, (reading) => x(reading.atUs));
  const points = thinned.map(({ atUs: at, value }) => [x(at), y(levels.of(value))] as [number, number]);
  const last = points.at(-1);
  if (last !== undefined) points.push([WIDTH, last[1]]);
  const path = line().curve(curveStepAfter)(points) ?? '';
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the scrubber and the button beside it do the same by keys.
    <svg
      className="watch-plot"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      onClick={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        onSeek(Math.round(((event.clientX - box.left) / Math.max(1, box.width)) * endUs));
      }}
    >
      <path d={path} />
      <line x1={x(atUs)} x2={x(atUs)} y1="0" y2={HEIGHT} />
    </svg>
  );
}

interface Levels {
  readonly low: number;
  readonly high: number;
  readonly of: (value: Plain) => number;
}

/** Numbers as they are, true above false; of anything else each value has a level of its own, in order of appearance. */
function levelsOf(readings: readonly Reading[]): Levels {
  const values = [...new Set(readings.map(({ value }) => value))];
  const numbers = values.filter((value) => typeof value === 'number');
  const isPlain = numbers.length === values.length;
  const of = (value: Plain): number =>
    typeof value === 'boolean' ? Number(value) : isPlain ? Number(value) : values.indexOf(value);
  const levels = values.map(of);
  return { low: Math.min(...levels), high: Math.max(...levels), of };
}

/** What cannot be told apart is drawn once. */
function lastOfEachPixel(readings: readonly Reading[], place: (reading: Reading) => number): readonly Reading[] {
  const byPixel = new Map(readings.map((reading) => [Math.floor(place(reading) * 2), reading] as const));
  return [...byPixel.values()];
}
