import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { defaultScenario } from '../../../src/scenario/defaults.ts';
import { appStore } from '../../../src/store/hooks.ts';
import { currentTimeline } from '../../../src/store/store.ts';
import { clocksOf } from '../../../src/timeline/causality.ts';
import Inspector from '../../../src/views/inspector/inspector.tsx';

const region = (): HTMLElement => screen.getByRole('region', { name: 'Order among events' });
const timeline = () => currentTimeline(appStore.getState());

beforeEach(() => {
  appStore.playhead.reducedMotion = () => true;
  act(() => {
    appStore.getState().openScenario(defaultScenario, { kind: 'first' });
    appStore.getState().seekStep(40);
    appStore.getState().setCompared(null);
  });
  render(<Inspector />);
});

function show(step: number): void {
  act(() => appStore.getState().select({ kind: 'event', step, i: 0 }));
}

/** The first step from 2 on that stands so to step 40. */
function findStep(verdict: string): number {
  const clocks = clocksOf(timeline());
  for (let step = 2; step < 40; step++) if (clocks.compare(step, 40) === verdict) return step;
  throw new Error(`no step is ${verdict}`);
}

it('shows the clocks of an event', () => {
  show(40);
  const stamp = clocksOf(timeline()).stampOf(40);
  expect(region()).toHaveTextContent(`Lamport ${stamp?.lamport}`);
  for (const [host, known] of stamp?.vector ?? []) {
    if (host > 100) continue;
    expect(within(region()).getByRole('row', { name: `S${host} ${known}` })).toBeInTheDocument();
  }
});

it('says how two events stand to each other, with the way between them, each link of it a jump', async () => {
  show(40);
  await userEvent.click(screen.getByRole('button', { name: 'Compare another event with this one' }));
  const before = findStep('before');
  show(before);
  expect(region()).toHaveTextContent(`#${before} happened before #40`);
  const way = within(region()).getAllByRole('listitem');
  expect(way.at(-1)).toHaveTextContent('#40');
  const apart = findStep('concurrent');
  show(apart);
  expect(region()).toHaveTextContent(`#${apart} and #40 are concurrent`);
  expect(within(region()).queryAllByRole('listitem')).toEqual([]);
  show(before);
  await userEvent.click(within(within(region()).getAllByRole('listitem').at(-1) as HTMLElement).getByRole('button'));
  expect(appStore.getState().cursor.step).toBe(40);
  await userEvent.click(screen.getByRole('button', { name: 'Compare with #40 no more' }));
  expect(region()).not.toHaveTextContent('happened before');
});

it('says what differs between two moments, also of two branches, and where their runs part', async () => {
  const { seekStep, act: deed, setCompared } = appStore.getState();
  show(40);
  await userEvent.click(screen.getByRole('button', { name: 'Compare another event with this one' }));
  act(() => {
    seekStep(30);
    deed({ do: 'crash', server: 1 });
    appStore.getState().stepForward();
  });
  const { step } = appStore.getState().cursor;
  show(step);
  const differs = (): HTMLElement => screen.getByRole('region', { name: 'What differs between the two moments' });
  const up = within(differs()).getByRole('row', { name: /^S1 up/ });
  expect(
    within(up)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual(['true', 'false']);
  await userEvent.click(within(differs()).getByRole('button', { name: 'The two runs part at #31.' }));
  expect(appStore.getState().cursor.step).toBe(31);
  const { branchId } = appStore.getState();
  act(() => setCompared({ branchId, step: 31 }));
  show(31);
  expect(screen.queryByRole('region', { name: 'What differs between the two moments' })).not.toBeInTheDocument();
});
