import type { ClusterAction, World } from '../cluster/types.ts';
import type { Language } from '../messages/index.ts';
import type { Query } from '../query/compile.ts';
import type { LinkView } from '../scenario/link.ts';
import type { Scenario } from '../scenario/types.ts';
import type { Address, MessageRef } from '../sim/types.ts';
import type { MarkName } from '../timeline/step-index.ts';
import type { Timeline } from '../timeline/timeline.ts';

/** Where in a run: the last step that has happened, and the virtual time, at or after that step and before the next. */
export interface Cursor {
  readonly step: number;
  readonly atUs: number;
}

/** What a person can point at. The same thing is lit in all views. */
export type Selection =
  | { readonly kind: 'server'; readonly id: Address }
  | { readonly kind: 'client'; readonly id: Address }
  /** Both directions of a link; `from` < `to`. */
  | { readonly kind: 'link'; readonly from: Address; readonly to: Address }
  | { readonly kind: 'message'; readonly ref: MessageRef }
  /** The same (index, term) on every server. */
  | { readonly kind: 'entry'; readonly index: number; readonly term: number }
  | { readonly kind: 'event'; readonly step: number; readonly i: number };

/** A run and where it came from. The old future of a run survives as a branch of its own. */
export interface Branch {
  readonly id: number;
  readonly name: string;
  readonly timeline: Timeline;
  readonly parent: number | null;
  /** The step of the parent after which this branch goes its own way. */
  readonly forkStep: number;
  /** Where the cursor was when this branch was left. */
  readonly cursor: Cursor;
}

/** Where the scenario came from: decides title, link and what "start again" means. */
export type Source =
  | { readonly kind: 'first' }
  | { readonly kind: 'scene'; readonly id: string; readonly variant: string | null }
  | { readonly kind: 'link' }
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'custom' };

/** A condition at which the run stops. Breakpoints belong to whoever looks, not to the scenario: no link carries them. */
export interface Breakpoint {
  readonly query: Query;
  readonly isOn: boolean;
  /** It stops at this hit of the run and at all later ones; hits count from 1. */
  readonly fromHit: number;
  /** The first of the steps `from` .. `to` at which it stops; null when there is none. */
  readonly firstStop: (timeline: Timeline, from: number, to: number) => number | null;
}

export interface ComparedEvent {
  readonly branchId: number;
  readonly step: number;
}

type Theme = 'light' | 'dark' | 'system';
type Panel = 'cluster' | 'logs' | 'spacetime' | 'inspector' | 'events';

/** A sentence for the narration strip that is not about an event: a damaged link, a lost storage, a link copied. */
interface Notice {
  readonly kind: 'info' | 'problem';
  readonly text: string;
}

export interface Preferences {
  readonly theme: Theme;
  /** null: as the browser says. */
  readonly language: Language | null;
  /** null: as the system says. */
  readonly reducedMotion: boolean | null;
  /** Panels that are hidden. */
  readonly hidden: readonly Panel[];
  /** Single-character shortcuts can be switched off (WCAG 2.1.4). */
  readonly singleKeys: boolean;
}

export interface AppState {
  readonly scenario: Scenario;
  readonly source: Source;
  /** How to look at it, as the link says by which it was opened. */
  readonly view: LinkView;
  readonly branches: readonly Branch[];
  readonly branchId: number;
  readonly cursor: Cursor;
  /** Counts growth of the current timeline, which is mutable: subscribe to it where the future matters (scrubber). */
  readonly revision: number;
  readonly playing: boolean;
  /** Virtual seconds per real second: 1 to 0.001. */
  readonly speed: number;
  readonly selection: Selection | null;
  readonly hover: Selection | null;
  /** The event that others are compared with, and the branch that it belongs to. */
  readonly compared: ComparedEvent | null;
  readonly notice: Notice | null;
  /** Until the first thing the person does: only the ring, and one line that says what to try. */
  readonly firstVisit: boolean;
  readonly preferences: Preferences;
  /** What the page speaks. */
  readonly language: Language;
  /** It speaks that because a link asked for it: links made here ask for it, too. */
  readonly languageOfLink: boolean;
  readonly breakpoints: readonly Breakpoint[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** A long way is being played through, 0 to 1; null otherwise. */
  readonly progress: number | null;
  /** What was answered to the questions of the scene, by beat. */
  readonly guesses: Guesses;
  /** The question whose answer a presenter has gone past: the words of the stop at which it was resolved are on. */
  readonly told: number | null;
  /** Where play stops by itself: where a question is resolved. */
  readonly playUntil: Cursor | null;
}

/** A guess, by the number of its beat: a place among choices, an index, or servers. */
export interface Guesses {
  readonly [beat: number]: number | readonly Address[];
}

/** What a kept session comes back as. */
export type RestoredSession = Pick<
  AppState,
  'scenario' | 'source' | 'view' | 'branches' | 'branchId' | 'cursor' | 'firstVisit' | 'guesses' | 'told'
>;

interface AppActions {
  /** Opens a scenario at its start. Stops playing. */
  readonly openScenario: (scenario: Scenario, source: Source) => void;
  /** Brings back a session that `restoreSession` made. */
  readonly openSession: (session: RestoredSession) => void;
  /** Changes the scenario itself (number of servers, seed, timers, switches) and runs it again from the start; can be undone. */
  readonly changeScenario: (change: (scenario: Scenario) => Scenario) => void;
  readonly play: () => void;
  readonly pause: () => void;
  readonly setSpeed: (speed: number) => void;
  /** One step forward (playing on at the end of what was played), or back. Stops playing. */
  readonly stepForward: () => void;
  readonly stepBack: () => void;
  /** The next or previous step of one of these kinds; forward it plays on until one comes (at most 10 virtual seconds). */
  readonly jump: (kinds: readonly MarkName[], direction: 1 | -1) => void;
  readonly setBreakpoints: (breakpoints: readonly Breakpoint[]) => void;
  /** To the next or previous stop of a scene; forward it plays on until one comes (at most 60 virtual seconds). */
  readonly jumpBeat: (direction: 1 | -1) => void;
  readonly seekStep: (step: number) => void;
  /** Goes to a place that a link names: so many microseconds after a step, however far it is. */
  readonly openAt: (step: number, offsetUs: number) => void;
  readonly seekTime: (atUs: number) => void;
  /**
   * Does something to the cluster now; several actions are one thing to undo. In the past this opens a branch and keeps
   * the old future.
   */
  readonly act: (...actions: readonly ClusterAction[]) => void;
  /** Shows another run that shares the one on show up to `forkStep`, at the same time, played as far as that one was. */
  readonly openBranch: (timeline: Timeline, forkStep: number, name: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly switchBranch: (id: number) => void;
  /** Drops a branch that is not on show; what left it leaves its parent now. */
  readonly removeBranch: (id: number) => void;
  readonly renameBranch: (id: number, name: string) => void;
  /** Stops a long way where it is. */
  readonly stopProgress: () => void;
  readonly select: (selection: Selection | null) => void;
  readonly setCompared: (event: ComparedEvent | null) => void;
  readonly setHover: (hover: Selection | null) => void;
  readonly setNotice: (notice: Notice | null) => void;
  readonly setPreferences: (change: Partial<Preferences>) => void;
  /** Speaks a language whose words are there: what a link asks for, and not what the person chose. */
  readonly speakAsLink: (language: Language) => void;
}

export type AppStore = AppState & AppActions;

/** What is to be seen at the cursor. `displayUs` runs ahead of the cursor within a step's glide and while playing. */
export interface Moment {
  readonly world: World;
  readonly displayUs: number;
}
