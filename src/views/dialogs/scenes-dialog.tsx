import './scenes.css';
import { useId, useState } from 'react';
import type { Playlist } from '../../scenario/playlist.ts';
import { problemText } from '../../scenario/problem.ts';
import { openScene } from '../../scenario/scene.ts';
import { type AboutScene, CHAPTERS, MYTHS } from '../../scenario/scenes/about.ts';
import { SCENES } from '../../scenario/scenes/index.ts';
import { LECTURE } from '../../scenario/scenes/lecture.ts';
import { keptAnswers, nameOfScene } from '../../store/answers.ts';
import { appStore } from '../../store/hooks.ts';
import { keepPlaylist, keptPlaylist } from '../../store/playlist.ts';
import { goToBeat } from '../../store/presenting.ts';
import { pageAddress } from '../page-address.ts';
import { useSay, useText } from '../text.ts';
import { closeDialog, openDialog } from './open-dialog.ts';
import { AddButton, PlaylistsPart } from './playlists-part.tsx';
import { Problems, Window } from './window.tsx';

/** The question for whoever has answered none: majorities explain most of what comes later. */
const FIRST = 'how-many-may-die';

/** Goes to the first question of the scene on show. */
function ask(): void {
  const { scenario } = appStore.getState();
  const first = (scenario.beats ?? []).findIndex(({ question }) => question !== undefined);
  if (first >= 0) goToBeat(appStore, first);
}

/** The library of scenes by chapters, each with its goal and its variants, and what people believe. */
export default function ScenesDialog() {
  const { dialogs } = useText();
  const say = useSay();
  const [problems, setProblems] = useState<readonly string[]>([]);
  const words = dialogs.scenes;
  const id = useId();
  const [sought, setSought] = useState('');
  const fits = useFits(sought);
  const [own, setOwn] = useState(keptPlaylist);
  const change = (list: Playlist): void => {
    keepPlaylist(list);
    setOwn(list);
  };
  const open = async (id: string, variant: string | null): Promise<void> => {
    const found = await openScene(id, variant);
    if (!found.ok) {
      setProblems(found.error.map(problemText));
      return;
    }
    closeDialog();
    appStore.getState().openScenario(found.value, { kind: 'scene', id, variant });
  };
  return (
    <Window title={words.title} wide>
      <p className="window-note">{words.about}</p>
      <div className="scenes-search">
        <label htmlFor={id}>{words.search}</label>
        <input id={id} type="search" value={sought} onChange={(event) => setSought(event.target.value)} />
      </div>
      <Problems problems={problems} />
      {sought === '' && (
        <button type="button" className="button primary scenes-first" onClick={() => void open(FIRST, null).then(ask)}>
          {words.firstQuestion}
        </button>
      )}
      {sought === '' && <PlaylistsPart own={own} onChange={change} />}
      {CHAPTERS.filter(({ scenes }) => scenes.some(fits)).map(({ title, scenes }) => (
        <section key={title} className="chapter">
          <h3>{say(title)}</h3>
          <ul className="window-list">
            {scenes.filter(fits).map((about) => (
              <SceneItem key={about.id} about={about} open={open} own={own} onChange={change} />
            ))}
          </ul>
        </section>
      ))}
      <section className="chapter">
        <h3>{words.myths}</h3>
        <ul className="window-list">
          {MYTHS.map(({ statement, scene, variant }) => (
            <li key={statement}>
              <button type="button" className="scene" onClick={() => void open(scene, variant)}>
                {words.quoted(say(statement))}
              </button>
            </li>
          ))}
        </ul>
      </section>
    </Window>
  );
}

/** Whether a scene has all the words that are sought, in what is said of it. */
function useFits(sought: string): (about: AboutScene) => boolean {
  const say = useSay();
  const words = sought.toLowerCase().split(/\s+/);
  return ({ id, goal, slide }) => {
    const scene = SCENES.find((entry) => entry.id === id);
    if (scene === undefined) return false;
    const titles = [scene.title, ...(scene.variants ?? []).map(({ title }) => title)].map(say);
    const said = [id, ...(scene.aliases ?? []), say(goal), slide === null ? '' : say(slide), ...titles];
    const all = said.join(' ').toLowerCase();
    return words.every((word) => all.includes(word));
  };
}

interface SceneItemProps {
  readonly about: AboutScene;
  readonly open: (id: string, variant: string | null) => Promise<void>;
  readonly own: Playlist;
  readonly onChange: (own: Playlist) => void;
}

function SceneItem({ about: { id, goal, minutes, slide }, open, own, onChange }: SceneItemProps) {
  const { dialogs, embed, palette } = useText();
  const say = useSay();
  const { url: page, isPublic } = pageAddress();
  const scene = SCENES.find((entry) => entry.id === id);
  if (scene === undefined) return null;
  const title = say(scene.title);
  const answers = Object.values(keptAnswers()[nameOfScene(id, null)] ?? {});
  const right = answers.filter((isRight) => isRight).length;
  return (
    <li>
      <button type="button" className="scene" onClick={() => void open(id, null)}>
        {title}
      </button>
      {(scene.variants ?? []).map((variant) => (
        <button
          key={variant.id}
          type="button"
          className="button"
          aria-label={palette.variant(title, say(variant.title))}
          onClick={() => void open(id, variant.id)}
        >
          {say(variant.title)}
        </button>
      ))}
      <small>
        {dialogs.scenes.goal(say(goal), minutes, slide === null ? null : say(slide))}
        {LECTURE.some((part) => part.id === id) && <> {dialogs.scenes.inLecture}</>}
        {answers.length > 0 && <> {dialogs.scenes.answered(right, answers.length)}</>}
      </small>
      <div className="scene-link">
        <small className="mono">#/scene/{id}</small>
        <AddButton own={own} onChange={onChange} scene={{ id, variant: null }} title={title} />
        {isPublic && (
          <button
            type="button"
            className="scene-code"
            aria-label={embed.qrOf(title)}
            onClick={() => openDialog({ kind: 'code', url: `${page}#/scene/${id}`, title })}
          >
            {embed.qr}
          </button>
        )}
      </div>
    </li>
  );
}
