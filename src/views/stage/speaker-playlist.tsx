import { sceneRefText } from '../../scenario/playlist.ts';
import { appStore, useApp } from '../../store/hooks.ts';
import { openRef, presentedIn } from '../../store/playlist.ts';
import { planOf, useSceneTitle } from '../plan.ts';
import { useText } from '../text.ts';

/** Where in the lecture this scene stands, when it was to be shown, and the ways to all others. */
export function SpeakerPlaylist() {
  const { playlists: words } = useText();
  const titleOf = useSceneTitle();
  const view = useApp((state) => state.view);
  const source = useApp((state) => state.source);
  const here = presentedIn({ view, source });
  if (here === null) return null;
  const plan = planOf(here.list);
  const due = plan[here.place];
  const all = plan[plan.length - 1]?.to ?? 0;
  return (
    <nav className="speaker-playlist" aria-label={words.region}>
      <p>{due !== undefined && words.planned(due.from, due.to, all)}</p>
      <details>
        <summary>{words.placeSaid(here.place + 1, here.list.length)}</summary>
        <ol>
          {plan.map(({ ref, from }, place) => (
            <li key={sceneRefText(ref)}>
              <button
                type="button"
                aria-current={place === here.place ? 'true' : undefined}
                onClick={() => void openRef(appStore, ref)}
              >
                {titleOf(ref)} <small>{words.from(from)}</small>
              </button>
            </li>
          ))}
        </ol>
      </details>
    </nav>
  );
}
