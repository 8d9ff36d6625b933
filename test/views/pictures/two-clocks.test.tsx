import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { openScene } from '../../../src/scenario/scene.ts';
import { appStore } from '../../../src/store/hooks.ts';
import PicturePanel from '../../../src/views/pictures/picture-panel.tsx';

beforeEach(async () => {
  appStore.playhead.reducedMotion = () => true;
  const scene = await openScene('term-is-a-clock');
  if (!scene.ok) throw new Error('no scene');
  act(() => appStore.getState().openScenario(scene.value, { kind: 'first' }));
});

const rows = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) =>
      within(row)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent)
        .join(' '),
    );

it('grows with the cursor, marks the event on show, and leads to the others', async () => {
  render(<PicturePanel />);
  expect(await screen.findByText('Nothing has happened yet.')).toBeInTheDocument();
  act(() => appStore.getState().seekTime(80_000));
  expect(rows()).toEqual([
    '0 + 1 1 stays 3',
    'max(0, 1) + 1 2 max(3, 3) 3',
    'max(0, 1) + 1 2 max(5, 3) 5',
    'max(1, 2) + 1 3 max(3, 3) 3',
    'max(3, 2) + 1 4 max(3, 5) 5',
  ]);
  act(() => appStore.getState().stepForward());
  expect(rows().at(-1)).toBe('4 + 1 5 5 + 1 6');
  const marked = screen.getAllByRole('row').filter((row) => row.getAttribute('aria-current') === 'true');
  expect(marked).toHaveLength(1);
  expect(marked[0]).toHaveTextContent('#6 S1 stands for election');
  await userEvent.click(screen.getByRole('button', { name: /^#3 S3 refuses/ }));
  expect(appStore.getState().cursor.step).toBe(3);
  expect(rows()).toHaveLength(3);
});

it('keeps the rule of terms back until the scene has asked for it', async () => {
  render(<PicturePanel />);
  expect(await screen.findByRole('columnheader', { name: 'Raft’s term' })).toBeInTheDocument();
  act(() => appStore.getState().seekTime(80_000));
  expect(screen.getByRole('columnheader', { name: /1 only to stand for election/ })).toBeInTheDocument();
});
