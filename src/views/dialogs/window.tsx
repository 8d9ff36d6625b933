import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { Icon } from '../icons.tsx';
import { useText } from '../text.ts';
import './dialogs.css';
import { closeDialog } from './open-dialog.ts';

/** A window over the page: the browser keeps the focus inside, and gives it back. Esc and a click beside it close. */
export function Window(props: {
  readonly title: string;
  readonly wide?: boolean;
  /** As large as the page allows. */
  readonly full?: boolean;
  readonly children: ReactNode;
}) {
  const { dialogs } = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    element.showModal();
    // The browser would focus the first button, which closes.
    element.querySelector<HTMLElement>('form :is(input, select), .palette-input, .scene')?.focus();
    // Closing before the element leaves the page is what gives the focus back to where it was.
    return () => element.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the browser closes a dialog by Esc itself.
    <dialog
      ref={dialog}
      className={props.full === true ? 'window full' : props.wide === true ? 'window wide' : 'window'}
      aria-labelledby={heading}
      onClose={() => {
        // A window that gave way to another one tells so late: it must not take that one with it.
        if (dialog.current?.open === false) closeDialog();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current.close();
      }}
    >
      <div className="window-body">
        <header>
          <h2 id={heading}>{props.title}</h2>
          <button type="button" aria-label={dialogs.close} onClick={() => dialog.current?.close()}>
            <Icon name="close" size={18} />
          </button>
        </header>
        {props.children}
      </div>
    </dialog>
  );
}

/** The foot of a form: what it does, and the way out. */
export function Foot({ apply }: { readonly apply: string }) {
  const { dialogs } = useText();
  return (
    <footer>
      <button type="button" onClick={closeDialog}>
        {dialogs.cancel}
      </button>
      <button type="submit" className="primary">
        {apply}
      </button>
    </footer>
  );
}

/** What is wrong with what was written. */
export function Problems({ problems }: { readonly problems: readonly string[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className="window-problems" role="alert">
      {problems.map((problem) => (
        <li key={problem}>{problem}</li>
      ))}
    </ul>
  );
}
