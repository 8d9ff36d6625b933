import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { defaultScenario } from '../../../src/scenario/defaults.ts';
import { appStore } from '../../../src/store/hooks.ts';
import { currentTimeline } from '../../../src/store/store.ts';
import EventsView from '../../../src/views/events/events-view.tsx';
import { everythingMeasures } from '../measured.ts';

everythingMeasures(600, 280);

beforeEach(() => {
  appStore.playhead.reducedMotion = () => true;
  appStore.getState().openScenario(defaultScenario, { kind: 'first' });
  currentTimeline(appStore.getState()).extendTo({ atUs: 2_000_000 });
  act(() => appStore.getState().seekStep(0));
});

it('holds only the rows in sight, and goes to the one that is chosen', async () => {
  const user = userEvent.setup();
  render(<EventsView />);
  expect(screen.getAllByRole('listitem').length).toBeLessThan(14);
  await user.click(screen.getByRole('button', { name: /^#5 / }));
  expect(appStore.getState().cursor.step).toBe(5);
  expect(screen.getByRole('button', { name: /^#5 / })).toHaveAttribute('aria-current', 'step');
});

it('narrows to a kind of event', async () => {
  const user = userEvent.setup();
  render(<EventsView />);
  await user.click(screen.getByRole('button', { name: 'role changes' }));
  const rows = screen.getAllByRole('listitem').map((row) => row.textContent);
  expect(rows).toHaveLength(2);
  expect(rows[0]).toMatch(/S1 heard from no leader in time and stands for election in term 1\./);
  expect(rows[1]).toMatch(/S1 has a majority of the votes and leads term 1\./);
});
