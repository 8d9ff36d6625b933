import { createStore, type StoreApi } from 'zustand/vanilla';
import { at } from '../base/assert.ts';
import { US_PER_SECOND } from '../base/time.ts';
import type { Language } from '../messages/index.ts';
import { toSpec } from '../scenario/spec.ts';
import type { Scenario } from '../scenario/types.ts';
import type { Stop } from '../timeline/beats.ts';
import type { MarkName } from '../timeline/step-index.ts';
import { Timeline } from '../timeline/timeline.ts';
import { beatsOf } from './beats.ts';
import { afterActions, branchOf, onBranch, type Snapshot, withBranch, without } from './branching.ts';
import { Playhead, within } from './playhead.ts';
import { languageAtStart, loadPreferences, savePreferences } from './preferences.ts';
import type { AppState, AppStore, Branch, Cursor, Preferences, Selection, Source } from './types.ts';

/** How much virtual time a jump may play through before it gives up. */
const JUMP_LIMIT_US = 10 * US_PER_SECOND;
const BEAT_LIMIT_US = 60 * US_PER_SECOND;
const KEPT_UNDO = 200;
/** A way of so many steps is gone at once; a longer one in slices, with progress. */
const STEPS_AT_ONCE = 50_000;

/** Sentences and names that the store itself has to give, in the person's language. */
export interface StoreTexts {
  readonly nothingLeft: string;
  readonly noSuchEventAhead: string;
  readonly noSuchEventBefore: string;
  readonly branchName: (count: number) => string;
  readonly mainBranch: string;
}

export type App = StoreApi<AppStore> & { readonly playhead: Playhead };

export function currentBranch(state: AppState): Branch {
  return state.branches.find((branch) => branch.id === state.branchId) ?? at(state.branches, 0);
}

export function currentTimeline(state: AppState): Timeline {
  return currentBranch(state).timeline;
}

/** Whether the page stands in another one: `m=embed` in its link. */
export function isEmbedded({ view }: AppState): boolean {
  return view.mode === 'embed';
}

/** The state and the actions of the page. One per page; tests make their own. */
export function createApp(first: Scenario, textsOf: (language: Language) => StoreTexts): App {
  const api = createStore<AppStore>()(() => ({ ...firstState(first, textsOf), ...noActions() }));
  const texts = (): StoreTexts => textsOf(api.getState().language);
  const playhead = new Playhead(api);
  const app: App = Object.assign(api, { playhead });
  api.setState({
    ...navigation(app, texts),
    ...changes(app, texts),
    ...looks(app),
  });
  return app;
}

function firstState(scenario: Scenario, textsOf: (language: Language) => StoreTexts): AppState {
  const preferences = loadPreferences();
  const spoken = languageAtStart(preferences);
  return {
    ...opened(scenario, { kind: 'first' }, textsOf(spoken.language)),
    view: {},
    revision: 0,
    playing: false,
    speed: 0.01,
    selection: null,
    hover: null,
    compared: null,
    notice: null,
    firstVisit: true,
    preferences,
    ...spoken,
    breakpoints: [],
    canUndo: false,
    canRedo: false,
    progress: null,
    guesses: {},
    told: null,
    playUntil: null,
  };
}

/** Placeholders until the real actions are in place: `createStore` wants a whole state first. */
function noActions(): AppStore {
  return {} as AppStore;
}

function opened(scenario: Scenario, source: Source, texts: StoreTexts): Snapshot {
  const cursor: Cursor = { step: 0, atUs: 0 };
  const branch: Branch = {
    id: 1,
    name: texts.mainBranch,
    timeline: Timeline.of(toSpec(scenario)),
    parent: null,
    forkStep: 0,
    cursor,
  };
  return { scenario, source, branches: [branch], branchId: 1, cursor };
}

type Navigation = Pick<
  AppStore,
  | 'stopProgress'
  | 'play'
  | 'pause'
  | 'setSpeed'
  | 'stepForward'
  | 'stepBack'
  | 'jump'
  | 'jumpBeat'
  | 'setBreakpoints'
  | 'seekStep'
  | 'openAt'
  | 'seekTime'
>;

