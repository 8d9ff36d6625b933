import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import type { FactType } from '../../../src/cluster/types.ts';
import { defaultScenario } from '../../../src/scenario/defaults.ts';
import { CLIENT_BASE } from '../../../src/sim/types.ts';
import { appStore } from '../../../src/store/hooks.ts';
import { currentTimeline } from '../../../src/store/store.ts';
import Inspector from '../../../src/views/inspector/inspector.tsx';

beforeEach(() => {
  appStore.playhead.reducedMotion = () => true;
  appStore.getState().openScenario(defaultScenario, { kind: 'first' });
});

/** Goes to the first step with an event of a kind. */
function goTo(type: FactType): void {
  const timeline = currentTimeline(appStore.getState());
  timeline.extendTo({ atUs: 500_000 });
  for (let step = 1; step <= timeline.steps; step++) {
    if (!timeline.eventsOf(step).some(({ fact }) => fact.type === type)) continue;
    act(() => appStore.getState().seekStep(step));
    return;
  }
  throw new Error(`no ${type} in the first half second`);
}

const value = (region: HTMLElement, name: string): string => {
  const term = within(region).getAllByText(name)[0];
  return term?.nextElementSibling?.textContent ?? '';
};

it('explains the current event: why, what was compared, what changed, what led to it', () => {
  render(<Inspector />);
  goTo('VoteDecided');
  expect(screen.getByRole('heading', { name: /^S\d grants its vote to S1$/ })).toBeInTheDocument();
  expect(screen.getByText(/Both logs are empty/)).toBeInTheDocument();
  expect(screen.getByText('Vote rule, dissertation §3.6.1')).toBeInTheDocument();
  const decides = screen.getByRole('row', { name: /^lastLogIndex 0 0 0 = 0/ });
  expect(decides).toHaveClass('decides');
  const changed = screen.getByRole('region', { name: /^Changed on S\d$/ });
  expect(value(changed, 'votedFor')).toBe('none S1');
  const because = screen.getByRole('region', { name: 'Because' });
  expect(within(because).getByRole('button', { name: /S1 stands for election/ })).toBeInTheDocument();
});

it('jumps to a cause and lights it', async () => {
  const user = userEvent.setup();
  render(<Inspector />);
  goTo('VoteDecided');
  const before = appStore.getState().cursor.step;
  await user.click(screen.getByRole('button', { name: /S1 stands for election/ }));
  const { cursor, selection } = appStore.getState();
  expect(cursor.step).toBeLessThan(before);
  expect(selection).toMatchObject({ kind: 'event', step: cursor.step });
  expect(screen.getByRole('heading', { name: 'S1 stands for election' })).toBeInTheDocument();
});

it('shows a server with its disk apart from its memory, and a leader with what it knows', () => {
  render(<Inspector />);
  act(() => appStore.getState().seekTime(300_000));
  act(() => appStore.getState().select({ kind: 'server', id: 1 }));
  const disk = screen.getByRole('region', { name: 'Disk' });
  expect(value(disk, 'currentTerm')).toBe('1');
  expect(value(disk, 'votedFor')).toBe('S1');
  const memory = screen.getByRole('region', { name: 'Memory' });
  expect(value(memory, 'role')).toBe('leader');
  const others = screen.getByRole('region', { name: 'What it knows of the others' });
  expect(within(others).getByRole('row', { name: 'S5 0 1' })).toBeInTheDocument();
});

it('shows every field of a message', () => {
  render(<Inspector />);
  goTo('VoteDecided');
  act(() => appStore.getState().select({ kind: 'message', ref: { from: 2, to: 1, ordinal: 1, copy: 0 } }));
  goTo('RoleChanged');
  act(() => appStore.getState().select({ kind: 'message', ref: { from: 1, to: 2, ordinal: 1, copy: 0 } }));
  const fields = screen.getByRole('region', { name: 'RequestVoteRequest' });
  expect(value(fields, 'candidateId')).toBe('S1');
  expect(value(fields, 'lastLogIndex')).toBe('0');
  expect(value(fields, 'lastLogTerm')).toBe('0');
  expect(screen.getByRole('button', { name: 'Drop' })).toBeInTheDocument();
});

