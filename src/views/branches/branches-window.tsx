import './branches.css';
import { useState } from 'react';
import { appStore, useApp } from '../../store/hooks.ts';
import type { Branch } from '../../store/types.ts';
import { openDialog } from '../dialogs/open-dialog.ts';
import { Window } from '../dialogs/window.tsx';
import { useText } from '../text.ts';
import { BranchLines } from './branch-lines.tsx';
import { DeedList } from './deed-list.tsx';

/** The tree of what-ifs as a map over time, and what was done in the branch on show. */
export default function BranchesWindow() {
  const words = useText().branches;
  const branches = useApp((state) => state.branches);
  const shown = useApp((state) => state.branchId);
  const current = branches.find(({ id }) => id === shown);
  const [told, setTold] = useState('');
  return (
    <Window title={words.title} wide>
      <p className="window-note">{words.about}</p>
      <BranchLines branches={branches} shown={shown} row={(branch) => <BranchRow key={branch.id} branch={branch} />} />
      <p role="status" className="branches-told">
        {told}
      </p>
      {current !== undefined && <DeedList branch={current} onEdited={setTold} />}
    </Window>
  );
}

function BranchRow({ branch }: { readonly branch: Branch }) {
  const words = useText().branches;
  const { id, name, parent, forkStep, timeline } = branch;
  const parentName = useApp((state) => state.branches.find((other) => other.id === parent)?.name);
  const isShown = useApp((state) => state.branchId === id);
  const { renameBranch, switchBranch, removeBranch } = appStore.getState();
  return (
    <div className="branch-row">
      <input
        aria-label={words.name(name)}
        value={name}
        onChange={(event) => renameBranch(id, event.target.value)}
        aria-current={isShown ? 'true' : undefined}
      />
      {isShown ? (
        <span>{words.current}</span>
      ) : (
        <span className="branch-ways">
          <button
            type="button"
            aria-label={words.switchToName(name)}
            onClick={(event) => {
              // The button is about to go: the focus stays in its row.
              event.currentTarget.closest('.branch-row')?.querySelector('input')?.focus();
              switchBranch(id);
            }}
          >
            {words.switchTo}
          </button>
          <button
            type="button"
            aria-label={words.compareName(name)}
            onClick={() => openDialog({ kind: 'sideBySide', other: id })}
          >
            {words.compare}
          </button>
          <button
            type="button"
            aria-label={words.removeName(name)}
            onClick={(event) => {
              event.currentTarget.closest('ul')?.querySelector('input')?.focus();
              removeBranch(id);
            }}
          >
            {words.remove}
          </button>
        </span>
      )}
      <small>
        {parentName === undefined ? words.root(timeline.steps) : words.fork(parentName, forkStep, timeline.steps)}
      </small>
    </div>
  );
}
