import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import type { FactType } from '../../../src/cluster/types.ts';
import type { Scenario } from '../../../src/scenario/types.ts';
import { appStore } from '../../../src/store/hooks.ts';
import { currentTimeline } from '../../../src/store/store.ts';
import { LogsView } from '../../../src/views/logs/logs-view.tsx';
import { everythingMeasures } from '../measured.ts';

everythingMeasures(888, 460);

/** S1 leads term 3; S3 holds an entry of term 2 where the leader has one of term 3. */
const scenario: Scenario = {
  raftlight: 1,
  seed: 1,
  clients: 0,
  servers: [
    {
      id: 'S1',
      state: {
        currentTerm: 3,
        role: 'leader',
        commitIndex: 1,
        log: [
          { term: 1, command: 'set x 3' },
          { term: 3, command: 'set y 7' },
        ],
        nextIndex: { S2: 3, S3: 2 },
        matchIndex: { S2: 2, S3: 1 },
      },
    },
    {
      id: 'S2',
      state: {
        currentTerm: 3,
        log: [
          { term: 1, command: 'set x 3' },
          { term: 3, command: 'set y 7' },
        ],
      },
    },
    {
      id: 'S3',
      state: {
        currentTerm: 3,
        log: [
          { term: 1, command: 'set x 3' },
          { term: 2, command: 'set z 2' },
          { term: 2, command: 'set z 9' },
        ],
      },
    },
  ],
  raft: { electionTimeoutMs: [150, 300], heartbeatMs: 50 },
  network: { latencyMs: 10 },
};

const app = () => appStore.getState();
const row = (name: string) => screen.getByRole('row', { name: new RegExp(`^${name}, `) });

function goTo(type: FactType): void {
  const timeline = currentTimeline(app());
  timeline.extendTo({ atUs: 500_000 });
  for (let step = 1; step <= timeline.steps; step++) {
    if (timeline.eventsOf(step).some(({ fact }) => fact.type === type)) {
      act(() => app().seekStep(step));
      return;
    }
  }
  throw new Error(`no ${type} in the first half second`);
}

beforeEach(() => {
  app().openScenario(scenario, { kind: 'custom' });
});

it('has a row per server with its numbers, and a cell per entry with its state', () => {
  render(<LogsView />);
  expect(row('S1')).toHaveAccessibleName('S1, leader, term 3: 2 entries, commit 1, applied 1');
  const cells = within(row('S3'));
  expect(cells.getByRole('gridcell', { name: 'index 1, term 1, x←3, committed' })).toBeInTheDocument();
  expect(cells.getByRole('gridcell', { name: 'index 2, term 2, z←2, not committed' })).toBeInTheDocument();
  expect(screen.getByText('committed up to 1: stored by 3 of 3')).toBeInTheDocument();
  expect(screen.getByText('conflicts from 2 on')).toBeInTheDocument();
  expect(screen.getByText('x=3', { selector: 'text' })).toBeInTheDocument();
});

it('shows what the leader knows and tries', () => {
  render(<LogsView />);
  expect(screen.getByRole('img', { name: 'S1 knows match 2 and tries next 3' })).toBeInTheDocument();
  expect(screen.getByRole('img', { name: 'S1 knows match 1 and tries next 2' })).toBeInTheDocument();
});

it('shows removed entries as ghosts for one event, and the comparison that removed them', () => {
  render(<LogsView />);
  goTo('LogTruncated');
  expect(within(row('S3')).getByRole('gridcell', { name: /^index 3, term 2, z←9, removed/ })).toBeInTheDocument();
  expect(screen.getByRole('img', { name: 'term 3 ≠ 2: conflict: removed' })).toBeInTheDocument();
  act(() => app().stepForward());
  act(() => app().seekStep(app().cursor.step + 1));
  expect(within(row('S3')).queryByRole('gridcell', { name: /removed/ })).toBeNull();
});

it('goes over the grid by arrows and selects the same entry in every row', async () => {
  const user = userEvent.setup();
  render(<LogsView />);
  act(() =>
    within(row('S1'))
      .getByRole('gridcell', { name: /^index 1,/ })
      .focus(),
  );
  await user.keyboard('{ArrowRight}{ArrowDown}');
  expect(within(row('S2')).getByRole('gridcell', { name: /^index 2,/ })).toHaveFocus();
  await user.keyboard('{Enter}');
  expect(app().selection).toEqual({ kind: 'entry', index: 2, term: 3 });
  const selected = screen.getAllByRole('gridcell', { selected: true });
  expect(selected.map((cell) => cell.getAttribute('aria-label'))).toEqual([
    'index 2, term 3, y←7, not committed',
    'index 2, term 3, y←7, not committed',
  ]);
  await user.keyboard('{End}');
  expect(within(row('S2')).getByRole('gridcell', { name: 'index 10, empty' })).toHaveFocus();
});

it('draws a screenful of a log of ten thousand entries, its end first', () => {
  const log = Array.from({ length: 10_000 }, () => 1);
  const long = { ...scenario, servers: ['S1', 'S2', 'S3'].map((id) => ({ id, state: { currentTerm: 1, log } })) };
  render(<LogsView />);
  act(() => app().openScenario(long, { kind: 'custom' }));
  expect(screen.getAllByRole('gridcell').length).toBeLessThan(60);
  expect(within(row('S1')).getByRole('gridcell', { name: /^index 10000,/ })).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Scroll to the first index' })).toBeInTheDocument();
});

it('selects a server by its label', async () => {
  render(<LogsView />);
  await userEvent.click(screen.getByRole('button', { name: 'S2, follower, term 3' }));
  expect(app().selection).toEqual({ kind: 'server', id: 2 });
});
