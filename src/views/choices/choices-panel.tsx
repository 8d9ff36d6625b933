import './choices.css';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { formatMs } from '../../base/time.ts';
import { choicesIn } from '../../sim/choices.ts';
import { type Address, type Choice, isClient } from '../../sim/types.ts';
import { previewOf } from '../../timeline/preview.ts';
import { openDialog } from '../dialogs/open-dialog.ts';
import { usePacedStep } from '../paced.ts';
import { useNames, useText } from '../text.ts';
import { ChoiceItem } from './choice-item.tsx';
import { choose, stopScheduling, takeBack } from './scheduling.ts';

/** Everything that can be the next event, by whom it happens to, each with what it would do. */
export default function ChoicesPanel() {
  const { choices: words } = useText();
  const name = useNames();
  const { timeline, step } = usePacedStep();
  const heading = useRef<HTMLHeadingElement>(null);
  const panel = useRef<HTMLElement>(null);
  const world = timeline.worldAt(step);
  const possible = useMemo(() => choicesIn(world), [world]);
  const refocus = useFocusAgain(panel, heading);
  const take = (place: number): void => {
    const choice = possible[place];
    if (choice === undefined) return;
    refocus(place);
    choose(choice);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const handled = keyOf(event.key, take, panel.current, () => {
      refocus(placeOfFocus(panel.current));
      takeBack();
    });
    if (handled) event.preventDefault();
  };
  const hosts = world.hosts.map(({ address }) => address);
  return (
    <section ref={panel} className="choices" aria-label={words.region} onKeyDown={onKeyDown}>
      <button type="button" className="insp-back" onClick={() => stopScheduling()}>
        {words.leave}
      </button>
      <h2 className="insp-start" ref={heading} tabIndex={-1}>
        {words.title}
      </h2>
      <p className="insp-note">{words.about(formatMs(world.nowUs))}</p>
      <p className="insp-note choices-keys">{words.keys}</p>
      {possible.length === 0 && <p>{words.nothing}</p>}
      {hosts.map((address) => {
        const here = possible.filter((choice) => hostOf(choice) === address);
        if (here.length === 0 && !isClient(address)) return null;
        return (
          <section key={address} aria-label={name(address)}>
            <h3>{name(address)}</h3>
            <ol>
              {here.map((choice) => {
                const place = possible.indexOf(choice);
                return (
                  <ChoiceItem
                    key={JSON.stringify(choice)}
                    choice={choice}
                    place={place}
                    world={world}
                    preview={words.would(previewOf(timeline, step, choice), name)}
                    onTake={() => take(place)}
                  />
                );
              })}
              {isClient(address) && <Ask client={address} />}
            </ol>
          </section>
        );
      })}
      <button type="button" className="choices-undo" disabled={step === 0} onClick={takeBack}>
        {words.takeBack}
      </button>
    </section>
  );
}

function hostOf(choice: Choice): Address {
  return choice.do === 'takeMessage' ? choice.message.to : choice.server;
}

/** A client's command is not in the list by itself: it has to be thought of. */
function Ask({ client }: { readonly client: Address }) {
  const { choices: words } = useText();
  return (
    <li>
      <button
        type="button"
        className="choice choice-ask"
        onClick={() => openDialog({ kind: 'command', client, server: null })}
      >
        {words.command}
      </button>
    </li>
  );
}

function rowsIn(panel: HTMLElement | null): HTMLElement[] {
  return [...(panel?.querySelectorAll<HTMLElement>('.choice') ?? [])];
}

function placeOfFocus(panel: HTMLElement | null): number {
  return rowsIn(panel).indexOf(document.activeElement as HTMLElement);
}

/** Whether a key was one of the panel's: numbers choose, arrows go through the rows, Backspace takes back, Esc leaves. */
function keyOf(key: string, take: (place: number) => void, panel: HTMLElement | null, back: () => void): boolean {
  if (/^[1-9]$/.test(key)) take(Number(key) - 1);
  else if (key === 'Backspace') back();
  else if (key === 'Escape') stopScheduling();
  else if (key === 'ArrowDown' || key === 'ArrowUp') {
    const rows = rowsIn(panel);
    const next = placeOfFocus(panel) + (key === 'ArrowDown' ? 1 : -1);
    rows[Math.max(0, Math.min(next, rows.length - 1))]?.focus();
  } else return false;
  return true;
}

/** What was chosen is gone from the list: the focus goes to what stands in its place. At first it is on the heading. */
function useFocusAgain(
  panel: { readonly current: HTMLElement | null },
  heading: { readonly current: HTMLElement | null },
): (place: number) => void {
  const wanted = useRef<number | null>(null);
  useEffect(() => {
    heading.current?.focus();
  }, [heading]);
  useEffect(() => {
    if (wanted.current === null) return;
    const rows = rowsIn(panel.current);
    const row = rows[Math.min(wanted.current, rows.length - 1)] ?? heading.current;
    wanted.current = null;
    row?.focus();
  });
  return (place) => {
    wanted.current = Math.max(0, place);
  };
}
