import { type ReactNode, useRef, useState } from 'react';
import type { ClusterHost } from '../../cluster/types.ts';
import { appStore } from '../../store/hooks.ts';
import { useText } from '../text.ts';
import { EditForm } from './edit-form.tsx';
import type { EditPlace } from './written-edit.ts';

interface Editor {
  /** The value as a button that opens the form; as plain text where nothing can be set. */
  readonly value: (place: EditPlace, label: string, shown: string) => ReactNode;
  /** Stands under the values while one of them is being set. */
  readonly form: ReactNode;
}

/** Setting the values of one part of a server's panel by hand. Only a server that runs can be told. */
export function useEditor(host: ClusterHost): Editor {
  const { edits } = useText();
  const [place, setPlace] = useState<EditPlace | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  const { state: member } = host;
  if (member.kind !== 'server' || !host.up || host.paused) return { value: (_, __, shown) => shown, form: null };
  const open = (next: EditPlace, button: HTMLElement): void => {
    appStore.getState().pause();
    opener.current = button;
    setPlace(next);
  };
  const close = (): void => {
    setPlace(null);
    opener.current?.focus();
  };
  return {
    value: (next, label, shown) => (
      <button
        type="button"
        className="edit-value"
        aria-label={edits.edit(label, shown)}
        onClick={(event) => open(next, event.currentTarget)}
      >
        {shown}
      </button>
    ),
    form: place !== null && <EditForm key={JSON.stringify(place)} member={member} place={place} onDone={close} />,
  };
}
