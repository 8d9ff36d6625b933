import { plotPath, plotX } from '../../layout/plot.ts';
import type { Query } from '../../query/compile.ts';
import { type Reading, watchOf } from '../../query/watch.ts';
import { appStore } from '../../store/hooks.ts';
import { useWatches } from '../../store/questions.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import { Looking } from '../dialogs/looking.tsx';
import { usePacedStep } from '../paced.ts';
import { useText } from '../text.ts';
import { useScans } from '../use-scans.ts';
import { Section } from './parts.tsx';

const SIZE = { width: 240, height: 28 };

/** The values that are watched, each with its way through the run; a click on a plot goes to that time. */
export function Watches() {
  const words = useText().watches;
  const queries = useWatches();
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
  const watch = watchOf(timeline, query);
  const scanning = useScans([watch], timeline.steps);
  const all = watch.readings;
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
      <Looking scanning={scanning} />
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
  const x = plotX(SIZE, endUs, atUs);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the scrubber and the button beside it do the same by keys.
    <svg
      className="watch-plot"
      viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      onClick={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        onSeek(Math.round(((event.clientX - box.left) / Math.max(1, box.width)) * endUs));
      }}
    >
      <path d={plotPath(readings, SIZE, endUs)} />
      <line x1={x} x2={x} y1="0" y2={SIZE.height} />
    </svg>
  );
}
