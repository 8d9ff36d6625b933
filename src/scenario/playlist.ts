import { fail, ok, type Result } from '../base/result.ts';
import { SCENES } from './scenes/index.ts';
import { LECTURE } from './scenes/lecture.ts';

/** A scene of the library, or a variant of it. */
export interface SceneRef {
  readonly id: string;
  readonly variant: string | null;
}

/** Scenes in the order in which they are to be shown, each once. */
export type Playlist = readonly SceneRef[];

/** The name under which links know the lecture of ninety minutes; no scene is called so. */
const LECTURE_NAME = 'lecture';
/** Longer ones would make links that cannot be sent. */
export const MAX_PLAYLIST = 80;

export const LECTURE_LIST: Playlist = LECTURE.map(({ id }) => ({ id, variant: null }));

/** `old-term-trap/off`, as links write it. */
export function sceneRefText({ id, variant }: SceneRef): string {
  return variant === null ? id : `${id}/${variant}`;
}

/** What a link carries: `lecture`, or `same-log,old-term-trap/off`. */
export function playlistText(list: Playlist): string {
  const written = list.map(sceneRefText).join(',');
  return written === LECTURE_LIST.map(sceneRefText).join(',') ? LECTURE_NAME : written;
}

/**
 * Reads what a link or a person wrote; names of figures become the scenes that they stand for. The problem is an English
 * sentence that names the word which is not in the library.
 */
export function readPlaylist(text: string): Result<Playlist, string> {
  if (text === LECTURE_NAME) return ok(LECTURE_LIST);
  const words = text.split(',').filter((word) => word !== '');
  if (words.length === 0) return fail('The playlist of this link is empty. Name scenes of the library, with commas.');
  if (words.length > MAX_PLAYLIST) return fail(`The playlist of this link is longer than ${MAX_PLAYLIST} scenes.`);
  const list: SceneRef[] = [];
  for (const word of words) {
    const found = sceneRef(word);
    if (found === null) {
      return fail(
        `The playlist of this link names “${word.slice(0, 60)}”, which is not in the library. Correct the link, or open the scene without the list.`,
      );
    }
    if (list.some((other) => sceneRefText(other) === sceneRefText(found))) {
      return fail(`The playlist of this link names “${word}” twice. Each scene stands in a playlist once.`);
    }
    list.push(found);
  }
  return ok(list);
}

function sceneRef(word: string): SceneRef | null {
  const [name = '', variant = null, ...more] = word.split('/');
  const scene = SCENES.find(({ id, aliases }) => id === name || aliases?.includes(name));
  if (scene === undefined || more.length > 0) return null;
  if (variant !== null && scene.variants?.some(({ id }) => id === variant) !== true) return null;
  return { id: scene.id, variant };
}

/** Where in a playlist a scene stands; -1 when it is not in it. A variant stands where its scene does, if only that is in it. */
export function placeIn(list: Playlist, { id, variant }: SceneRef): number {
  const exact = list.findIndex((other) => other.id === id && other.variant === variant);
  return exact >= 0 ? exact : list.findIndex((other) => other.id === id && other.variant === null);
}
