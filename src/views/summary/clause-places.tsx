import { useMemo, useState } from 'react';
import { formatMs } from '../../base/time.ts';
import type { ClauseId } from '../../cluster/clauses.ts';
import { appStore, useApp } from '../../store/hooks.ts';
import type { ClausePlace, ClauseTally } from '../../timeline/clause-tally.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import { Icon } from '../icons.tsx';
import { useNames, useText } from '../text.ts';

interface Props {
  readonly clause: ClauseId;
  readonly timeline: Timeline;
  readonly tally: ClauseTally;
  readonly onClose: () => void;
  readonly toInspector: (() => void) | null;
}

/** So many are listed at a time: to tell of one means to play the run up to it. */
const PAGE = 24;

function goTo({ step, i }: ClausePlace): void {
  const { seekStep, select } = appStore.getState();
  seekStep(step);
  select({ kind: 'event', step, i });
}

/** Where in the run a clause was at work: first those around the moment on show, the others page by page. */
export function ClausePlaces({ clause, timeline, tally, onClose, toInspector }: Props) {
  const { summary: words } = useText();
  const count = tally.count(clause);
  const [from, setFrom] = useState(() => {
    const here = tally.before(clause, appStore.getState().cursor.step);
    return Math.max(0, Math.min(here - PAGE / 2, count - PAGE));
  });
  const to = Math.min(count, from + PAGE);
  const places = useMemo(() => tally.slice(clause, from, to), [tally, clause, from, to]);
  return (
    <section className="clause-places" aria-label={words.where}>
      <header>
        <h3>{words.clauses[clause]}</h3>
        <p>{words.places(count, from + 1, to)}</p>
        {from > 0 && (
          <button type="button" onClick={() => setFrom(Math.max(0, from - PAGE))}>
            {words.earlier}
          </button>
        )}
        {to < count && (
          <button type="button" onClick={() => setFrom(from + PAGE)}>
            {words.later}
          </button>
        )}
        {toInspector !== null && (
          <button type="button" onClick={toInspector}>
            {words.toInspector}
          </button>
        )}
        <button type="button" aria-label={words.closePlaces} onClick={onClose}>
          <Icon name="close" size={16} />
        </button>
      </header>
      <Places timeline={timeline} places={places} />
    </section>
  );
}

function Places({ timeline, places }: { readonly timeline: Timeline; readonly places: readonly ClausePlace[] }) {
  const text = useText();
  const name = useNames();
  const cursorStep = useApp((state) => state.cursor.step);
  const titles = useMemo(() => {
    return places.map(({ step, i }) => {
      const event = timeline.eventsOf(step)[i];
      return event === undefined ? '' : text.describe(event, name).title;
    });
  }, [timeline, places, text, name]);
  return (
    <ol>
      {places.map((place, nth) => (
        <li key={`${place.step}.${place.i}`} aria-current={place.step === cursorStep ? 'true' : undefined}>
          <button type="button" onClick={() => goTo(place)}>
            <b>#{place.step}</b> <span>{titles[nth]}</span> <i>{formatMs(timeline.index.atUs(place.step))}</i>
          </button>
        </li>
      ))}
    </ol>
  );
}
