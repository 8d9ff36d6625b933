import './playlists.css';
import { LECTURE_LIST, MAX_PLAYLIST, type Playlist, type SceneRef, sceneRefText } from '../../scenario/playlist.ts';
import { appStore } from '../../store/hooks.ts';
import { openPlaylist, playlistLink } from '../../store/playlist.ts';
import { pageAddress } from '../page-address.ts';
import { planOf, useSceneTitle } from '../plan.ts';
import { present } from '../stage/present.ts';
import { useText } from '../text.ts';
import { closeDialog } from './open-dialog.ts';

interface PlaylistsPartProps {
  /** What the person puts together. */
  readonly own: Playlist;
  readonly onChange: (own: Playlist) => void;
}

/** The lecture, and what the person puts together: each to be opened, presented and sent as a link. */
export function PlaylistsPart({ own, onChange }: PlaylistsPartProps) {
  const { playlists: words } = useText();
  return (
    <section className="chapter">
      <h3>{words.heading}</h3>
      <ul className="window-list">
        <PlaylistItem name={words.lecture} list={LECTURE_LIST} />
        <PlaylistItem name={words.own} list={own} onChange={onChange} />
      </ul>
    </section>
  );
}

interface PlaylistItemProps {
  readonly name: string;
  readonly list: Playlist;
  /** Missing for a list that is given. */
  readonly onChange?: (list: Playlist) => void;
}

function PlaylistItem({ name, list, onChange }: PlaylistItemProps) {
  const { playlists: words } = useText();
  const plan = planOf(list);
  const minutes = plan[plan.length - 1]?.to ?? 0;
  if (list.length === 0) {
    return (
      <li>
        <b className="playlist-name">{name}</b>
        <small>{words.empty}</small>
      </li>
    );
  }
  return (
    <li>
      <b className="playlist-name">{name}</b>
      <Deeds name={name} list={list} />
      {onChange !== undefined && (
        <button type="button" className="button" onClick={() => onChange([])}>
          {words.clear}
        </button>
      )}
      <details className="playlist-scenes" open={onChange !== undefined}>
        <summary>{words.about(list.length, minutes)}</summary>
        <ol>
          {plan.map(({ ref, from }, place) => (
            <PlannedScene
              key={sceneRefText(ref)}
              list={list}
              place={place}
              scene={ref}
              from={from}
              onChange={onChange ?? null}
            />
          ))}
        </ol>
      </details>
    </li>
  );
}

function Deeds({ name, list }: { readonly name: string; readonly list: Playlist }) {
  const { playlists: words } = useText();
  const start = async (isOnStage: boolean): Promise<void> => {
    closeDialog();
    await openPlaylist(appStore, list);
    if (isOnStage) present('stage');
  };
  const copy = async (): Promise<void> => {
    const link = pageAddress().url + playlistLink(list);
    const { setNotice } = appStore.getState();
    closeDialog();
    try {
      await navigator.clipboard.writeText(link);
      setNotice({ kind: 'info', text: words.copied });
    } catch {
      setNotice({ kind: 'info', text: words.notCopied(link) });
    }
  };
  return (
    <>
      <button type="button" className="button" aria-label={words.openList(name)} onClick={() => void start(false)}>
        {words.open}
      </button>
      <button type="button" className="button" aria-label={words.presentList(name)} onClick={() => void start(true)}>
        {words.present}
      </button>
      <button type="button" className="button" aria-label={words.copyList(name)} onClick={() => void copy()}>
        {words.copy}
      </button>
    </>
  );
}

interface PlannedSceneProps {
  readonly list: Playlist;
  readonly place: number;
  readonly scene: SceneRef;
  readonly from: number;
  readonly onChange: ((list: Playlist) => void) | null;
}

function PlannedScene({ list, place, scene, from, onChange }: PlannedSceneProps) {
  const { playlists: words } = useText();
  const title = useSceneTitle()(scene);
  const open = (): void => {
    closeDialog();
    void openPlaylist(appStore, list, place);
  };
  const moved = (by: 1 | -1): Playlist => {
    const others = list.filter((_, other) => other !== place);
    return [...others.slice(0, place + by), scene, ...others.slice(place + by)];
  };
  return (
    <li>
      <button type="button" className="playlist-scene" onClick={open}>
        {title}
      </button>
      <small>{words.from(from)}</small>
      {onChange !== null && (
        <span className="playlist-edit">
          <EditButton sign="↑" label={words.earlier(title)} isOff={place === 0} onClick={() => onChange(moved(-1))} />
          <EditButton
            sign="↓"
            label={words.later(title)}
            isOff={place === list.length - 1}
            onClick={() => onChange(moved(1))}
          />
          <EditButton
            sign="×"
            label={words.remove(title)}
            isOff={false}
            onClick={() => onChange(list.filter((_, other) => other !== place))}
          />
        </span>
      )}
    </li>
  );
}

interface EditButtonProps {
  readonly sign: string;
  readonly label: string;
  readonly isOff: boolean;
  readonly onClick: () => void;
}

function EditButton({ sign, label, isOff, onClick }: EditButtonProps) {
  return (
    <button type="button" aria-label={label} title={label} disabled={isOff} onClick={onClick}>
      {sign}
    </button>
  );
}

interface AddButtonProps extends PlaylistsPartProps {
  readonly scene: SceneRef;
  readonly title: string;
}

/** Puts a scene at the end of the person's own list. */
export function AddButton({ own, onChange, scene, title }: AddButtonProps) {
  const { playlists: words, common } = useText();
  const isIn = own.some(({ id, variant }) => id === scene.id && variant === scene.variant);
  const isFull = own.length >= MAX_PLAYLIST;
  return (
    <button
      type="button"
      className="scene-code"
      aria-label={isIn ? words.isIn + common.signs.colon + title : words.addThis(title)}
      title={isFull ? words.full(MAX_PLAYLIST) : undefined}
      disabled={isIn || isFull}
      onClick={() => onChange([...own, scene])}
    >
      {isIn ? words.isIn : words.add}
    </button>
  );
}
