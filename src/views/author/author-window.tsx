import './author.css';
import { useState } from 'react';
import type { BeatJson } from '../../scenario/types.ts';
import { checkScene, placeHere, setBeats } from '../../store/authoring.ts';
import { appStore, useApp } from '../../store/hooks.ts';
import { goToBeat } from '../../store/presenting.ts';
import { fileOf } from '../../store/share.ts';
import { closeDialog } from '../dialogs/open-dialog.ts';
import { Problems, Window } from '../dialogs/window.tsx';
import { useText } from '../text.ts';
import { BeatFields } from './beat-fields.tsx';
import { usePlaceText } from './place-text.ts';

const NO_BEATS: readonly BeatJson[] = [];

/** A scene is written by playing it: stops are added where the cursor stands, and the whole is checked by playing it. */
export default function AuthorWindow() {
  const { author } = useText();
  const beats = useApp((state) => state.scenario.beats) ?? NO_BEATS;
  const title = useApp((state) => state.scenario.title) ?? '';
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [told, setTold] = useState('');
  const [open, setOpen] = useState<number | null>(null);
  const change = (next: readonly BeatJson[], newTitle?: string): boolean => {
    const wrong = setBeats(appStore, next, newTitle);
    setProblems(wrong);
    setTold('');
    return wrong.length === 0;
  };
  const add = (): void => {
    const fresh: BeatJson = { ...placeHere(appStore), text: { en: '…' } };
    if (!change([...beats, fresh])) return;
    const now = appStore.getState().scenario.beats ?? NO_BEATS;
    setOpen(now.findIndex((beat) => !beats.some((known) => JSON.stringify(known) === JSON.stringify(beat))));
  };
  const check = (): void => {
    const found = checkScene(appStore).map(author.problem);
    setProblems(found);
    setTold(found.length === 0 ? author.fine : '');
  };
  return (
    <Window title={author.title} wide>
      <p className="window-note">{author.about}</p>
      <label className="author-line">
        {author.sceneTitle}
        <input value={title} onChange={(event) => change(beats, event.target.value)} />
      </label>
      <div className="share-row">
        <button type="button" className="button primary" onClick={add}>
          {author.addHere}
        </button>
        <button type="button" className="button" onClick={check}>
          {author.check}
        </button>
        <button type="button" className="button" onClick={save}>
          {author.save}
        </button>
      </div>
      <Problems problems={problems} />
      <p role="status">{told}</p>
      <h3>{author.stops}</h3>
      <ol className="author-beats">
        {beats.map((beat, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stop is its place
          <li key={place}>
            <Head
              beat={beat}
              number={place + 1}
              isOpen={open === place}
              onOpen={() => setOpen(open === place ? null : place)}
              onRemove={() => {
                setOpen(null);
                change(beats.toSpliced(place, 1));
              }}
              onGo={() => {
                closeDialog();
                goToBeat(appStore, place);
              }}
            />
            {open === place && <BeatFields beat={beat} onChange={(next) => change(beats.with(place, next))} />}
          </li>
        ))}
      </ol>
    </Window>
  );
}

interface HeadProps {
  readonly beat: BeatJson;
  readonly number: number;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly onRemove: () => void;
  readonly onGo: () => void;
}

function Head({ beat, number, isOpen, onOpen, onRemove, onGo }: HeadProps) {
  const { author } = useText();
  const place = usePlaceText();
  return (
    <div className="author-head">
      <button type="button" aria-expanded={isOpen} onClick={onOpen}>
        <b>{author.stop(number)}</b> <span>{place(beat)}</span> {(beat.question ?? beat.text).en}
      </button>
      <button type="button" onClick={onGo}>
        {author.go}
      </button>
      <button type="button" onClick={onRemove}>
        {author.remove}
      </button>
    </div>
  );
}

function save(): void {
  const { name, text } = fileOf(appStore);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
