import { appStore, useApp } from '../../store/hooks.ts';
import { useText } from '../text.ts';
import { closeDialog } from './open-dialog.ts';
import { Window } from './window.tsx';

/** All branches of this run: rename one, or go there. */
export default function BranchesDialog() {
  const { dialogs } = useText();
  const words = dialogs.branches;
  const branches = useApp((state) => state.branches);
  const shown = useApp((state) => state.branchId);
  return (
    <Window title={words.title}>
      <p className="window-note">{words.about}</p>
      <ul className="window-list">
        {branches.map(({ id, name, parent, forkStep, timeline }) => {
          const from = branches.find((branch) => branch.id === parent);
          return (
            <li key={id} className="field">
              <input
                className="long"
                aria-label={words.name(name)}
                value={name}
                onChange={(event) => appStore.getState().renameBranch(id, event.target.value)}
              />
              {id === shown ? (
                <span>{words.current}</span>
              ) : (
                <button
                  type="button"
                  className="button"
                  aria-label={words.switchToName(name)}
                  onClick={() => {
                    closeDialog();
                    appStore.getState().switchBranch(id);
                  }}
                >
                  {words.switchTo}
                </button>
              )}
              <small>
                {from === undefined ? words.root(timeline.steps) : words.fork(from.name, forkStep, timeline.steps)}
              </small>
            </li>
          );
        })}
      </ul>
    </Window>
  );
}
