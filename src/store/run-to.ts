import { US_PER_SECOND } from '../base/time.ts';
import { messagesOf } from '../messages/index.ts';
import { StopSearch } from './breakpoints.ts';
import { type App, currentTimeline } from './store.ts';

/** How far a run is played in search of a hit: so much virtual time, and so many steps. */
const AHEAD = { us: 60 * US_PER_SECOND, steps: 200_000 };
/** So many slices are looked at in one go; if that is not enough, one comes with every frame. */
const SLICES_AT_ONCE = 4;

/** To the next or previous hit of a breakpoint; forward it plays on until one comes (at most 60 virtual seconds). */
export function runTo(app: App, direction: 1 | -1): void {
  const { step } = app.playhead.settle();
  const { breakpoints, language } = app.getState();
  const words = messagesOf(language).dialogs.breakpoints;
  const say = (text: string): void => app.setState({ playing: false, notice: { kind: 'info', text } });
  if (!breakpoints.some(({ isOn }) => isOn)) return say(words.noneOn);
  const search = new StopSearch(currentTimeline(app.getState()), breakpoints, step, AHEAD);
  const arrive = (found: number | null): void => {
    if (found !== null) app.getState().seekStep(found);
    else say(direction === 1 ? words.noneAhead : words.noneBefore);
  };
  for (let nth = 0; nth < SLICES_AT_ONCE; nth++) {
    const found = search.slice(direction);
    if (found !== undefined) return arrive(found);
  }
  app.playhead.begin({
    slice: () => {
      const found = search.slice(direction);
      if (found === undefined) return search.progress(direction);
      arrive(found);
      return null;
    },
    stop: () => undefined,
  });
}
