import { useId, useState } from 'react';
import { parseAboutRun } from '../../query/compile.ts';
import { nameOf } from '../../scenario/names.ts';
import { type BeatJson, isClaim, type OptionJson, textOfChoice } from '../../scenario/types.ts';
import { placeHere } from '../../store/authoring.ts';
import { appStore, useTimeline } from '../../store/hooks.ts';
import { useText } from '../text.ts';
import { usePlaceText } from './place-text.ts';

interface Props {
  readonly beat: BeatJson;
  readonly onChange: (beat: BeatJson) => void;
}

/** What a stop says and asks. Every change is taken at once; what cannot be read is told at its place. */
export function BeatFields({ beat, onChange }: Props) {
  const { author } = useText();
  const { text, question, because, notes } = beat;
  return (
    <div className="author-fields">
      <Line label={author.text} value={text.en} onChange={(en) => onChange({ ...beat, text: { ...text, en } })} />
      <Light beat={beat} onChange={onChange} />
      <Line
        label={author.question}
        value={question?.en ?? ''}
        onChange={(en) => onChange(en === '' ? withoutQuestion(beat) : { ...beat, question: { ...question, en } })}
      />
      {question !== undefined && <Choices beat={beat} onChange={onChange} />}
      {question !== undefined && (
        <Line
          label={author.because}
          value={because?.en ?? ''}
          onChange={(en) => onChange(changed(beat, 'because', en === '' ? undefined : { ...because, en }))}
        />
      )}
      <Line
        label={author.notes}
        value={notes?.en ?? ''}
        onChange={(en) => onChange(changed(beat, 'notes', en === '' ? undefined : { ...notes, en }))}
      />
    </div>
  );
}

/** A beat with a member, or without it where there is nothing to say. */
function changed<K extends keyof BeatJson>(beat: BeatJson, key: K, value: BeatJson[K] | undefined): BeatJson {
  const { [key]: _, ...rest } = beat;
  return (value === undefined ? rest : { ...rest, [key]: value }) as BeatJson;
}

function withoutQuestion(beat: BeatJson): BeatJson {
  const { question: _, choices: __, answer: ___, tap: ____, reveal: _____, because: ______, ...rest } = beat;
  return rest;
}

function Line(props: { readonly label: string; readonly value: string; readonly onChange: (value: string) => void }) {
  const id = useId();
  return (
    <div className="author-line">
      <label htmlFor={id}>{props.label}</label>
      <textarea id={id} rows={1} value={props.value} onChange={(event) => props.onChange(event.target.value)} />
    </div>
  );
}

/** What is selected in the picture can be lit when the stop is reached. */
function Light({ beat, onChange }: Props) {
  const { author } = useText();
  const take = (): void => {
    const { selection } = appStore.getState();
    const light =
      selection?.kind === 'server' || selection?.kind === 'client'
        ? nameOf(selection.id)
        : selection?.kind === 'entry'
          ? { index: selection.index, term: selection.term }
          : undefined;
    onChange(changed(beat, 'focus', light === undefined ? undefined : { ...beat.focus, light }));
  };
  const light = beat.focus?.light;
  return (
    <p className="author-light">
      <button type="button" className="button" onClick={take}>
        {author.lightSelected}
      </button>
      {light !== undefined && author.lit(typeof light === 'string' ? light : `${light.index} (${light.term})`)}
    </p>
  );
}

function Choices({ beat, onChange }: Props) {
  const { author, stage } = useText();
  const place = usePlaceText();
  const choices = beat.choices ?? [];
  const set = (next: readonly OptionJson[]): void => {
    const { answer: _, ...rest } = beat;
    // One alone is no choice: two come at once, and the last two go together.
    onChange(changed(rest, 'choices', next.length < 2 ? undefined : next));
  };
  const fresh = { says: { en: '…' }, holds: 'leader(S1)' };
  return (
    <fieldset className="author-choices">
      <legend>{author.choices}</legend>
      {choices.map((choice, nth) => (
        <Choice
          // biome-ignore lint/suspicious/noArrayIndexKey: a choice is its place
          key={nth}
          letter={stage.letter(nth)}
          choice={choice}
          onChange={(next) => set(choices.map(asClaim).with(nth, next))}
          onRemove={() => set(choices.toSpliced(nth, 1))}
        />
      ))}
      <button
        type="button"
        className="button"
        onClick={() => set(choices.length === 0 ? [fresh, fresh] : [...choices.map(asClaim), fresh])}
      >
        {author.addChoice}
      </button>
      <button type="button" className="button" onClick={() => onChange({ ...beat, reveal: placeHere(appStore) })}>
        {author.revealHere}
      </button>
      {beat.reveal !== undefined && <span>{author.revealAt(place(beat.reveal))}</span>}
    </fieldset>
  );
}

/** A choice of an older file becomes a claim as soon as one of them is written anew. */
function asClaim(choice: OptionJson): OptionJson {
  return isClaim(choice) ? choice : { says: choice, holds: 'false' };
}

interface ChoiceProps {
  readonly letter: string;
  readonly choice: OptionJson;
  readonly onChange: (choice: OptionJson) => void;
  readonly onRemove: () => void;
}

function Choice({ letter, choice, onChange, onRemove }: ChoiceProps) {
  const { author, query } = useText();
  const { servers } = useTimeline().spec;
  const says = textOfChoice(choice);
  const [written, setWritten] = useState(isClaim(choice) ? choice.holds : '');
  const parsed = written === '' ? null : parseAboutRun(written, servers);
  const write = (holds: string): void => {
    setWritten(holds);
    if (holds !== '' && 'query' in parseAboutRun(holds, servers)) onChange({ ...asParts(choice), holds });
  };
  return (
    <div className="author-choice">
      <label>
        {author.choice(letter)}
        <input
          value={says.en}
          onChange={(event) => onChange({ ...asParts(choice), says: { ...says, en: event.target.value } })}
        />
      </label>
      <label>
        {author.holds(letter)}
        <input
          className="mono"
          value={written}
          placeholder={author.holdsExample}
          spellCheck={false}
          aria-invalid={parsed !== null && 'problem' in parsed}
          onChange={(event) => write(event.target.value)}
        />
      </label>
      {parsed !== null && 'problem' in parsed && <small role="alert">{query.problem(parsed.problem)}</small>}
      <button type="button" onClick={onRemove}>
        {author.removeChoice(letter)}
      </button>
    </div>
  );
}

function asParts(choice: OptionJson) {
  return isClaim(choice) ? choice : { says: choice, holds: 'false' };
}