function navigation(app: App, texts: () => StoreTexts): Navigation {
  const { playhead } = app;
  const timeline = (): Timeline => currentTimeline(app.getState());
  const moveTo = (cursor: Cursor): void => {
    playhead.settle();
    app.setState((state) => ({ cursor, playing: false, notice: null, revision: state.revision + 1 }));
  };
  const seekStep = (step: number): void => {
    if (step === Number.MAX_SAFE_INTEGER) moveTo(cursorAt(timeline(), timeline().steps));
    else if (step > timeline().steps + STEPS_AT_ONCE) playhead.playTo({ step, atUs: 0 });
    else {
      timeline().extendTo({ steps: step });
      moveTo(cursorAt(timeline(), step));
    }
  };
  const notify = (text: string): void => app.setState({ playing: false, notice: { kind: 'info', text } });
  return {
    stopProgress: () => playhead.stopWork(),
    play: () => {
      playhead.settle();
      app.setState({ playing: true, notice: null, playUntil: null });
    },
    pause: () => {
      const cursor = playhead.settle();
      app.setState({ playing: false, cursor });
    },
    setSpeed: (speed) => app.setState({ speed: Math.min(1, Math.max(0.001, speed)) }),
    stepForward: () => {
      const { step } = playhead.settle();
      timeline().extendTo({ steps: step + 1 });
      if (timeline().steps > step) {
        app.setState({ playing: false, notice: null });
        playhead.glideTo(step + 1);
      } else app.setState({ playing: false, notice: { kind: 'info', text: texts().nothingLeft } });
    },
    stepBack: () => seekStep(Math.max(0, playhead.settle().step - 1)),
    jump: (kinds, direction) => {
      const found = findStep(timeline(), playhead.settle().step, kinds, direction);
      if (found !== null) seekStep(found);
      else notify(direction === 1 ? texts().noSuchEventAhead : texts().noSuchEventBefore);
    },
    setBreakpoints: (breakpoints) => app.setState({ breakpoints }),
    jumpBeat: (direction) => {
      const stop = findStop(app, playhead.settle(), direction);
      if (stop !== null) moveTo({ step: stop.step, atUs: stop.atUs });
    },
    seekStep,
    openAt: (step, offsetUs) => {
      if (step > timeline().steps + STEPS_AT_ONCE) {
        playhead.playTo({ step, atUs: 0 }, offsetUs);
        return;
      }
      timeline().extendTo({ steps: step });
      moveTo(within(timeline(), { step, atUs: timeline().index.atUs(Math.min(step, timeline().steps)) + offsetUs }));
    },
    seekTime: (atUs) => {
      timeline().extendTo({ atUs });
      moveTo({ step: timeline().index.stepAt(atUs), atUs });
    },
  };
}

/** The next or previous step of one of these kinds. Forward it plays on, but not for ever. */
function findStep(timeline: Timeline, from: number, kinds: readonly MarkName[], direction: 1 | -1): number | null {
  const limitUs = timeline.endUs + JUMP_LIMIT_US;
  let found = timeline.nearest(from, kinds, direction);
  while (found === null && direction === 1) {
    const before = timeline.steps;
    if (timeline.extendTo({ atUs: limitUs, maxSteps: 256 }) === 0) break;
    found = timeline.nearest(before, kinds, 1);
  }
  return found;
}

type Changes = Pick<
  AppStore,
  | 'openScenario'
  | 'openSession'
  | 'changeScenario'
  | 'act'
  | 'openBranch'
  | 'removeBranch'
  | 'undo'
  | 'redo'
  | 'switchBranch'
  | 'renameBranch'
>;

/** The next or previous stop of a scene. Forward it plays on, but not for ever. */
function findStop(app: App, from: Cursor, direction: 1 | -1): Stop | null {
  const beats = beatsOf(app.getState());
  const timeline = currentTimeline(app.getState());
  const limitUs = timeline.endUs + BEAT_LIMIT_US;
  let stop = beats.nearest(from, direction);
  while (stop === null && direction === 1) {
    if (timeline.extendTo({ atUs: limitUs, maxSteps: 256 }) === 0) break;
    stop = beats.nearest(from, direction);
  }
  return stop;
}

