import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { defaultScenario } from '../../../src/scenario/defaults.ts';
import { appStore } from '../../../src/store/hooks.ts';
import { currentTimeline } from '../../../src/store/store.ts';
import { Dialogs } from '../../../src/views/dialogs/dialogs.tsx';
import { closeDialog, type DialogRequest, openDialog } from '../../../src/views/dialogs/open-dialog.ts';

/** jsdom has the element, not its methods. */
beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
    // As in a browser, the event comes later.
    queueMicrotask(() => this.dispatchEvent(new Event('close')));
  };
});

beforeEach(() => {
  closeDialog();
  appStore.playhead.reducedMotion = () => true;
  appStore.getState().openScenario(defaultScenario, { kind: 'first' });
  appStore.getState().seekTime(300_000);
});

const world = () => {
  const state = appStore.getState();
  return currentTimeline(state).worldAt(state.cursor.step);
};

async function open(request: DialogRequest, name: string | RegExp): Promise<HTMLElement> {
  render(<Dialogs />);
  act(() => openDialog(request));
  return screen.findByRole('dialog', { name });
}

it('sends a command, and says what is wrong with one', async () => {
  const user = userEvent.setup();
  await open({ kind: 'command', client: null, server: 1 }, 'Send a command');
  const field = screen.getByRole('textbox', { name: 'Command' });
  await user.clear(field);
  await user.type(field, 'put x{Enter}');
  expect(screen.getByRole('alert')).toHaveTextContent('"put x" is not a command: write one of: set x 3');
  await user.clear(field);
  await user.type(field, 'set x 7{Enter}');
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  act(() => appStore.getState().seekTime(500_000));
  const member = world().hosts[0]?.state;
  expect(member?.kind === 'server' && member.machine.contents.get('x')).toBe(7);
});

it('splits the network, and says before who can still elect a leader', async () => {
  const user = userEvent.setup();
  const dialog = await open({ kind: 'partition' }, 'Split the network');
  expect(dialog).toHaveTextContent('S1, S2: 2 of 5, not enough to elect a leader');
  await user.click(screen.getByRole('radio', { name: 'S3, Group A' }));
  expect(dialog).toHaveTextContent('S1, S2, S3: 3 of 5, enough to elect a leader');
  await user.click(screen.getByRole('button', { name: 'Split' }));
  const cut = world().links.filter((link) => link.cut).length;
  expect(cut).toBe(2 * 3 * 2);
});

it('starts again with other settings; undo brings the run back', async () => {
  const user = userEvent.setup();
  const dialog = await open({ kind: 'settings' }, 'Cluster settings');
  const servers = within(dialog).getByRole('textbox', { name: 'Servers' });
  await user.clear(servers);
  await user.type(servers, '12');
  await user.click(screen.getByRole('button', { name: 'Start with these' }));
  expect(screen.getByRole('alert')).toHaveTextContent('Servers: write a whole number from 1 to 9.');
  await user.clear(servers);
  await user.type(servers, '3');
  await user.click(screen.getByRole('checkbox', { name: /^A server votes for every candidate that asks \(P22\)/ }));
  await user.click(screen.getByRole('button', { name: 'Start with these' }));
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  expect(world().hosts).toHaveLength(4);
  expect(appStore.getState().scenario.broken).toEqual(['voteTwice']);
  act(() => appStore.getState().undo());
  expect(world().hosts).toHaveLength(6);
});

it('changes one direction of a link', async () => {
  const user = userEvent.setup();
  await open({ kind: 'link', from: 1, to: 2 }, 'The link S1–S2');
  const there = screen.getByRole('group', { name: 'S1 → S2' });
  const loss = within(there).getByRole('textbox', { name: 'Loss' });
  await user.clear(loss);
  await user.type(loss, '50');
  await user.click(screen.getByRole('button', { name: 'Apply' }));
  const { links, hosts } = world();
  expect(links[1]?.lossPpm).toBe(500_000);
  expect(links[hosts.length]?.lossPpm).toBe(0);
});

