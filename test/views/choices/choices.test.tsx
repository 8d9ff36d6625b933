import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { loadMessages } from '../../../src/messages/index.ts';
import { defaultScenario } from '../../../src/scenario/defaults.ts';
import { choicesIn } from '../../../src/sim/choices.ts';
import { appStore } from '../../../src/store/hooks.ts';
import { currentTimeline } from '../../../src/store/store.ts';
import { startScheduling, stopScheduling } from '../../../src/views/choices/scheduling.ts';
import Inspector from '../../../src/views/inspector/inspector.tsx';

// The panel comes when it is first asked for: how long that takes on a busy machine is not the matter here.
beforeAll(() => Promise.all([loadMessages('en'), import('../../../src/views/choices/choices-panel.tsx')]));

beforeEach(() => {
  appStore.playhead.reducedMotion = () => true;
  act(() => {
    stopScheduling();
    appStore.getState().openScenario({ ...defaultScenario, servers: 3 }, { kind: 'first' });
    appStore.getState().select(null);
  });
  render(<Inspector />);
});

const panel = () => screen.findByRole('region', { name: 'Choose the next event' }, { timeout: 20_000 });

const deeds = () => currentTimeline(appStore.getState()).deeds.map(({ action }) => action);

async function scheduling(): Promise<HTMLElement> {
  act(startScheduling);
  return panel();
}

it('lists what is possible by server, with what it would do, and takes what is chosen', async () => {
  const user = userEvent.setup();
  const region = await scheduling();
  await waitFor(() => expect(within(region).getByRole('heading', { name: 'What happens next?' })).toHaveFocus());
  const first = within(within(region).getByRole('region', { name: 'S1' })).getByRole('button');
  expect(first).toHaveTextContent(/Election timer \d+\.\d{3} ms S1 would become candidate of term 1 \(P17\)1$/);
  await user.click(first);
  expect(deeds()).toEqual([{ do: 'takeTimer', server: 1, timer: 0 }]);
  expect(within(region).getByRole('region', { name: 'S2' })).toHaveTextContent(
    /RequestVote from S1 .*S2 would grant its vote to S1 \(P21\)/,
  );
});

it('goes by keys: a number chooses, Backspace takes back, and the focus is never lost', async () => {
  const user = userEvent.setup();
  const region = await scheduling();
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(document.activeElement).toHaveTextContent(/S2 would become candidate/);
  expect(appStore.getState().hover).toEqual({ kind: 'server', id: 2 });
  await user.keyboard('{Enter}');
  expect(deeds()).toEqual([{ do: 'takeTimer', server: 2, timer: 0 }]);
  expect(region).toContainElement(document.activeElement as HTMLElement);
  await user.keyboard('1');
  expect(deeds()).toHaveLength(2);
  await user.keyboard('{Backspace}{Backspace}');
  expect(deeds()).toEqual([]);
  expect(appStore.getState().branches).toHaveLength(1);
  expect(region).toContainElement(document.activeElement as HTMLElement);
});

it('lights the row of what is selected elsewhere', async () => {
  const user = userEvent.setup();
  const region = await scheduling();
  await user.keyboard('1');
  const [message] = choicesIn(currentTimeline(appStore.getState()).worldAt(1)).filter(
    (choice) => choice.do === 'takeMessage',
  );
  if (message?.do !== 'takeMessage') throw new Error('a candidate asks for votes');
  act(() => appStore.getState().select({ kind: 'message', ref: message.message }));
  expect(within(region).getByRole('button', { name: /RequestVote from S1 .*S2 would/ })).toHaveClass('choice-lit');
});

it('a client is there to be asked for a command, even where nothing comes by itself', async () => {
  act(() =>
    appStore
      .getState()
      .openScenario({ raftlight: 1, servers: 3, timers: { frozen: true }, clients: 1 }, { kind: 'custom' }),
  );
  const region = await scheduling();
  expect(within(region).getByRole('region', { name: 'S1' })).toHaveTextContent(/Election timer frozen/);
  expect(within(region).getByRole('button', { name: 'Send a command…' })).toBeInTheDocument();
});

it('ends when somebody lets the run play, or asks to leave', async () => {
  const user = userEvent.setup();
  const region = await scheduling();
  await user.click(within(region).getByRole('button', { name: 'Let time run again' }));
  expect(screen.queryByRole('region', { name: 'Choose the next event' })).toBeNull();
  await scheduling();
  act(() => appStore.getState().play());
  expect(screen.queryByRole('region', { name: 'Choose the next event' })).toBeNull();
  act(() => appStore.getState().pause());
});
