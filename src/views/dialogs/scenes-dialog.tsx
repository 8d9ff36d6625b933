import { useState } from 'react';
import { problemText } from '../../scenario/problem.ts';
import { openScene } from '../../scenario/scene.ts';
import { type AboutScene, CHAPTERS, MYTHS } from '../../scenario/scenes/about.ts';
import { SCENES } from '../../scenario/scenes/index.ts';
import { appStore } from '../../store/hooks.ts';
import { pageAddress } from '../page-address.ts';
import { useSay, useText } from '../text.ts';
import { closeDialog, openDialog } from './open-dialog.ts';
import { Problems, Window } from './window.tsx';

/** The library of scenes by chapters, each with its goal and its variants, and what people believe. */
export default function ScenesDialog() {
  const { dialogs } = useText();
  const say = useSay();
  const [problems, setProblems] = useState<readonly string[]>([]);
  const words = dialogs.scenes;
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
    <Window title={words.title}>
      <p className="window-note">{words.about}</p>
      <Problems problems={problems} />
      {CHAPTERS.map(({ title, scenes }) => (
        <section key={title} className="chapter">
          <h3>{say(title)}</h3>
          <ul className="window-list">
            {scenes.map((about) => (
              <SceneItem key={about.id} about={about} open={open} />
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

interface SceneItemProps {
  readonly about: AboutScene;
  readonly open: (id: string, variant: string | null) => Promise<void>;
}

function SceneItem({ about: { id, goal, minutes, slide }, open }: SceneItemProps) {
  const { dialogs, embed, palette } = useText();
  const say = useSay();
  const { url: page, isPublic } = pageAddress();
  const scene = SCENES.find((entry) => entry.id === id);
  if (scene === undefined) return null;
  const title = say(scene.title);
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
      <small>{dialogs.scenes.goal(say(goal), minutes, slide === null ? null : say(slide))}</small>
      <div className="scene-link">
        <small className="mono">#/scene/{id}</small>
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
