import './branches.css';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { formatMs } from '../../base/time.ts';
import { worldDifferences } from '../../cluster/differences.ts';
import { appStore, useApp } from '../../store/hooks.ts';
import { currentBranch } from '../../store/store.ts';
import type { Branch } from '../../store/types.ts';
import { closeDialog, type DialogRequest } from '../dialogs/open-dialog.ts';
import { Window } from '../dialogs/window.tsx';
import { DifferenceTable } from '../inspector/difference-table.tsx';
import { useText } from '../text.ts';
import { differingIn } from './differing.ts';
import { partingStep } from './related.ts';
import { Side } from './side.tsx';

type Request = Extract<DialogRequest, { readonly kind: 'sideBySide' }>;

/** Two branches at the same virtual time, where they part, and everything in which they differ. */
export default function SideBySide({ request }: { readonly request: Request }) {
  const { side } = useText().branches;
  const branches = useApp((state) => state.branches);
  const one = useApp(currentBranch);
  const other = branches.find(({ id }) => id === request.other) ?? one;
  const [atUs, setTime] = useState(() => appStore.getState().cursor.atUs);
  const parting = useMemo(() => partingStep(branches, one, other), [branches, one, other]);
  const stepsAt = [one, other].map(({ timeline }) => timeline.index.stepAt(atUs));
  const [step = 0, otherStep = 0] = stepsAt;
  const differences = useMemo(
    () => worldDifferences(one.timeline.worldAt(step), other.timeline.worldAt(otherStep)),
    [one, other, step, otherStep],
  );
  const differing = useMemo(() => differingIn(differences), [differences]);
  const sides = [
    { branch: one, step, twin: other, twinStep: otherStep },
    { branch: other, step: otherStep, twin: one, twinStep: step },
  ];
  const show = (branch: Branch): void => {
    closeDialog();
    appStore.getState().switchBranch(branch.id);
    appStore.getState().seekTime(atUs);
  };
  return (
    <Window title={side.title} full>
      <Clock pair={[one, other]} atUs={atUs} parting={parting} onTime={setTime} />
      <div className="sides">
        {sides.map(({ branch, step: at, twin, twinStep }) => (
          <Side
            key={branch.id}
            branch={branch}
            step={at}
            atUs={atUs}
            twin={twin.timeline.worldAt(twinStep)}
            differing={differing}
            onShow={() => show(branch)}
          />
        ))}
      </div>
      <section aria-label={side.differences(differences.length)} className="sides-table">
        <h3>
          <span role="status">{side.differences(differences.length)}</span>
        </h3>
        {differences.length > 0 && <DifferenceTable found={differences} titles={[one.name, other.name]} />}
      </section>
    </Window>
  );
}

interface ClockProps {
  readonly pair: readonly [Branch, Branch];
  readonly atUs: number;
  readonly parting: number | null;
  readonly onTime: (atUs: number) => void;
}

/** One virtual time for both: by events of either, to where they part, and freely. */
function Clock({ pair, atUs, parting, onTime }: ClockProps) {
  const { side } = useText().branches;
  const endUs = Math.max(...pair.map(({ timeline }) => timeline.endUs));
  const next = Math.min(...pair.map(({ timeline }) => eventTime(timeline, atUs, 1)));
  const previous = Math.max(...pair.map(({ timeline }) => eventTime(timeline, atUs, -1)));
  const partingUs = parting === null ? null : timeOfParting(pair, parting);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowRight' && next < Infinity) onTime(next);
    else if (event.key === 'ArrowLeft') onTime(Math.max(0, previous));
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows of its buttons and slider
    <div className="sides-clock" onKeyDown={onKeyDown}>
      <button type="button" className="button" disabled={partingUs === null} onClick={() => onTime(partingUs ?? 0)}>
        {partingUs === null || parting === null ? side.together : side.part(parting, formatMs(partingUs))}
      </button>
      <button type="button" className="button" aria-label={side.previous} onClick={() => onTime(Math.max(0, previous))}>
        ←
      </button>
      <button
        type="button"
        className="button"
        aria-label={side.next}
        onClick={() => onTime(next === Infinity ? atUs : next)}
      >
        →
      </button>
      <input
        type="range"
        aria-label={side.time}
        aria-valuetext={`${formatMs(atUs)} ms`}
        min={0}
        max={endUs}
        value={atUs}
        onChange={(event) => onTime(Number(event.target.value))}
      />
      <span className="sides-time">{formatMs(atUs)} ms</span>
    </div>
  );
}

/** When the run's nearest event after or before a time comes; beyond its end there is none. */
function eventTime({ index }: Branch['timeline'], atUs: number, direction: 1 | -1): number {
  if (direction === -1) return index.atUs(index.stepAt(atUs - 1));
  const step = index.stepAt(atUs) + 1;
  return step <= index.steps ? index.atUs(step) : Infinity;
}

function timeOfParting(pair: readonly [Branch, Branch], parting: number): number {
  return Math.min(...pair.map(({ timeline: { index } }) => (parting <= index.steps ? index.atUs(parting) : Infinity)));
}
