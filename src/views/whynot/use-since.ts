import { useEffect, useState } from 'react';
import type { Timeline } from '../../timeline/timeline.ts';
import { SinceWhen } from '../../whynot/since.ts';
import type { Answer } from '../../whynot/why-not.ts';

/** The steps since when the conditions of an answer have been as they are, as far as they were found. */
export type Since = ReadonlyMap<string, number>;

const NONE: Since = new Map();

/** Looks back from where the answer was given, a little at a time, so that the page stays free in between. */
export function useSince(timeline: Timeline, step: number, answer: Answer): Since {
  const [found, setFound] = useState<{ readonly answer: Answer; readonly since: Since } | null>(null);
  useEffect(() => {
    const search = new SinceWhen(timeline, step, answer);
    let timer: ReturnType<typeof setTimeout> | null = null;
    const look = (): void => {
      const { size } = search.found;
      search.look();
      if (search.found.size > size) setFound({ answer, since: new Map(search.found) });
      timer = search.isDone ? null : setTimeout(look, 0);
    };
    timer = setTimeout(look, 0);
    return () => {
      if (timer !== null) clearTimeout(timer);
    };
  }, [timeline, step, answer]);
  return found?.answer === answer ? found.since : NONE;
}
