import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { defaultScenario } from '../../../src/scenario/defaults.ts';
import { appStore } from '../../../src/store/hooks.ts';
import { closeDialog, currentDialog } from '../../../src/views/dialogs/open-dialog.ts';
import { closeMenu, currentMenu } from '../../../src/views/menus/open-menu.ts';
import { TopBar } from '../../../src/views/topbar/top-bar.tsx';

beforeEach(() => {
  closeDialog();
  closeMenu();
  appStore.playhead.reducedMotion = () => true;
  appStore.getState().openScenario(defaultScenario, { kind: 'first' });
  appStore.getState().seekTime(300_000);
});

it('says that a rule is broken on purpose, for as long as one is', async () => {
  render(<TopBar />);
  expect(screen.queryByText('Not Raft:')).not.toBeInTheDocument();
  act(() =>
    appStore.getState().changeScenario((scenario) => ({ ...scenario, broken: ['voteTwice', 'longerLogWins'] })),
  );
  expect((await screen.findByText('Not Raft:')).parentElement).toHaveTextContent('Not Raft: P22, P21');
  act(() => appStore.getState().undo());
  expect(screen.queryByText('Not Raft:')).not.toBeInTheDocument();
});

it('leads to branches, search, scenes, sharing and all else', async () => {
  const user = userEvent.setup();
  render(<TopBar />);
  act(() => appStore.getState().act({ do: 'crash', server: 2 }));
  await user.click(screen.getByRole('button', { name: /^main/ }));
  expect(currentDialog()).toEqual({ kind: 'branches' });
  await user.click(screen.getByRole('button', { name: 'Find a scene, event or action' }));
  expect(currentDialog()).toEqual({ kind: 'palette' });
  await user.click(screen.getByRole('button', { name: 'Scenes' }));
  expect(currentDialog()).toEqual({ kind: 'scenes' });
  await user.click(screen.getByRole('button', { name: 'Share' }));
  expect(currentDialog()).toEqual({ kind: 'share' });
  await user.click(screen.getByRole('button', { name: 'More about the cluster' }));
  expect(currentMenu()?.target).toEqual({ kind: 'cluster' });
});
