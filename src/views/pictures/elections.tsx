import './elections.css';
import { type KeyboardEvent, useState } from 'react';
import { countElections, ELECTIONS, patienceUs } from '../../check/elections.ts';
import type { ClusterSpec } from '../../cluster/types.ts';
import { useTimeline } from '../../store/hooks.ts';
import { useText } from '../text.ts';
import { ElectionPlotView } from './election-plot.tsx';
import { ElectionTable } from './election-table.tsx';
import type { PictureProps } from './picture-props.ts';
import { useSeries } from './run-series.ts';

/** T, in ms: what the slider goes through, besides what the scenario says itself. */
const TIMEOUTS_MS: readonly number[] = [15, 20, 30, 45, 60, 90, 120, 150, 225, 300, 450, 600];
const LATENCIES_MS: readonly number[] = [15, 150];

/** How long 200 starts of the cluster on show took to find a leader, for a timeout and a latency of one's choice. */
export default function Elections({ isAsking, text }: PictureProps) {
  const timeline = useTimeline();
  // Another scenario begins with its own times.
  return <Chosen key={keyOf(timeline.spec)} spec={timeline.spec} isAsking={isAsking} text={text} />;
}

function keyOf(spec: ClusterSpec): string {
  return `${spec.servers} ${spec.electionTimeout.lowUs} ${spec.newcomer.link.highUs}`;
}

function withOwn(choices: readonly number[], ownUs: number): readonly number[] {
  return [...new Set([...choices, ownUs / 1000])].sort((a, b) => a - b);
}

function Chosen({ spec, isAsking, text }: PictureProps & { readonly spec: ClusterSpec }) {
  const { elections: words } = useText().pictures;
  const ownTimeoutUs = spec.electionTimeout.lowUs;
  const ownLatencyUs = spec.newcomer.link.highUs;
  const [timeoutMs, setTimeoutMs] = useState(ownTimeoutUs / 1000);
  const [latencyMs, setLatencyMs] = useState(ownLatencyUs / 1000);
  const timeouts = withOwn(TIMEOUTS_MS, ownTimeoutUs);
  const latencies = withOwn(LATENCIES_MS, ownLatencyUs);
  const times = { timeoutUs: timeoutMs * 1000, latencyUs: latencyMs * 1000 };
  const shown = useSeries(spec, times, isAsking);
  if (isAsking) return null;
  const range = words.range(String(timeoutMs), String(2 * timeoutMs));
  return (
    <div className="elections">
      <div className="elections-times">
        <label>
          {words.timeout}
          <input
            type="range"
            min={0}
            max={timeouts.length - 1}
            value={timeouts.indexOf(timeoutMs)}
            aria-valuetext={range}
            onKeyDown={keepKeys}
            onChange={(event) => setTimeoutMs(timeouts[Number(event.target.value)] ?? timeoutMs)}
          />
          <b>{range}</b>
        </label>
        <fieldset>
          <legend>{words.latency}</legend>
          {latencies.map((ms) => (
            <button key={ms} type="button" aria-pressed={ms === latencyMs} onClick={() => setLatencyMs(ms)}>
              {words.ms(String(ms))}
            </button>
          ))}
        </fieldset>
      </div>
      <ElectionPlotView outcomes={shown.outcomes} times={times} limitUs={patienceUs(times)} text={text} />
      <div className="elections-said">
        <p>
          <span role="status">
            {shown.isComplete && <Said outcomes={shown.outcomes} limitUs={patienceUs(times)} />}
          </span>
          {!shown.isComplete && (
            <>
              {words.counting(shown.outcomes.length, ELECTIONS)}
              <button type="button" onClick={() => shown.setStopped(!shown.isStopped)}>
                {shown.isStopped ? words.goOn : words.stop}
              </button>
            </>
          )}
        </p>
        <ElectionTable outcomes={shown.outcomes} />
      </div>
    </div>
  );
}

const SLIDER_KEYS: readonly string[] = ['Arrow', 'Home', 'End', 'Page'];

/** The keys that move the slider would move the cursor, too. */
function keepKeys(event: KeyboardEvent): void {
  if (SLIDER_KEYS.some((start) => event.key.startsWith(start))) event.stopPropagation();
}

interface SaidProps {
  readonly outcomes: Parameters<typeof countElections>[0];
  readonly limitUs: number;
}

/** What all runs together say, in one or two sentences. */
function Said({ outcomes, limitUs }: SaidProps) {
  const { elections: words } = useText().pictures;
  const { runs, found, split, medianUs } = countElections(outcomes);
  const limit = wholeMs(limitUs);
  const first =
    found === 0
      ? words.noneLed(runs, limit)
      : medianUs === null
        ? words.fewerThanHalf(found, runs, limit)
        : words.half(runs, wholeMs(medianUs));
  return found === 0 ? first : `${first} ${words.split(split)}`;
}

function wholeMs(us: number): string {
  return String(Math.round(us / 1000));
}
