import './playlist-way.css';
import type { Playlist } from '../../scenario/playlist.ts';
import { appStore, useApp } from '../../store/hooks.ts';
import { openRef, placeOf } from '../../store/playlist.ts';
import { openDialog } from '../dialogs/open-dialog.ts';
import { useSceneTitle } from '../plan.ts';
import { useText } from '../text.ts';

/** Where in its playlist the page stands, and the ways to the scenes beside. */
export default function PlaylistWay() {
  const { playlists: words } = useText();
  const view = useApp((state) => state.view);
  const source = useApp((state) => state.source);
  const here = placeOf({ view, source });
  if (here === null) return null;
  const { list, place } = here;
  return (
    <nav className="playlist-way" aria-label={words.region}>
      <Way list={list} to={place - 1} isNext={false} />
      <button
        type="button"
        aria-label={words.placeSaid(place + 1, list.length)}
        onClick={() => openDialog({ kind: 'scenes' })}
      >
        {words.place(place + 1, list.length)}
      </button>
      <Way list={list} to={place + 1} isNext />
    </nav>
  );
}

function Way(props: { readonly list: Playlist; readonly to: number; readonly isNext: boolean }) {
  const { playlists: words } = useText();
  const titleOf = useSceneTitle();
  const ref = props.list[props.to];
  const label =
    ref === undefined
      ? words[props.isNext ? 'noNext' : 'noPrevious']
      : words[props.isNext ? 'next' : 'previous'](titleOf(ref));
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      disabled={ref === undefined}
      onClick={() => ref !== undefined && void openRef(appStore, ref)}
    >
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path
          d={props.isNext ? 'M6 3l5 5l-5 5' : 'M10 3l-5 5l5 5'}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.8"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
    </button>
  );
}
