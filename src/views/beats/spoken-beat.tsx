import '../narration/narration.css';
import { useDeferredValue } from 'react';
import { useApp } from '../../store/hooks.ts';
import { sentenceOf } from '../narration/narration-strip.tsx';
import { useSpokenStep } from '../paced.ts';
import { useNames, useSay, useText, useTitle } from '../text.ts';
import { type Manner, saidOf } from './said.ts';

/**
 * For those who listen: a stop as it is reached, its question with the answers, and what the run says. The place is in the
 * page before anything stands in it, because only what changes is spoken.
 */
export function SpokenBeat(manner: Manner) {
  const words = { text: useText(), say: useSay(), name: useNames() };
  const beat = useApp((state) => saidOf(state, words, manner).join('\n'));
  const spoken = useSpokenStep();
  const title = useTitle();
  // Between two stops the strip of the page tells every event; a room has no such strip, and begins with the title.
  const between = (): string => (spoken.step === 0 ? title : sentenceOf(spoken, words.text, words.name));
  const said = beat === '' && manner.inRoom ? between() : beat;
  const now = useDeferredValue(said, '');
  return (
    <div className="visually-hidden" role="status" aria-atomic="true">
      {now.split('\n').map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}
