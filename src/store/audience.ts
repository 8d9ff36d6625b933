import { type Display, display } from './display.ts';
import { prepareSession, restoreSession, type Session, sessionOf } from './session.ts';
import type { App } from './store.ts';

/**
 * Between the presenter's window and the one that the room sees, in one browser, without a server. The presenter's window
 * says what is on show whenever that changes; the other one plays the same run, so it needs no pictures.
 */
const CHANNEL = 'raftlight.audience';

type Told =
  | { readonly kind: 'hello' }
  | {
      readonly kind: 'show';
      readonly session: Session;
      readonly playing: boolean;
      readonly speed: number;
      readonly display: Display;
    };

/** While it is held, the room keeps what it sees, and the presenter goes on. */
export interface Presenting {
  readonly hold: (isHeld: boolean) => void;
  readonly stop: () => void;
}

/** Changes that come at once are told together. In real milliseconds. */
const TOGETHER_MS = 40;

export function present(app: App): Presenting {
  const channel = new BroadcastChannel(CHANNEL);
  let isHeld = false;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const tell = (): void => {
    timer = null;
    if (isHeld) return;
    const { playing, speed } = app.getState();
    const session = sessionOf(app.getState(), app.playhead.position());
    channel.postMessage({ kind: 'show', session, playing, speed, display: display.getState() } satisfies Told);
  };
  const soon = (): void => {
    timer ??= setTimeout(tell, TOGETHER_MS);
  };
  channel.onmessage = ({ data }: MessageEvent<Told>) => {
    if (data.kind === 'hello') soon();
  };
  const stops = [
    app.subscribe((state, before) => {
      // While it plays the other window plays, too.
      if (!state.playing || !before.playing || state.speed !== before.speed) soon();
    }),
    display.subscribe(soon),
  ];
  soon();
  return {
    hold: (held) => {
      isHeld = held;
      if (!held) soon();
    },
    stop: () => {
      for (const stop of stops) stop();
      if (timer !== null) clearTimeout(timer);
      channel.close();
    },
  };
}

/** Shows what the presenter's window shows. Returns how to stop. */
export function follow(app: App): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  let known = '';
  channel.onmessage = ({ data }: MessageEvent<Told>) => {
    if (data.kind !== 'show') return;
    void prepareSession(data.session).then(() => {
      known = showTold(app, data, known);
    });
  };
  channel.postMessage({ kind: 'hello' } satisfies Told);
  return () => channel.close();
}

/** Returns what tells this run from others, so that it is opened anew only when it is another one. */
function showTold(app: App, told: Extract<Told, { readonly kind: 'show' }>, known: string): string {
  const { session, playing, speed } = told;
  const { scenario, branches, branchId, cursor, guesses = {}, told: read = null } = session;
  const run = JSON.stringify([scenario, branches.map(({ id, actions }) => [id, actions]), branchId]);
  const { view } = app.getState();
  if (run !== known) {
    const restored = restoreSession(session);
    if (restored === null) return known;
    app.getState().openSession({ ...restored, firstVisit: false, view });
  }
  const { openAt, play, pause, setSpeed } = app.getState();
  app.setState({ guesses, told: read });
  setSpeed(speed);
  if (!playing) {
    const branch = app.getState().branches.find(({ id }) => id === branchId);
    pause();
    if (branch !== undefined) {
      branch.timeline.extendTo({ steps: cursor.step });
      openAt(
        cursor.step,
        Math.max(0, cursor.atUs - branch.timeline.index.atUs(Math.min(cursor.step, branch.timeline.steps))),
      );
    }
  } else if (!app.getState().playing) play();
  display.setState(told.display);
  return run;
}