it('finds an action by its words and does it', async () => {
  const user = userEvent.setup();
  await open({ kind: 'palette' }, 'Find a scene, event or action');
  await user.type(screen.getByRole('combobox'), 's4 crash');
  expect(screen.getAllByRole('option')[0]).toHaveTextContent('S4: Crash');
  await user.keyboard('{Enter}');
  expect(world().hosts[3]?.up).toBe(false);
});

it('gives way to the window that was chosen in it', async () => {
  const user = userEvent.setup();
  await open({ kind: 'palette' }, 'Find a scene, event or action');
  await user.type(screen.getByRole('combobox'), 'cluster settings{Enter}');
  expect(await screen.findByRole('dialog', { name: 'Cluster settings' })).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});

it('finds a scene by its title, and an event by its number', async () => {
  const user = userEvent.setup();
  await open({ kind: 'palette' }, 'Find a scene, event or action');
  const field = screen.getByRole('combobox');
  await user.type(field, 'first election');
  expect(screen.getAllByRole('option')[0]).toHaveTextContent('The first election');
  await user.clear(field);
  await user.type(field, '#7{Enter}');
  expect(appStore.getState().cursor.step).toBe(7);
});

it('finds first what is called as it was written, before scenes with the same letters in other words', async () => {
  const user = userEvent.setup();
  await open({ kind: 'palette' }, 'Find a scene, event or action');
  await user.type(screen.getByRole('combobox'), 'write a scene');
  expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toContainEqual(
    expect.stringMatching(/overwrites the entry/),
  );
  expect(screen.getAllByRole('option')[0]).toHaveTextContent('Write a scene');
});

it('lists branches, renames them and goes back to the old future', async () => {
  const user = userEvent.setup();
  const { seekTime, act: doNow } = appStore.getState();
  seekTime(200_000);
  doNow({ do: 'crash', server: 1 });
  const dialog = await open({ kind: 'branches' }, 'Branches');
  expect(dialog).toHaveTextContent(/leaves main after event \d+/);
  const name = screen.getByRole('textbox', { name: 'Name of branch main' });
  await user.type(name, '!');
  await user.click(screen.getByRole('button', { name: 'Show main!' }));
  expect(appStore.getState().branchId).toBe(1);
  expect(world().hosts[0]?.up).toBe(true);
});

it('opens a scene', async () => {
  const user = userEvent.setup();
  await open({ kind: 'scenes' }, 'Scenes');
  // The folded list of the lecture has it too.
  const named = screen.getAllByRole('button', { name: 'The first election' });
  const [scene] = named.filter((button) => button.closest('details') === null);
  if (scene === undefined) throw new Error('the scene is not listed');
  await user.click(scene);
  await expect.poll(() => appStore.getState().source).toEqual({ kind: 'scene', id: 'first-election', variant: null });
});

it('makes a link to this moment', async () => {
  await open({ kind: 'share' }, 'Share this moment');
  const link = screen.getByRole('textbox', { name: 'Link' });
  await expect.poll(() => (link as HTMLInputElement).value).toMatch(/#\/run\//);
});

it('asks how to read, but only when something is read', async () => {
  const user = userEvent.setup();
  await open({ kind: 'command', client: null, server: 1 }, 'Send a command');
  expect(screen.queryByRole('combobox', { name: 'Read by' })).not.toBeInTheDocument();
  const field = screen.getByRole('textbox', { name: 'Command' });
  await user.clear(field);
  await user.type(field, 'get x');
  const modes = screen.getByRole('combobox', { name: 'Read by' });
  // No leader keeps a lease here, so that nobody can ask for one.
  expect(
    within(modes)
      .getAllByRole('option')
      .map(({ textContent }) => textContent),
  ).toEqual(['log, as this cluster does', 'ReadIndex', 'local']);
  await user.selectOptions(modes, 'local');
  expect(modes).toHaveAccessibleDescription(/may be stale/);
  await user.click(screen.getByRole('button', { name: 'Send' }));
  act(() => appStore.getState().seekTime(500_000));
  const client = world().hosts.find(({ state }) => state.kind === 'client')?.state;
  expect(client?.kind === 'client' && client.finished.toArray()).toMatchObject([{ outcome: 'ok', read: 'local' }]);
});
