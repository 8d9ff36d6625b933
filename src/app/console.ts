import { encodeWorld, stateHash } from '../cluster/encode.ts';
import { traceLine } from '../scenario/trace-json.ts';
import { scenarioOf } from '../store/session.ts';
import { type App, currentTimeline } from '../store/store.ts';

/** What an engineer can ask for in the browser's console: plain data about the moment on show. Reads only. */
interface RaftlightConsole {
  /** Where the cursor stands: step and virtual time in microseconds. */
  position: () => { step: number; atUs: number; playing: boolean; branch: number };
  /** The state at the cursor, as docs/state-hash.md encodes it. */
  state: () => unknown;
  stateHash: () => string;
  /** The explained events of a step (default: the cursor's), as docs/trace-format.md writes them. */
  events: (step?: number) => unknown[];
  /** The scenario of the current branch, actions included, as docs/scenario-format.md describes it. */
  scenario: () => unknown;
}

declare global {
  interface Window {
    raftlight?: RaftlightConsole;
  }
}

export function offerConsole(app: App): void {
  const world = () => currentTimeline(app.getState()).worldAt(app.getState().cursor.step);
  window.raftlight = {
    position: () => {
      const { cursor, playing, branchId } = app.getState();
      return { ...cursor, playing, branch: branchId };
    },
    state: () => encodeWorld(world()),
    stateHash: () => stateHash(world()),
    events: (step = app.getState().cursor.step) => currentTimeline(app.getState()).eventsOf(step).map(traceLine),
    scenario: () => scenarioOf(app.getState().scenario, currentTimeline(app.getState())),
  };
}
