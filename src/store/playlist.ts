import { type LinkView, sceneLink } from '../scenario/link.ts';
import {
  LECTURE_LIST,
  type Playlist,
  placeIn,
  playlistText,
  readPlaylist,
  type SceneRef,
} from '../scenario/playlist.ts';
import { openScene } from '../scenario/scene.ts';
import type { App } from './store.ts';
import type { AppState } from './types.ts';

/** Where in a playlist the page stands. */
interface Place {
  readonly list: Playlist;
  readonly place: number;
}

/** The scene on show in the playlist that the page was opened with; null without one, and beside it. */
export function placeOf(state: Pick<AppState, 'view' | 'source'>): Place | null {
  const { view, source } = state;
  if (view.list === undefined || source.kind !== 'scene') return null;
  return inList(listOf(view.list), source);
}

function inList(list: Playlist, ref: SceneRef): Place | null {
  const place = placeIn(list, ref);
  return place < 0 ? null : { list, place };
}

/** How a link within the playlist of the page asks to be looked at; beside the playlist, and without one, like any other. */
export function listView(state: Pick<AppState, 'view' | 'source'>): LinkView {
  const { list } = state.view;
  return list !== undefined && placeOf(state) !== null ? { list } : {};
}

let read: { readonly text: string; readonly list: Playlist } = { text: '', list: [] };

function listOf(text: string): Playlist {
  if (read.text !== text) {
    const outcome = readPlaylist(text);
    read = { text, list: outcome.ok ? outcome.value : [] };
  }
  return read.list;
}

/**
 * The list in which a presenter goes on: the playlist, or, where the page was opened without one, the lecture of ninety
 * minutes. Null for a scene that is in neither.
 */
export function presentedIn(state: Pick<AppState, 'view' | 'source'>): Place | null {
  const { view, source } = state;
  if (view.list !== undefined || source.kind !== 'scene') return placeOf(state);
  return inList(LECTURE_LIST, source);
}

/** What a presenter shows after or before the scene on show; null at the ends of the list, and without one. */
export function neighbourOf(state: Pick<AppState, 'view' | 'source'>, direction: 1 | -1): SceneRef | null {
  const here = presentedIn(state);
  return here === null ? null : (here.list[here.place + direction] ?? null);
}

/** Opens a scene of a playlist; the library has all scenes that a playlist can name. */
export async function openRef(app: App, { id, variant }: SceneRef): Promise<void> {
  const found = await openScene(id, variant);
  if (found.ok) app.getState().openScenario(found.value, { kind: 'scene', id, variant });
}

/** Opens a playlist at one of its scenes; the page stands in it from then on. */
export async function openPlaylist(app: App, list: Playlist, place = 0): Promise<void> {
  const ref = list[place];
  if (ref === undefined) return;
  app.setState(({ view }) => ({ view: { ...view, list: playlistText(list) } }));
  await openRef(app, ref);
}

/** What brings somebody else to the first scene of a playlist, after the address of the page. */
export function playlistLink(list: Playlist): string {
  const [first] = list;
  if (first === undefined) throw new Error('an empty playlist has no link');
  return sceneLink({ scene: first.id, variant: first.variant, position: null, view: { list: playlistText(list) } });
}

/** The page goes on without its playlist. */
export function leavePlaylist(app: App): void {
  app.setState(({ view: { list: _, ...view } }) => ({ view }));
}

/** The same way of looking in another mode, or in none: what belongs to a mode goes with it, the playlist stays. */
export function withMode({ list }: LinkView, mode?: string): LinkView {
  return { ...(mode !== undefined && { mode }), ...(list !== undefined && { list }) };
}

const KEY = 'raftlight.playlist';

/** The playlist that the person puts together, as it was kept in this browser. */
export function keptPlaylist(): Playlist {
  try {
    const kept = globalThis.localStorage.getItem(KEY);
    const outcome = kept === null || kept === '' ? null : readPlaylist(kept);
    return outcome?.ok === true ? outcome.value : [];
  } catch {
    return [];
  }
}

export function keepPlaylist(list: Playlist): void {
  try {
    if (list.length === 0) globalThis.localStorage.removeItem(KEY);
    else globalThis.localStorage.setItem(KEY, playlistText(list));
  } catch {
    // Storage is full or forbidden: the list lives as long as its window.
  }
}
