import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { defaultScenario } from '../../../src/scenario/defaults.ts';
import { appStore } from '../../../src/store/hooks.ts';
import { keptPlaylist, leavePlaylist } from '../../../src/store/playlist.ts';
import { Dialogs } from '../../../src/views/dialogs/dialogs.tsx';
import { closeDialog, openDialog } from '../../../src/views/dialogs/open-dialog.ts';
import PlaylistWay from '../../../src/views/topbar/playlist-way.tsx';

/** jsdom has the element, not its methods. */
beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
    queueMicrotask(() => this.dispatchEvent(new Event('close')));
  };
});

beforeEach(() => {
  localStorage.clear();
  closeDialog();
  leavePlaylist(appStore);
  appStore.getState().openScenario(defaultScenario, { kind: 'first' });
});

async function openLibrary(): Promise<HTMLElement> {
  render(<Dialogs />);
  act(() => openDialog({ kind: 'scenes' }));
  return screen.findByRole('dialog', { name: 'Scenes' });
}

/** The scenes of the person's own list as it stands there. */
function listed(): (string | null)[] {
  const removers = screen.queryAllByRole('button', { name: /^Remove / });
  return removers.map((button) => button.closest('li')?.querySelector('.playlist-scene')?.textContent ?? null);
}

it('is put together in the library, put in order, and kept', async () => {
  const user = userEvent.setup();
  await openLibrary();
  for (const title of ['Split vote', 'Clocks drift', 'The bully algorithm']) {
    await user.click(screen.getByRole('button', { name: `Add ${title} to your playlist` }));
  }
  expect(listed()).toEqual(['Split vote', 'Clocks drift', 'The bully algorithm']);
  expect(screen.getByRole('button', { name: 'In your playlist: Split vote' })).toBeDisabled();
  expect(screen.getByRole('button', { name: 'Split vote earlier' })).toBeDisabled();
  await user.click(screen.getByRole('button', { name: 'The bully algorithm earlier' }));
  await user.click(screen.getByRole('button', { name: 'Split vote later' }));
  await user.click(screen.getByRole('button', { name: 'Remove Clocks drift' }));
  expect(listed()).toEqual(['The bully algorithm', 'Split vote']);
  expect(keptPlaylist().map(({ id }) => id)).toEqual(['bully', 'split-vote']);
  await user.click(screen.getByRole('button', { name: 'Empty it' }));
  expect([listed(), keptPlaylist()]).toEqual([[], []]);
});

it('is sent as a link', async () => {
  const user = userEvent.setup();
  const written = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  const library = await openLibrary();
  await user.click(within(library).getByRole('button', { name: 'Copy link: The lecture of 90 minutes' }));
  expect(written).toHaveBeenCalledWith(expect.stringMatching(/#\/scene\/same-log\?list=lecture$/));
  expect(appStore.getState().notice?.text).toBe('Link to the playlist copied.');
});

it('leads from scene to scene in the bar at the head of the page', async () => {
  const user = userEvent.setup();
  await openLibrary();
  await user.click(screen.getByRole('button', { name: 'Open: The lecture of 90 minutes' }));
  render(<PlaylistWay />);
  expect(await screen.findByRole('button', { name: 'Scene 1 of 23 of the playlist' })).toHaveTextContent('1 / 23');
  expect(screen.getByRole('button', { name: 'This is the first scene of the playlist' })).toBeDisabled();
  await user.click(screen.getByRole('button', { name: 'Next scene: How many may die?' }));
  expect(await screen.findByRole('button', { name: 'Previous scene: Same log, same state' })).toBeEnabled();
  expect(appStore.getState().source).toMatchObject({ id: 'how-many-may-die' });
});
