import { act, render, screen, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { openScene } from '../../../src/scenario/scene.ts';
import { showMoment } from '../../../src/store/frame.ts';
import { appStore } from '../../../src/store/hooks.ts';
import { currentTimeline } from '../../../src/store/store.ts';
import Inspector from '../../../src/views/inspector/inspector.tsx';

async function open(id: string, variant: string | null, atMs: number, server: number): Promise<void> {
  const scene = await openScene(id, variant);
  if (!scene.ok) throw new Error(`no scene ${id}`);
  act(() => {
    appStore.getState().openScenario(scene.value, { kind: 'first' });
    appStore.getState().seekTime(atMs * 1000);
    appStore.getState().select({ kind: 'server', id: server });
  });
}

const values = (region: HTMLElement) =>
  within(region)
    .getAllByRole('definition')
    .map(({ textContent, previousElementSibling }) => `${previousElementSibling?.textContent ?? ''}: ${textContent}`);

beforeEach(() => {
  appStore.playhead.reducedMotion = () => true;
  render(<Inspector />);
});

it('lists what is on its way to the disk, until when, and what waits for it', async () => {
  await open('disk-and-network', null, 330, 1);
  const queue = screen.getByRole('region', { name: 'On its way to the disk' });
  expect(queue).toHaveTextContent('write 2: term 1, log up to 1durable at 345.000 ms');
  expect(within(queue).getByText('AppendEntries to S2 waits for the disk')).toBeInTheDocument();
  expect(within(queue).getByText('AppendEntries to S3 waits for the disk')).toBeInTheDocument();
  const bar = queue.querySelector<HTMLElement>('.insp-fill > span');
  const world = currentTimeline(appStore.getState()).worldAt(appStore.getState().cursor.step);
  act(() => showMoment({ world, displayUs: 330_000 }));
  expect(bar?.style.width).toBe('50%');
  act(() => showMoment({ world, displayUs: 345_000 }));
  expect(bar?.style.width).toBe('100%');
  act(() => appStore.getState().seekTime(400_000));
  expect(screen.queryByRole('region', { name: 'On its way to the disk' })).toBeNull();
});

it('lets nothing wait for the disk of a leader that sends at once', async () => {
  await open('disk-and-network', 'parallel', 330, 1);
  expect(screen.getByRole('region', { name: 'On its way to the disk' })).not.toHaveTextContent('waits');
});

it('says how a leader sends to its followers, and how full the window is', async () => {
  await open('pipelining', 'lost', 232, 1);
  const flows = () => values(screen.getByRole('region', { name: 'How it sends to them' }));
  expect(flows()).toEqual(['S2: replicate 3/3', 'S3: replicate 3/3']);
  act(() => appStore.getState().seekTime(262_000));
  expect(flows()[0]).toBe('S2: probe, waiting');
});

it('says nothing of flows on a follower, and without pipelining', async () => {
  await open('pipelining', null, 232, 2);
  expect(screen.queryByRole('region', { name: 'How it sends to them' })).toBeNull();
  await open('pipelining', 'one-at-a-time', 232, 1);
  expect(screen.getByRole('region', { name: 'What it knows of the others' })).toBeInTheDocument();
  expect(screen.queryByRole('region', { name: 'How it sends to them' })).toBeNull();
});