it('shows who has an entry, and how a client’s request ended', () => {
  render(<Inspector />);
  act(() => appStore.getState().seekTime(300_000));
  const order = { operation: { kind: 'set', key: 'x', value: 3 }, server: 1 } as const;
  act(() => appStore.getState().act({ do: 'tell', address: 101, order }));
  act(() => appStore.getState().seekTime(500_000));
  act(() => appStore.getState().select({ kind: 'entry', index: 1, term: 1 }));
  expect(screen.getByText(/Committed: it cannot vanish/)).toBeInTheDocument();
  expect(screen.getByText('5 of 5 servers hold it')).toBeInTheDocument();
  act(() => appStore.getState().select({ kind: 'client', id: 101 }));
  const finished = screen.getByRole('region', { name: 'Finished' });
  expect(finished).toHaveTextContent(/set x 3\s*ok\s*3, index 1, term 1/);
});

it('shows both directions of a link', () => {
  render(<Inspector />);
  act(() => appStore.getState().act({ do: 'cut', from: 1, to: 2 }));
  act(() => appStore.getState().select({ kind: 'link', from: 1, to: 2 }));
  expect(screen.getByRole('region', { name: 'S1 → S2' })).toHaveTextContent('cut');
  expect(screen.getByRole('region', { name: 'S2 → S1' })).toHaveTextContent('open');
});

it('shows a transfer of leadership while it lasts, and nothing of it otherwise', () => {
  appStore
    .getState()
    .openScenario(
      { ...defaultScenario, raft: { ...defaultScenario.raft, leadershipTransfer: true } },
      { kind: 'first' },
    );
  render(<Inspector />);
  act(() => appStore.getState().seekTime(300_000));
  act(() => appStore.getState().select({ kind: 'server', id: 1 }));
  expect(screen.queryByRole('region', { name: 'Leadership transfer' })).toBeNull();
  act(() => appStore.getState().act({ do: 'tell', address: 1, order: { type: 'TransferLeadership', to: 3 } }));
  act(() => appStore.getState().select({ kind: 'server', id: 1 }));
  const region = screen.getByRole('region', { name: 'Leadership transfer' });
  expect(value(region, 'to')).toBe('S3');
  expect(value(region, 'target')).toBe('has everything, told to stand');
  act(() => appStore.getState().select(null));
  expect(value(screen.getByRole('region', { name: 'Changed on S1' }), 'transfer')).toBe('none S3');
});

it('shows the lease of a leader, its rounds, and the reads that wait', () => {
  const raft = { ...defaultScenario.raft, reads: 'lease', stickiness: true } as const;
  render(<Inspector />);
  act(() => appStore.getState().openScenario({ ...defaultScenario, raft }, { kind: 'first' }));
  act(() => appStore.getState().seekTime(300_000));
  act(() => appStore.getState().select({ kind: 'server', id: 1 }));
  const region = () => screen.getByRole('region', { name: 'Reads' });
  expect(value(region(), 'lease')).toMatch(/^runs for [\d.]+ ms$/);
  expect(value(region(), 'round')).toMatch(/confirmed$/);
  act(() => appStore.getState().act({ do: 'partition', groups: [[1], [2, 3, 4, 5]] }));
  act(() => appStore.getState().seekTime(600_000));
  const order = { operation: { kind: 'get', key: 'x' }, server: 1 } as const;
  act(() => appStore.getState().act({ do: 'tell', address: CLIENT_BASE + 1, order }));
  act(() => appStore.getState().seekTime(700_000));
  expect(value(region(), 'lease')).toBe('has run out');
  expect(region()).toHaveTextContent(/C1 #\d+\).*waits for (round \d+|the first commit of this term)/);
  act(() => appStore.getState().select({ kind: 'server', id: 2 }));
  expect(screen.queryByRole('region', { name: 'Reads' })).not.toBeInTheDocument();
});

it('shows a clock that is off, and nothing of one that runs true', () => {
  render(<Inspector />);
  act(() => appStore.getState().select({ kind: 'server', id: 2 }));
  expect(screen.queryByText('its clock')).toBeNull();
  act(() => appStore.getState().act({ do: 'setClock', server: 2, ratePpm: 900_000 }));
  act(() => appStore.getState().select({ kind: 'server', id: 2 }));
  expect(screen.getByText('its clock').nextElementSibling).toHaveTextContent(/^runs 10 % slow, reads [\d.]+ ms$/);
});
