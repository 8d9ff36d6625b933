import { US_PER_SECOND } from '../base/time.ts';
import { messagesOf } from '../messages/index.ts';
import { wordBack } from '../timeline/cones.ts';
import type { StepIndex } from '../timeline/step-index.ts';
import { type App, currentTimeline } from './store.ts';

/** How much virtual time is played through before a step gives up. */
const LIMIT_US = 10 * US_PER_SECOND;
const SLICE = 4096;

/** To the next event of the selected server or client, else of the one whose event is on show: over what others do. */
export function stepOver(app: App): void {
  const { step } = app.playhead.settle();
  const { selection } = app.getState();
  const { index } = currentTimeline(app.getState());
  const isHost = selection?.kind === 'server' || selection?.kind === 'client';
  const host = isHost ? selection.id : index.server(step);
  // What happens to the network is nobody's: the next event, then.
  go(app, step, (from) => nextOf(index, host, from));
}

/** Out of what this event began: to where word of it first comes back to its host, as an answer to what it sent. */
export function stepOut(app: App): void {
  const { step } = app.playhead.settle();
  const { index } = currentTimeline(app.getState());
  go(app, step, () => wordBack(index, step));
}

/** Plays on until there is such a step, but not for ever. `find` is given the first step that it has not seen. */
function go(app: App, step: number, find: (from: number) => number | null): void {
  const state = app.getState();
  const timeline = currentTimeline(state);
  const limitUs = timeline.index.atUs(step) + LIMIT_US;
  let found = find(step + 1);
  for (let from = timeline.steps + 1; found === null; from = timeline.steps + 1) {
    if (timeline.extendTo({ atUs: limitUs, maxSteps: SLICE }) === 0) break;
    found = find(from);
  }
  if (found !== null) return state.seekStep(found);
  const { noSuchEventAhead: text } = messagesOf(state.language).shell;
  app.setState({ playing: false, notice: { kind: 'info', text } });
}

function nextOf(index: StepIndex, host: number | null, from: number): number | null {
  for (let step = from; step <= index.steps; step++) if (host === null || index.server(step) === host) return step;
  return null;
}
