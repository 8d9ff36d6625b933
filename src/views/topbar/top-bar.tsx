import './topbar.css';
import { Suspense } from 'react';
import { appStore, useApp } from '../../store/hooks.ts';
import { Coming } from '../coming.tsx';
import { openDialog } from '../dialogs/open-dialog.ts';
import { Icon, Logo, ThemeIcon } from '../icons.tsx';
import { later } from '../later.ts';
import { openMenu } from '../menus/open-menu.ts';
import { useText, useTitle } from '../text.ts';

const PlaylistWay = later(() => import('./playlist-way.tsx'));
const NotRaft = later(() => import('./not-raft.tsx'));

/** What is open, on which branch, and the ways to everything else. */
export function TopBar() {
  const text = useText();
  const { topbar } = text;
  const firstVisit = useApp((state) => state.firstVisit);
  const hasList = useApp((state) => state.view.list !== undefined);
  const title = useTitle();
  return (
    <header className="topbar">
      <h1 className="topbar-name">
        <Logo /> <span>Raftlight</span>
      </h1>
      {!firstVisit && <p className="topbar-title">{title}</p>}
      <Suspense fallback={<Coming />}>
        {hasList && <PlaylistWay />}
        <NotRaft />
      </Suspense>
      {!firstVisit && <BranchButton />}
      <nav className="topbar-actions" aria-label={topbar.region}>
        {!firstVisit && (
          <button
            type="button"
            className="topbar-find"
            aria-label={topbar.find}
            onClick={() => openDialog({ kind: 'palette' })}
          >
            <Icon name="search" size={16} /> <span>{topbar.findShort}</span> <kbd>Ctrl K</kbd>
          </button>
        )}
        <button type="button" onClick={() => openDialog({ kind: 'scenes' })}>
          {topbar.scenes}
        </button>
        {!firstVisit && (
          <button type="button" onClick={() => openDialog({ kind: 'share' })}>
            {topbar.share}
          </button>
        )}
        <button
          type="button"
          className="topbar-icon"
          aria-label={topbar.more}
          aria-haspopup="menu"
          onClick={(event) => {
            const { left, bottom } = event.currentTarget.getBoundingClientRect();
            openMenu({ kind: 'cluster' }, { x: left, y: bottom + 4 });
          }}
        >
          <Icon name="more" />
        </button>
        <button type="button" className="topbar-icon" aria-label={topbar.theme} onClick={switchTheme}>
          <ThemeIcon />
        </button>
      </nav>
    </header>
  );
}

function switchTheme(): void {
  const dark = document.documentElement.dataset['theme'] === 'dark';
  appStore.getState().setPreferences({ theme: dark ? 'light' : 'dark' });
}

function BranchButton() {
  const { topbar } = useText();
  const count = useApp((state) => state.branches.length);
  const name = useApp((state) => state.branches.find((branch) => branch.id === state.branchId)?.name ?? '');
  return (
    <button type="button" className="topbar-branch" onClick={() => openDialog({ kind: 'branches' })}>
      <Icon name="branch" size={18} /> <span>{name}</span>
      {count > 1 && <span className="topbar-count">{topbar.ofBranches(count)}</span>}
    </button>
  );
}
