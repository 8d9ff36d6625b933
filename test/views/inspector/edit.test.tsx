import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { loadMessages } from '../../../src/messages/index.ts';
import type { Server } from '../../../src/raft/server.ts';
import { defaultScenario } from '../../../src/scenario/defaults.ts';
import { appStore } from '../../../src/store/hooks.ts';
import { currentTimeline } from '../../../src/store/store.ts';
import { Dialogs } from '../../../src/views/dialogs/dialogs.tsx';
import { openDialog } from '../../../src/views/dialogs/open-dialog.ts';
import Inspector from '../../../src/views/inspector/inspector.tsx';
import NotRaft from '../../../src/views/topbar/not-raft.tsx';

// What jsdom does not have.
HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close() {
  this.open = false;
};
Element.prototype.scrollIntoView = () => undefined;

beforeAll(() => Promise.all([loadMessages('en'), import('../../../src/views/dialogs/edit-dialog.tsx')]));

function raftOf(id: number): Server {
  const state = appStore.getState();
  const member = currentTimeline(state).worldAt(state.cursor.step).hosts[id - 1]?.state;
  if (member?.kind !== 'server') throw new Error(`S${id} is a server`);
  return member.raft;
}

const leader = (): number => [1, 2, 3, 4, 5].find((id) => raftOf(id).role === 'leader') ?? 0;
const other = (): number => (leader() % 5) + 1;

beforeEach(() => {
  appStore.playhead.reducedMotion = () => true;
  act(() => {
    appStore.getState().openScenario(defaultScenario, { kind: 'first' });
    appStore.getState().seekTime(400_000);
    appStore.getState().select({ kind: 'server', id: leader() });
  });
  render(
    <>
      <NotRaft />
      <Inspector />
      <Dialogs />
    </>,
  );
});

it('sets a value with keys alone, says that it is not Raft any more, and gives the focus back', async () => {
  const user = userEvent.setup();
  expect(screen.queryByText(/^Not Raft/)).toBeNull();
  const button = screen.getByRole('button', { name: new RegExp(`^Edit nextIndex\\[S${other()}\\]: 1$`) });
  button.focus();
  await user.keyboard('{Enter}');
  const field = screen.getByRole('textbox', { name: `nextIndex[S${other()}]` });
  expect(field).toHaveFocus();
  await user.clear(field);
  await user.keyboard('9{Enter}');
  expect(screen.getByRole('alert')).toHaveTextContent(/nextIndex\[S\d\]: it can be 1 to 1 here\.$/);
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('textbox')).toBeNull();
  expect(document.activeElement).toHaveAccessibleName(/^Edit nextIndex/);

  await user.click(screen.getByRole('button', { name: /^Edit currentTerm: 1$/ }));
  await user.clear(screen.getByRole('textbox', { name: 'currentTerm' }));
  await user.keyboard('7{Enter}');
  expect(raftOf(leader()).currentTerm).toBe(7);
  expect(document.activeElement).toHaveAccessibleName('Edit currentTerm: 7');
  expect(screen.getByText(/^Not Raft/).closest('p')).toHaveTextContent('edited by hand');
  act(() => appStore.getState().stepBack());
  expect(screen.queryByText(/^Not Raft/)).toBeNull();
});

it('sets who got a vote, a role, an entry and a key', async () => {
  const user = userEvent.setup();
  const id = other();
  act(() => appStore.getState().select({ kind: 'server', id }));
  await user.click(screen.getByRole('button', { name: /^Edit votedFor/ }));
  await user.selectOptions(screen.getByRole('combobox', { name: 'votedFor' }), 'nobody');
  await user.click(screen.getByRole('button', { name: 'Set it' }));
  expect(raftOf(id).votedFor).toBeNull();
  await user.click(screen.getByRole('button', { name: /^Edit log/ }));
  await user.clear(screen.getByRole('textbox', { name: 'Command' }));
  await user.keyboard('set x 3{Enter}');
  expect(raftOf(id).log.lastIndex).toBe(1);
  await user.click(screen.getByRole('button', { name: /^Edit role: / }));
  await user.selectOptions(screen.getByRole('combobox', { name: 'role' }), 'candidate');
  await user.click(screen.getByRole('button', { name: 'Set it' }));
  expect(raftOf(id)).toMatchObject({ role: 'candidate', votesGranted: [id] });
  await user.click(screen.getByRole('button', { name: `Edit votes, S${id}: granted` }));
  await user.click(screen.getByRole('checkbox', { name: `S${leader()}` }));
  await user.click(screen.getByRole('button', { name: 'Set it' }));
  expect((raftOf(id) as { votesGranted?: readonly number[] }).votesGranted).toHaveLength(2);
});

it('offers every value in a window, too, and nothing on a server that is down', async () => {
  const user = userEvent.setup();
  act(() => openDialog({ kind: 'edit', server: leader() }));
  const window = await screen.findByRole('dialog', { name: `Set a value of S${leader()} by hand` });
  await user.selectOptions(within(window).getByRole('combobox', { name: 'Value' }), 'key');
  await user.type(within(window).getByRole('textbox', { name: 'Key' }), 'x');
  await user.type(within(window).getByRole('textbox', { name: 'Value, empty to remove it' }), '5{Enter}');
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(screen.getByRole('button', { name: 'Edit key x: 5' })).toBeInTheDocument();
  act(() => appStore.getState().act({ do: 'crash', server: leader() }));
  expect(screen.queryByRole('button', { name: /^Edit / })).toBeNull();
});
