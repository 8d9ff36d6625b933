import './two-clocks.css';
import { type RefObject, useLayoutEffect, useMemo, useRef } from 'react';
import { principalOf } from '../../messages/principal.ts';
import type { BeatJson } from '../../scenario/types.ts';
import { currentBeat } from '../../store/beats.ts';
import { appStore, useApp } from '../../store/hooks.ts';
import { type ClockRow, clockRows } from '../../timeline/two-clocks.ts';
import { termStyle } from '../marks/term.ts';
import { usePacedStep } from '../paced.ts';
import { useNames, useText } from '../text.ts';
import type { PictureProps } from './picture-props.ts';

/** So many steps up to the moment on show are listed: to tell of one means to play the run up to it. */
const STEPS = 80;

/** What Lamport's clock and Raft's term make of the same events, up to the moment on show. */
export default function TwoClocks({ isAsking }: PictureProps) {
  const { twoClocks: words } = useText();
  const { timeline, step } = usePacedStep();
  const from = Math.max(1, step - STEPS + 1);
  const rows = useMemo(() => clockRows(timeline, from, step), [timeline, from, step]);
  const table = useRef<HTMLTableElement>(null);
  useLastInView(table, step, useApp(currentBeat));
  return (
    <div className="two-clocks">
      <p className="two-clocks-rules">
        {words.lamport}: {words.lamportRule}.{!isAsking && ` ${words.term}: ${words.termRule}.`}
      </p>
      {from > 1 && <p>{words.earlier(from - 1)}</p>}
      <table ref={table}>
        <thead>
          <tr>
            <th scope="col">{words.event}</th>
            <th scope="col" colSpan={2}>
              {words.lamport}
              <span>{words.lamportRule}</span>
            </th>
            <th scope="col" colSpan={2}>
              {words.term}
              <span>{isAsking ? '' : words.termRule}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.step} row={row} isCurrent={row.step === step} />
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p>{words.nothing}</p>}
    </div>
  );
}

function Row({ row, isCurrent }: { readonly row: ClockRow; readonly isCurrent: boolean }) {
  const text = useText();
  const name = useNames();
  const { twoClocks: words } = text;
  const told = principalOf(row.events);
  const title = told === null ? name(row.address) : text.describe(told, name).title;
  const { own, heard, now } = row.lamport;
  return (
    <tr aria-current={isCurrent ? 'true' : undefined}>
      <th scope="row">
        <button type="button" onClick={() => appStore.getState().seekStep(row.step)}>
          <b>#{row.step}</b> <span>{title}</span>
        </button>
      </th>
      <td>
        <code>{heard === null ? words.plusOne(own) : words.largerPlusOne(own, heard)}</code>
      </td>
      <td>
        <b>{now}</b>
      </td>
      <TermCells row={row} />
    </tr>
  );
}

function TermCells({ row: { term } }: { readonly row: ClockRow }) {
  const { twoClocks: words } = useText();
  if (term === null) return <td colSpan={2}>{words.noTerm}</td>;
  return (
    <>
      <td className={term.by === 'stays' ? undefined : 'changed'}>
        <TermWay {...term} />
      </td>
      <td>
        <b className="clock-term" style={termStyle(term.now)}>
          {term.now}
        </b>
      </td>
    </>
  );
}

/** How a term came to be what it is. */
function TermWay({ own, heard, by }: NonNullable<ClockRow['term']>) {
  const { twoClocks: words } = useText();
  if (by === 'byHand') return words.byHand;
  if (by === 'stands') return <code>{words.plusOne(own)}</code>;
  return heard === null ? words.stays : <code>{words.larger(own, heard)}</code>;
}

/**
 * The row of the moment on show is the last one: it is kept in sight, also when a stop of the scene comes to lie over the
 * foot, and nothing around the table moves.
 */
function useLastInView(table: RefObject<HTMLTableElement | null>, step: number, beat: BeatJson | null): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a beat changes the room that there is
  useLayoutEffect(() => {
    const view = table.current?.closest('.picture');
    if (view !== null && view !== undefined && step > 0) view.scrollTop = view.scrollHeight;
  }, [table, step, beat]);
}
