import { type KeyboardEvent, memo } from 'react';
import { formatMs } from '../../base/time.ts';
import type { TraceEvent } from '../../cluster/types.ts';
import { appStore } from '../../store/hooks.ts';
import type { MarkName } from '../../timeline/step-index.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import { sentenceOf } from '../narration/narration-strip.tsx';
import { useNames, useText } from '../text.ts';
import { marksOf } from './event-list.ts';

export interface RowProps {
  readonly timeline: Timeline;
  readonly step: number;
  /** The last step of a line that stands for several, else the same. */
  readonly to: number;
  /** Which event it shows; -1: what the step is told by. */
  readonly i: number;
  readonly event: TraceEvent | null;
  readonly top: number;
  readonly isInner: boolean;
  /** The line above is about the same step. */
  readonly isSameStep: boolean;
  readonly isCurrent: boolean;
  /** How it stands to the selected event: apart, where neither can have led to the other. Null where none is selected. */
  readonly side: 'past' | 'future' | 'apart' | null;
  /** How many steps it stands for. */
  readonly count: number;
  readonly isOpen: boolean;
  readonly onToggle: (step: number) => void;
  readonly onMove: (direction: 1 | -1) => void;
}

/** What a step did never changes, so a row is made once for as long as it stands where it stands. */
export const Row = memo(function Row(props: RowProps) {
  const { timeline, step, to, top, isInner, isCurrent, isOpen, onToggle } = props;
  const { events } = useText();
  if (step > timeline.steps) return null;
  const isFold = to > step;
  return (
    <li style={{ top }} className={isInner ? 'event-inner' : undefined}>
      {isFold ? <Fold {...props} /> : <Event {...props} />}
      {!isFold && !isInner && props.i < 0 && (isCurrent || isOpen) && (
        <button
          type="button"
          className="event-open"
          aria-expanded={isOpen}
          aria-label={events.eventsOf(step)}
          onClick={() => onToggle(step)}
        >
          {isOpen ? '−' : '+'}
        </button>
      )}
    </li>
  );
});

function classOf({ side }: RowProps): string {
  return side === null ? 'event-row' : `event-row event-${side}`;
}

function moveByKey(event: KeyboardEvent, onMove: RowProps['onMove']): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  event.preventDefault();
  onMove(event.key === 'ArrowDown' ? 1 : -1);
}

/** Several steps in one line, which can be opened. */
function Fold(props: RowProps) {
  const { timeline, step, to, count, isCurrent, isOpen, onToggle, onMove } = props;
  const { events } = useText();
  return (
    <button
      type="button"
      className={`${classOf(props)} event-fold`}
      aria-current={isCurrent ? 'step' : undefined}
      aria-expanded={isOpen}
      onKeyDown={(event) => moveByKey(event, onMove)}
      onClick={() => onToggle(step)}
    >
      <span className="event-step">#{step}</span>{' '}
      <span className="event-time">{formatMs(timeline.index.atUs(step))}</span>{' '}
      <span className="event-sentence">{events.heartbeats(count, to)}</span>
    </button>
  );
}

function Event(props: RowProps) {
  const { timeline, step, i, event, isCurrent, isSameStep, onMove } = props;
  const text = useText();
  const name = useNames();
  const { seekStep, select } = appStore.getState();
  const sentence =
    i >= 0 && event !== null ? text.describe(event, name).sentence : sentenceOf({ timeline, step }, text, name, event);
  return (
    <button
      type="button"
      className={classOf(props)}
      onKeyDown={(pressed) => moveByKey(pressed, onMove)}
      aria-current={isCurrent && !isSameStep ? 'step' : undefined}
      onClick={() => {
        seekStep(step);
        // Whoever asks for the current one again wants to see what it has to do with others.
        const asked = i >= 0 ? i : isCurrent ? (event?.i ?? null) : null;
        select(asked === null ? null : { kind: 'event', step, i: asked });
      }}
    >
      <span className={isSameStep ? 'event-step event-repeated' : 'event-step'}>#{step}</span>{' '}
      <span className={isSameStep ? 'event-time event-repeated' : 'event-time'}>
        {formatMs(timeline.index.atUs(step))}
      </span>{' '}
      <span className={weightOf(timeline.index.marks(step))}>{sentence}</span>
    </button>
  );
}

const WEIGHTY: readonly MarkName[] = ['roleChanged', 'committed', 'clientAnswered', 'action', 'violation', 'upOrDown'];
const WEIGHTY_MARKS = marksOf(WEIGHTY);

function weightOf(marks: number): string {
  if ((marks & marksOf(['violation'])) !== 0) return 'event-sentence event-broken';
  return (marks & WEIGHTY_MARKS) !== 0 ? 'event-sentence event-weighty' : 'event-sentence';
}