interface History {
  /** Everything that undo brings back, as it is now. */
  readonly snapshot: () => Snapshot;
  readonly show: (next: Snapshot, more?: Partial<AppState>) => void;
  /** To be called before a change that undo takes back. */
  readonly remember: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

function historyOf(app: App): History {
  const { playhead } = app;
  const done: Snapshot[] = [];
  const undone: Snapshot[] = [];
  const snapshot = (): Snapshot => {
    const { scenario, source, branches, branchId } = app.getState();
    return { scenario, source, branches, branchId, cursor: playhead.settle() };
  };
  const show = (next: Snapshot, more: Partial<AppState> = {}): void => {
    // A run that comes from a session has not been played yet; the cursor must never stand where nothing was played.
    const run = next.branches.find((branch) => branch.id === next.branchId)?.timeline;
    if (run !== undefined && next.cursor.step > run.steps + STEPS_AT_ONCE) {
      show({ ...next, cursor: cursorAt(run, run.steps) }, more);
      playhead.playTo(next.cursor);
      return;
    }
    run?.extendTo({ steps: next.cursor.step });
    const revision = app.getState().revision + 1;
    app.setState({ ...next, revision, notice: null, canUndo: done.length > 0, canRedo: undone.length > 0, ...more });
    playhead.refresh();
  };
  const travel = (from: Snapshot[], to: Snapshot[]): void => {
    const target = from.pop();
    if (target === undefined) return;
    to.push(snapshot());
    show(target, { playing: false, selection: null });
  };
  const remember = (): void => {
    done.push(snapshot());
    if (done.length > KEPT_UNDO) done.shift();
    undone.length = 0;
  };
  return { snapshot, show, remember, undo: () => travel(done, undone), redo: () => travel(undone, done) };
}

function changes(app: App, texts: () => StoreTexts): Changes {
  const { snapshot, show, remember, undo, redo } = historyOf(app);
  return {
    openScenario: (scenario, source) => {
      const next = opened(scenario, source, texts());
      if (source.kind !== 'first') remember();
      const speed = scenario.view?.speed ?? app.getState().speed;
      show(next, {
        playing: false,
        selection: null,
        firstVisit: source.kind === 'first',
        speed,
        guesses: {},
        told: null,
      });
    },
    openSession: (restored) => {
      const { firstVisit, guesses, told } = restored;
      show(restored, { playing: false, selection: null, firstVisit, guesses, told });
    },
    changeScenario: (change) => {
      remember();
      const { scenario, source } = app.getState();
      const changed = change(scenario);
      const kind: Source = source.kind === 'scene' || source.kind === 'file' ? source : { kind: 'custom' };
      show(opened(changed, kind, texts()), { playing: false, selection: null, firstVisit: false });
    },
    act: (...actions) => {
      if (actions.length === 0) return;
      remember();
      show(afterActions(snapshot(), actions, texts().branchName), { firstVisit: false });
    },
    openBranch: (timeline, forkStep, name) => {
      remember();
      const now = snapshot();
      const { endUs, steps } = branchOf(now).timeline;
      timeline.extendTo({ atUs: endUs, maxSteps: STEPS_AT_ONCE });
      const { atUs } = now.cursor;
      const cursor = within(timeline, { step: timeline.index.stepAt(atUs), atUs });
      show(withBranch(now, { timeline, forkStep, name, cursor }), { playing: false, selection: null });
      if (timeline.nextAtUs <= endUs) app.playhead.playTo({ step: steps, atUs });
    },
    undo,
    redo,
    switchBranch: (id) => {
      const next = onBranch(snapshot(), id);
      if (next !== null) show(next, { playing: false, selection: null });
    },
    removeBranch: (id) => {
      const now = snapshot();
      if (id === now.branchId) return;
      remember();
      show({ ...now, branches: without(now.branches, id) });
    },
    renameBranch: (id, name) =>
      app.setState((state) => ({
        branches: state.branches.map((branch) => (branch.id === id ? { ...branch, name } : branch)),
      })),
  };
}

/** Where a run stands right after `step`, or at its end if it is not that long. */
function cursorAt(timeline: Timeline, step: number): Cursor {
  const reached = Math.max(0, Math.min(step, timeline.steps));
  return { step: reached, atUs: timeline.index.atUs(reached) };
}

type Looks = Pick<AppStore, 'select' | 'setCompared' | 'setHover' | 'setNotice' | 'setPreferences' | 'speakAsLink'>;

function looks(app: App): Looks {
  return {
    select: (selection) => app.setState({ selection }),
    setCompared: (compared) => app.setState({ compared }),
    setHover: (hover) => {
      if (!sameSelection(app.getState().hover, hover)) app.setState({ hover });
    },
    setNotice: (notice) => app.setState({ notice }),
    setPreferences: (change) => {
      const preferences: Preferences = { ...app.getState().preferences, ...change };
      if (!isEmbedded(app.getState())) savePreferences(preferences);
      // Whoever chooses a theme has overruled the one that a link asked for.
      const { theme: _, ...view } = app.getState().view;
      app.setState({
        preferences,
        ...(change.theme !== undefined && { view }),
        ...(typeof change.language === 'string' && { language: change.language, languageOfLink: false }),
      });
    },
    speakAsLink: (language) => app.setState({ language, languageOfLink: true }),
  };
}

/** Whether two selections mean the same thing. */
function sameSelection(a: Selection | null, b: Selection | null): boolean {
  return a === b || (a !== null && b !== null && JSON.stringify(a) === JSON.stringify(b));
}
