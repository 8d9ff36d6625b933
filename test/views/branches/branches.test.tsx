import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defaultScenario } from '../../../src/scenario/defaults.ts';
import { appStore } from '../../../src/store/hooks.ts';
import { currentBranch, currentTimeline } from '../../../src/store/store.ts';
import { Dialogs } from '../../../src/views/dialogs/dialogs.tsx';
import { closeDialog, type DialogRequest, openDialog } from '../../../src/views/dialogs/open-dialog.ts';

const state = () => appStore.getState();

beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
    queueMicrotask(() => this.dispatchEvent(new Event('close')));
  };
});

/** Half a second in which S1 and S2 crashed. */
beforeEach(() => {
  closeDialog();
  appStore.playhead.reducedMotion = () => true;
  state().openScenario(defaultScenario, { kind: 'first' });
  state().seekTime(300_000);
  state().act({ do: 'crash', server: 1 });
  state().seekTime(350_000);
  state().act({ do: 'crash', server: 2 });
  state().seekTime(700_000);
});

async function open(request: DialogRequest, name: string): Promise<HTMLElement> {
  render(<Dialogs />);
  act(() => openDialog(request));
  return screen.findByRole('dialog', { name });
}

const servers = () =>
  currentTimeline(state())
    .worldAt(state().cursor.step)
    .hosts.filter(({ address }) => address < 3)
    .map(({ up }) => up);

describe('what was done', () => {
  it('is turned off and on again, each time as a branch that says what it is', async () => {
    const user = userEvent.setup();
    const dialog = await open({ kind: 'branches' }, 'Branches');
    await user.click(within(dialog).getByRole('checkbox', { name: 'Do “crash S1”' }));
    expect(currentBranch(state()).name).toBe('without: crash S1');
    expect(servers()).toEqual([true, false]);
    expect(within(dialog).getByRole('status')).toHaveTextContent('New branch “without: crash S1”: as main up to event');
    await user.click(within(dialog).getByRole('checkbox', { name: 'Do “crash S1”' }));
    expect(servers()).toEqual([false, false]);
    expect(state().branches).toHaveLength(3);
    expect(within(dialog).getByRole('img', { name: '3 branches over virtual time' })).toBeVisible();
  });

  it('is left out', async () => {
    const user = userEvent.setup();
    const dialog = await open({ kind: 'branches' }, 'Branches');
    await user.click(within(dialog).getByRole('button', { name: 'Leave out “crash S2”' }));
    expect(servers()).toEqual([false, true]);
    expect(within(dialog).queryByText('crash S2')).toBeNull();
  });

  it('is changed as it would stand in a file, and what cannot be read there is told at its place', async () => {
    const user = userEvent.setup();
    const dialog = await open({ kind: 'branches' }, 'Branches');
    await user.click(within(dialog).getByRole('button', { name: 'Edit “crash S1”' }));
    const field = within(dialog).getByRole('textbox', { name: 'As in a scenario file' });
    const write = async (text: string): Promise<void> => {
      await user.clear(field);
      await user.type(field, text.replace(/[{[]/g, '$&$&'));
      await user.click(within(dialog).getByRole('button', { name: 'Run it this way' }));
    };
    await write('crash S3');
    expect(within(dialog).getByRole('alert')).toHaveTextContent('This is no JSON object');
    await write('{ "at": 300, "do": "crash", "server": "S9" }');
    expect(within(dialog).getByRole('alert')).toHaveTextContent('there is no server S9');
    expect(state().branches).toHaveLength(1);
    await write('{ "at": 310, "do": "pause", "server": "S3" }');
    expect(servers()).toEqual([true, false]);
    expect(currentTimeline(state()).deeds.map(({ action }) => action.do)).toEqual(['pause', 'crash']);
  });
});

it('puts two branches side by side: where they part, and every difference in words', async () => {
  const user = userEvent.setup();
  const windowOfBranches = await open({ kind: 'branches' }, 'Branches');
  await user.click(within(windowOfBranches).getByRole('checkbox', { name: 'Do “crash S1”' }));
  await user.click(within(windowOfBranches).getByRole('button', { name: 'Side by side with main' }));
  const dialog = await screen.findByRole('dialog', { name: 'Side by side' });
  expect(within(dialog).getByRole('region', { name: 'main' })).toHaveTextContent('event');
  await user.click(within(dialog).getByRole('button', { name: /^They part at event \d+, 30\d\.\d+ ms$/ }));
  const differences = within(dialog).getByRole('table');
  expect(within(differences).getByRole('row', { name: 'S1 up true false' })).toBeVisible();
  const before = within(dialog).getByRole('status').textContent;
  await user.keyboard('{ArrowLeft}');
  expect(within(dialog).getByRole('status')).toHaveTextContent('0 values differ');
  expect(before).not.toContain('0 values');
  await user.click(within(dialog).getByRole('button', { name: 'Show this moment of main' }));
  expect(currentBranch(state()).name).toBe('main');
});

it('renames a branch, shows another one and deletes it', async () => {
  const user = userEvent.setup();
  const dialog = await open({ kind: 'branches' }, 'Branches');
  await user.click(within(dialog).getByRole('button', { name: 'Leave out “crash S2”' }));
  await user.click(within(dialog).getByRole('button', { name: 'Show main' }));
  expect(currentBranch(state()).name).toBe('main');
  expect(within(dialog).getByRole('textbox', { name: 'Name of branch main' })).toHaveFocus();
  await user.click(within(dialog).getByRole('button', { name: 'Delete branch without: crash S2' }));
  expect(state().branches.map(({ name }) => name)).toEqual(['main']);
});
