import { loadMessages, type Messages, messagesOf } from '../messages/index.ts';
import { linkTooLong } from '../scenario/link.ts';
import { listView } from '../store/playlist.ts';
import { prepareSession, restoreSession, sessionOf } from '../store/session.ts';
import { linkHash, type Opening, openHash, speak } from '../store/share.ts';
import { type App, currentTimeline, isEmbedded } from '../store/store.ts';

/** How long the page stands still before its address is brought up to date, in real milliseconds. */
const SETTLE_MS = 250;

/** The history entry's own data: everything that a reload, back or forward must bring back. */
interface EntryState {
  readonly raftlight?: unknown;
  /** The language that a link asked for. */
  readonly language?: string;
}

/**
 * Keeps address bar and browser history in step with the page. The address is a link to the moment on show; the history
 * entry also keeps the whole session (all branches), because a link carries only one.
 */
export async function keepAddress(app: App, startFresh: () => void, isStarted: boolean): Promise<void> {
  let shown: unknown = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let opening = false;

  const entryState = (): EntryState => {
    const { language, languageOfLink } = app.getState();
    const raftlight = sessionOf(app.getState(), app.playhead.position());
    return languageOfLink ? { raftlight, language } : { raftlight };
  };
  const write = (hash: string): void => {
    const timeline = currentTimeline(app.getState());
    const { languageOfLink } = app.getState();
    const state = entryState();
    // Whoever chose a language has overruled what the address asked for.
    const page = location.pathname + (languageOfLink ? location.search : '');
    const address = page + hash;
    // A new run or branch is a new entry, so that "back" undoes it; moving in time is not. In a frame, "back" belongs to
    // the page around it.
    const isNew = shown !== null && shown !== timeline && !isEmbedded(app.getState());
    keepEntry(isNew, state, address);
    shown = timeline;
  };
  const sync = async (): Promise<void> => {
    timer = null;
    if (app.getState().playing || app.getState().progress !== null || opening) return;
    if (app.getState().firstVisit) {
      write('#/');
      return;
    }
    const hash = await linkHash(app, isEmbedded(app.getState()) ? app.getState().view : listView(app.getState()));
    write(linkTooLong(location.href.replace(/#.*$/, '') + hash) ? '#/' : hash);
  };
  const open = async (hash: string, state: EntryState | null): Promise<void> => {
    opening = true;
    await prepareSession(state?.raftlight);
    const restored = restoreSession(state?.raftlight);
    if (restored === null) await openFresh(app, hash, startFresh);
    else {
      await speak(app, state?.language);
      app.getState().openSession(restored);
    }
    shown = currentTimeline(app.getState());
    opening = false;
  };

  if (isStarted) shown = currentTimeline(app.getState());
  else await open(location.hash, takeLeft() ?? (history.state as EntryState | null));
  app.subscribe(() => {
    if (timer === null) timer = setTimeout(() => void sync(), SETTLE_MS);
  });
  addEventListener('popstate', (event) => void open(location.hash, event.state as EntryState | null));
  addEventListener('pagehide', () => {
    if (!isEmbedded(app.getState())) keepLeft(entryState());
  });
}

const LEFT = 'raftlight.left';

/**
 * What a page that goes away leaves for the one that comes back by a reload: a history entry that is written so late is
 * not the one that is loaded again.
 */
function keepLeft(state: EntryState): void {
  try {
    sessionStorage.setItem(LEFT, JSON.stringify(state));
  } catch {
    // Storage is full or forbidden: then the entry has what the page last came to rest at.
  }
}

/** What was left in this tab, if it is this page that comes back. Its address may have been on its way to another one. */
function takeLeft(): EntryState | null {
  try {
    const kept = sessionStorage.getItem(LEFT);
    sessionStorage.removeItem(LEFT);
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    if (kept === null || navigation?.type !== 'reload') return null;
    return JSON.parse(kept) as EntryState;
  } catch {
    return null;
  }
}

/**
 * Browsers refuse entries from some pages: from a disk, in a frame without an origin, too many at once, too large. Then
 * the address alone is tried, and then the page goes on without.
 */
function keepEntry(isNew: boolean, state: EntryState, address: string): void {
  for (const kept of [state, null]) {
    try {
      if (isNew) history.pushState(kept, '', address);
      else history.replaceState(kept, '', address);
      return;
    } catch {
      // The next one, or none.
    }
  }
}

async function openFresh(app: App, hash: string, startFresh: () => void): Promise<void> {
  const isHome = hash === '' || hash === '#' || hash === '#/';
  const outcome = isHome ? null : await openHash(app, hash);
  if (outcome === null || outcome.kind === 'problem' || outcome.kind === 'badLink') startFresh();
  if (outcome !== null) await loadMessages(app.getState().language);
  const text = outcome === null ? null : noticeOf(outcome, messagesOf(app.getState().language));
  if (text !== null) app.getState().setNotice({ kind: 'problem', text });
}

/** What has to be said about a link; null when it opened as it should. */
function noticeOf(outcome: Opening, text: Messages): string | null {
  switch (outcome.kind) {
    case 'fine':
      return null;
    case 'problem':
      return outcome.message;
    case 'badLink':
      return text.links.problems[outcome.problem];
    case 'differs':
      return text.links.differs(outcome.step);
  }
}
