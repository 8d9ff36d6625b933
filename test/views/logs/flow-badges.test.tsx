import { act, render, screen } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { openScene } from '../../../src/scenario/scene.ts';
import { appStore } from '../../../src/store/hooks.ts';
import { LogsView } from '../../../src/views/logs/logs-view.tsx';
import { everythingMeasures } from '../measured.ts';

everythingMeasures(888, 460);

async function open(variant: string | null, atMs: number): Promise<void> {
  const scene = await openScene('pipelining', variant);
  if (!scene.ok) throw new Error('no scene');
  act(() => {
    appStore.getState().openScenario(scene.value, { kind: 'first' });
    appStore.getState().seekTime(atMs * 1000);
  });
}

const badges = () => screen.queryAllByRole('img', { name: /^S1 sends to / });

beforeEach(() => {
  appStore.playhead.reducedMotion = () => true;
  render(<LogsView />);
});

it('says at the row of each follower how the leader sends to it', async () => {
  await open('lost', 90);
  expect(badges().map(({ textContent }) => textContent)).toEqual(['probe', 'probe']);
  await open('lost', 222);
  expect(badges().map(({ textContent }) => textContent)).toEqual(['replicate 2/3', 'replicate 2/3']);
  expect(badges()[0]).not.toHaveClass('full');
  await open('lost', 232);
  expect(badges()[0]).toHaveAccessibleName('S1 sends to S2: replicate 3/3');
  expect(badges()[0]).toHaveClass('full');
  await open('lost', 262);
  expect(badges()[0]).toHaveTextContent('probe, waiting');
});

it('shows nothing without pipelining', async () => {
  await open('one-at-a-time', 232);
  expect(screen.getByRole('row', { name: /^S1, leader, term 1: 4 entries/ })).toBeInTheDocument();
  expect(badges()).toEqual([]);
});
