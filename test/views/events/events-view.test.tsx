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
  // jsdom has no scrolling.
  Element.prototype.scrollTo = () => undefined;
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
  await user.selectOptions(screen.getByRole('combobox', { name: 'Which events' }), 'role changes');
  const rows = screen.getAllByRole('listitem').map((row) => row.textContent);
  expect(rows).toHaveLength(2);
  expect(rows[0]).toMatch(/S1 heard from no leader in time and stands for election in term 1\./);
  expect(rows[1]).toMatch(/S1 has a majority of the votes and leads term 1\./);
});

it('shows heartbeats that follow each other as one line, which can be opened and closed', async () => {
  const user = userEvent.setup();
  act(() => appStore.getState().seekStep(60));
  render(<EventsView />);
  const fold = screen.getAllByRole('button', { name: /\d+ heartbeats, up to #\d+$/ })[0];
  if (fold === undefined) throw new Error('expected a fold');
  const [, first, count] = /^#(\d+) .* (\d+) heartbeats/.exec(fold.textContent) ?? [];
  await user.click(fold);
  expect(fold).toHaveAttribute('aria-expanded', 'true');
  expect(screen.getAllByRole('button', { name: new RegExp(`^#${first} `) })).toHaveLength(2);
  expect(Number(count)).toBeGreaterThan(1);
  await user.click(fold);
  expect(screen.getAllByRole('button', { name: new RegExp(`^#${first} `) })).toHaveLength(1);
  await user.click(screen.getByRole('button', { name: 'fold heartbeats' }));
  expect(screen.queryByRole('button', { name: /heartbeats, up to/ })).not.toBeInTheDocument();
});

it('opens the events of a step, each of which can be selected', async () => {
  const user = userEvent.setup();
  act(() => appStore.getState().seekStep(1));
  render(<EventsView />);
  await user.click(screen.getByRole('button', { name: 'Events of #1' }));
  const events = currentTimeline(appStore.getState()).eventsOf(1);
  const rows = screen.getAllByRole('button', { name: /^#1 / });
  expect(rows.length).toBe(Math.min(events.length + 1, 10));
  await user.click(rows[2] as HTMLElement);
  expect(appStore.getState().selection).toEqual({ kind: 'event', step: 1, i: 1 });
});

it('finds events by words, and by a condition; says what is wrong with one', async () => {
  const user = userEvent.setup();
  render(<EventsView />);
  const field = screen.getByRole('combobox', { name: 'Search the events' });
  const timeline = currentTimeline(appStore.getState());
  const grants: string[] = [];
  timeline.visitEvents(0, timeline.steps, (step, events) => {
    for (const { fact } of events) if (fact.type === 'VoteDecided' && fact.granted) grants.push(`#${step}`);
  });
  await user.click(field);
  await user.paste('event.type == "VoteDecided" && event.granted == true');
  expect(await screen.findByText(`${grants.length} found`)).toBeInTheDocument();
  expect(screen.getAllByRole('listitem').map((row) => /^#\d+/.exec(row.textContent)?.[0])).toEqual(grants);
  await user.keyboard('{Enter}');
  expect(appStore.getState().cursor.step).toBe(Number(grants[0]?.slice(1)));
  await user.keyboard('{Escape}');
  await user.paste('stands for election');
  expect((await screen.findAllByText(/stands for election/)).length).toBeGreaterThan(0);
  await user.keyboard('{Escape}');
  await user.paste('event.tipe == 3');
  expect(screen.getByText('tipe', { selector: 'mark' })).toBeInTheDocument();
});

it('lists what happened to one host', async () => {
  const user = userEvent.setup();
  render(<EventsView />);
  await user.click(screen.getByRole('button', { name: 'fold heartbeats' }));
  await user.selectOptions(screen.getByRole('combobox', { name: 'Whose events' }), 'S2');
  const { index } = currentTimeline(appStore.getState());
  for (const row of screen.getAllByRole('listitem')) {
    expect(index.server(Number(/^#(\d+)/.exec(row.textContent)?.[1]))).toBe(2);
  }
});
