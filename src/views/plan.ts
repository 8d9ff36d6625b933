import { LECTURE_LIST, type Playlist, playlistText, type SceneRef } from '../scenario/playlist.ts';
import { CHAPTERS } from '../scenario/scenes/about.ts';
import { SCENES } from '../scenario/scenes/index.ts';
import { LECTURE } from '../scenario/scenes/lecture.ts';
import { useSay, useText } from './text.ts';

/** A scene of a playlist, and the minutes after the start between which it is to be shown. */
interface Planned {
  readonly ref: SceneRef;
  readonly from: number;
  readonly to: number;
}

/** When each scene of a playlist is due: as the lecture plans it, or as long as each takes with its questions. */
export function planOf(list: Playlist): readonly Planned[] {
  const isLecture = playlistText(list) === playlistText(LECTURE_LIST);
  const known = isLecture ? LECTURE : CHAPTERS.flatMap(({ scenes }) => scenes);
  let from = 0;
  return list.map((ref) => {
    const to = from + (known.find(({ id }) => id === ref.id)?.minutes ?? 0);
    const planned = { ref, from, to };
    from = to;
    return planned;
  });
}

/** What a scene or a variant of one is called, in the person's language. */
export function useSceneTitle(): (ref: SceneRef) => string {
  const say = useSay();
  const { palette } = useText();
  return ({ id, variant }) => {
    const scene = SCENES.find((entry) => entry.id === id);
    const title = say(scene?.title ?? id);
    const own = scene?.variants?.find((entry) => entry.id === variant);
    return own === undefined ? title : palette.variant(title, say(own.title));
  };
}
