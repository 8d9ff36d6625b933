import { type SubmitEvent, useState } from 'react';
import { US_PER_MS } from '../../base/time.ts';
import { appStore, useApp, useMoment } from '../../store/hooks.ts';
import { thingOf } from '../menus/commands.ts';
import { useText } from '../text.ts';
import { NumberField, Reader } from './fields.tsx';
import { closeDialog, type DialogRequest } from './open-dialog.ts';
import { Foot, Problems, Window } from './window.tsx';

const LONGEST_MS = 100_000;

/** A message takes longer on what is left of its road. */
export default function DelayDialog(props: { readonly request: Extract<DialogRequest, { readonly kind: 'delay' }> }) {
  const { message } = props.request;
  const text = useText();
  const moment = useMoment();
  const store = useApp((state) => state);
  const [written, setWritten] = useState('100');
  const [problems, setProblems] = useState<readonly string[]>([]);
  const words = text.dialogs.delay;
  const apply = (event: SubmitEvent): void => {
    event.preventDefault();
    const reader = new Reader(text);
    const ms = reader.number(words.by, written, 0.001, LONGEST_MS);
    setProblems(reader.problems);
    if (reader.problems.length > 0) return;
    closeDialog();
    appStore.getState().act({ do: 'delay', message, byUs: Math.round(ms * US_PER_MS) });
  };
  return (
    <Window title={words.title(thingOf({ kind: 'message', ref: message }, moment, store))}>
      <form onSubmit={apply}>
        <NumberField label={words.by} unit={text.dialogs.settings.ms} value={written} onChange={setWritten} />
        <Problems problems={problems} />
        <Foot apply={words.apply} />
      </form>
    </Window>
  );
}
