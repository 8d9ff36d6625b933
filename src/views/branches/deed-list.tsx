import { useEffect, useRef, useState } from 'react';
import { formatMs } from '../../base/time.ts';
import type { ClusterPlacedAction } from '../../cluster/types.ts';
import { appStore } from '../../store/hooks.ts';
import { currentBranch } from '../../store/store.ts';
import type { Branch } from '../../store/types.ts';
import { edited, type Planned, plannedIn } from '../../timeline/edit.ts';
import { useNames, useText } from '../text.ts';
import { DeedEditor } from './deed-editor.tsx';

/** A run can have thousands of actions; the list holds the last ones. */
const MOST_DEEDS = 200;

interface Props {
  readonly branch: Branch;
  /** Tells in a sentence what came of an edit. */
  readonly onEdited: (told: string) => void;
}

/** Everything that was done in a run, each to be turned off, changed, moved or left out: which opens a branch. */
export function DeedList({ branch, onEdited }: Props) {
  const words = useText().branches;
  const name = useNames();
  const { timeline } = branch;
  const planned = plannedIn(timeline);
  const section = useRef<HTMLElement>(null);
  // What was pressed may be gone with its row.
  useEffect(() => {
    if (document.activeElement === document.body) section.current?.focus();
  });
  const run = (target: ClusterPlacedAction, by: readonly ClusterPlacedAction[], title: string): void => {
    const { timeline: next, sharedStep } = edited(timeline, target, by);
    appStore.getState().openBranch(next, sharedStep, title);
    onEdited(words.opened(currentBranch(appStore.getState()).name, sharedStep, branch.name));
  };
  return (
    <section ref={section} tabIndex={-1} aria-label={words.deeds(branch.name)}>
      <h3>{words.deeds(branch.name)}</h3>
      {planned.length === 0 && <p className="window-note">{words.noDeeds}</p>}
      <ol className="deeds">
        {planned.slice(-MOST_DEEDS).map((item, place) => (
          <DeedRow
            // biome-ignore lint/suspicious/noArrayIndexKey: two deeds may read the same; their places tell them apart.
            key={place}
            item={item}
            deed={words.deedOf(item.placed.action, name)}
            branch={branch}
            onRun={(by, title) => run(item.placed, by, title)}
          />
        ))}
      </ol>
    </section>
  );
}

interface RowProps {
  readonly item: Planned;
  readonly deed: string;
  readonly branch: Branch;
  readonly onRun: (by: readonly ClusterPlacedAction[], title: string) => void;
}

function DeedRow({ item, deed, branch, onRun }: RowProps) {
  const words = useText().branches;
  const [isEditing, setEditing] = useState(false);
  const { placed, step } = item;
  const isOff = placed.off === true;
  const { off: _, ...on } = placed;
  return (
    <li className={isOff ? 'deed off' : 'deed'}>
      <label>
        <input
          type="checkbox"
          aria-label={words.isOn(deed)}
          checked={!isOff}
          onChange={() =>
            isOff ? onRun([on], words.with(deed)) : onRun([{ ...placed, off: true }], words.without(deed))
          }
        />
        <DeedTime item={item} branch={branch} />
        <span className="deed-name">{deed}</span>
      </label>
      <span className="branch-ways">
        {step !== null && (
          <button type="button" onClick={() => appStore.getState().seekStep(step)}>
            {words.goTo(step)}
          </button>
        )}
        <button
          type="button"
          aria-expanded={isEditing}
          aria-label={words.editThis(deed)}
          onClick={() => setEditing(!isEditing)}
        >
          {words.edit}
        </button>
        {placed.action.do !== 'join' && (
          <button type="button" aria-label={words.leaveOutThis(deed)} onClick={() => onRun([], words.without(deed))}>
            {words.leaveOut}
          </button>
        )}
      </span>
      {isEditing && (
        <DeedEditor
          placed={placed}
          branch={branch}
          onApply={(by) => {
            setEditing(false);
            onRun(by, words.changed(deed));
          }}
        />
      )}
    </li>
  );
}

/** When it was done, or why it was not. */
function DeedTime({ item, branch }: { readonly item: Planned; readonly branch: Branch }) {
  const words = useText().branches;
  const { placed, step } = item;
  const { place } = placed;
  if (step !== null) return <time>{words.at(formatMs(branch.timeline.index.atUs(step)))}</time>;
  if (placed.off === true) return <time>{words.off}</time>;
  if ('atUs' in place) return <time>{words.at(formatMs(place.atUs))}</time>;
  return <time>{'when' in place ? words.waits : words.toCome}</time>;
}
