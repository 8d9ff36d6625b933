import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { defaultScenario } from '../../../src/scenario/defaults.ts';
import { appStore } from '../../../src/store/hooks.ts';
import { currentTimeline } from '../../../src/store/store.ts';
import { ContextMenu } from '../../../src/views/menus/context-menu.tsx';
import { openMenu } from '../../../src/views/menus/open-menu.ts';

beforeEach(() => {
  appStore.playhead.reducedMotion = () => true;
  appStore.getState().openScenario(defaultScenario, { kind: 'first' });
  appStore.getState().seekTime(300_000);
});

it('is a menu that the keyboard moves in, and gives the focus back', async () => {
  const user = userEvent.setup();
  render(
    <>
      <button type="button">opener</button>
      <ContextMenu />
    </>,
  );
  screen.getByRole('button', { name: 'opener' }).focus();
  act(() => openMenu({ kind: 'server', id: 3 }, { x: 10, y: 10 }));
  expect(screen.getByRole('menu', { name: 'What to do with S3' })).toBeInTheDocument();
  expect(screen.getByRole('menuitem', { name: 'Crash' })).toHaveFocus();
  await user.keyboard('{ArrowDown}');
  expect(screen.getByRole('menuitem', { name: 'Pause' })).toHaveFocus();
  await user.keyboard('{End}');
  expect(screen.getByRole('menuitem', { name: 'Why is it no candidate?' })).toHaveFocus();
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('menu')).not.toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'opener' })).toHaveFocus();
});

it('does what was chosen, and not what is not possible now', async () => {
  const user = userEvent.setup();
  render(<ContextMenu />);
  act(() => openMenu({ kind: 'server', id: 3 }, { x: 10, y: 10 }));
  const heal = screen.getByRole('menuitem', { name: 'Heal its links not now: nothing is cut' });
  expect(heal).toHaveAttribute('aria-disabled', 'true');
  await user.click(heal);
  expect(screen.getByRole('menu')).toBeInTheDocument();
  await user.click(screen.getByRole('menuitem', { name: 'Crash' }));
  expect(screen.queryByRole('menu')).not.toBeInTheDocument();
  const state = appStore.getState();
  expect(currentTimeline(state).worldAt(state.cursor.step).hosts[2]?.up).toBe(false);
});
