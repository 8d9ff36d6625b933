import { useState } from 'react';
import { problemText } from '../../scenario/problem.ts';
import { openScene } from '../../scenario/scene.ts';
import { SCENES } from '../../scenario/scenes/index.ts';
import { appStore } from '../../store/hooks.ts';
import { pageAddress } from '../page-address.ts';
import { useSay, useText } from '../text.ts';
import { closeDialog, openDialog } from './open-dialog.ts';
import { Problems, Window } from './window.tsx';

/** The library of scenes, each with its variants. */
export default function ScenesDialog() {
  const { dialogs, embed, palette } = useText();
  const say = useSay();
  const { url: page, isPublic } = pageAddress();
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
      <ul className="window-list">
        {SCENES.map(({ id, title, variants }) => (
          <li key={id}>
            <button type="button" className="scene" onClick={() => void open(id, null)}>
              {say(title)}
            </button>
            {(variants ?? []).map((variant) => (
              <button
                key={variant.id}
                type="button"
                className="button"
                aria-label={palette.variant(say(title), say(variant.title))}
                onClick={() => void open(id, variant.id)}
              >
                {say(variant.title)}
              </button>
            ))}
            <div className="scene-link">
              <small className="mono">#/scene/{id}</small>
              {isPublic && (
                <button
                  type="button"
                  className="scene-code"
                  aria-label={embed.qrOf(say(title))}
                  onClick={() => openDialog({ kind: 'code', url: `${page}#/scene/${id}`, title: say(title) })}
                >
                  {embed.qr}
                </button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Window>
  );
}
