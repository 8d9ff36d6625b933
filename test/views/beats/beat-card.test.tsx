import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { openScene } from '../../../src/scenario/scene.ts';
import { keptAnswers } from '../../../src/store/answers.ts';
import { appStore } from '../../../src/store/hooks.ts';
import { restoreSession, sessionOf } from '../../../src/store/session.ts';
import BeatCard from '../../../src/views/beats/beat-card.tsx';
import QuestionsDialog from '../../../src/views/dialogs/questions-dialog.tsx';

const state = () => appStore.getState();
/** What is seen of a stop; what is said of it stands beside it. */
const card = () => within(screen.getByRole('complementary'));

async function openAt(id: string, stops: number): Promise<void> {
  const scene = await openScene(id, null);
  if (!scene.ok) throw new Error('it opens');
  act(() => {
    state().openScenario(scene.value, { kind: 'scene', id, variant: null });
    for (let nth = 0; nth < stops; nth++) state().jumpBeat(1);
  });
  render(<BeatCard />);
}

/** Frames until play has stopped. */
function watch(): void {
  act(() => {
    for (let nth = 0; nth < 2000 && state().playing; nth++) appStore.playhead.frame(50);
  });
}

beforeEach(() => {
  localStorage.clear();
  appStore.playhead.reducedMotion = () => true;
});

it('takes an answer, plays to where the run decides, and says what is so and why', async () => {
  const user = userEvent.setup();
  await openAt('stale-read', 5);
  expect(document.documentElement).toHaveAttribute('data-asking');
  await user.click(screen.getByRole('button', { name: /^9: a client always sees/ }));
  expect(document.documentElement).not.toHaveAttribute('data-asking');
  expect(card().getByText(/^You said: 9/)).toBeInTheDocument();
  expect(card().queryByText(/^The run says/)).toBeNull();
  watch();
  await user.click(screen.getByRole('button', { name: 'Watch what happens' }));
  watch();
  expect(card().getByText('Not so.')).toBeInTheDocument();
  expect(card().getByText('The run says: 7, the last value that S1 applied; not linearizable')).toBeInTheDocument();
  expect(card().getByText(/It answers 7 although 9 was acknowledged/)).toBeInTheDocument();
  expect(keptAnswers()).toEqual({ 'stale-read': { 4: false } });
});

it('asks again where it was asked', async () => {
  const user = userEvent.setup();
  await openAt('old-term-trap', 7);
  const { cursor } = state();
  await user.click(screen.getByRole('button', { name: 'Yes: it is on a majority' }));
  expect(card().getByText(/It would be so with this rule broken:/)).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Ask again' }));
  expect(state().cursor).toEqual(cursor);
  await user.click(screen.getByRole('button', { name: /^No: it is of an older term/ }));
  expect(card().getByText('Right.')).toBeInTheDocument();
  expect(keptAnswers()).toEqual({ 'old-term-trap': { 6: true } });
});

it('takes an index that is chosen in the logs or by its number', async () => {
  const user = userEvent.setup();
  await openAt('figure-3-5', 0);
  const commit = screen.getByRole('button', { name: 'This is my answer' });
  expect(commit).toBeDisabled();
  act(() => state().select({ kind: 'entry', index: 8, term: 3 }));
  expect(screen.getByRole('button', { name: 'index 8', pressed: true })).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'index 7' }));
  await user.click(commit);
  expect(card().getByText('Right.')).toBeInTheDocument();
  expect(card().getByText('The run says: index 7')).toBeInTheDocument();
});

it('keeps what was said over a reload', async () => {
  const user = userEvent.setup();
  await openAt('figure-3-5', 0);
  await user.click(screen.getByRole('button', { name: 'index 5' }));
  await user.click(screen.getByRole('button', { name: 'This is my answer' }));
  const kept: unknown = JSON.parse(JSON.stringify(sessionOf(state(), appStore.playhead.position())));
  const restored = restoreSession(kept);
  expect(restored?.guesses).toEqual({ 0: 5 });
});

it('lists what was answered, and gives the questions with the key that the run computed', async () => {
  const user = userEvent.setup();
  await openAt('old-term-trap', 7);
  await user.click(screen.getByRole('button', { name: /^No: it is of an older term/ }));
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
  const saved: Blob[] = [];
  URL.createObjectURL = (blob: Blob) => {
    saved.push(blob);
    return 'blob:x';
  };
  URL.revokeObjectURL = () => undefined;
  HTMLAnchorElement.prototype.click = () => undefined;
  render(<QuestionsDialog />);
  const dialog = screen.getByRole('dialog', { name: 'Questions of this scene' });
  expect(dialog).toHaveTextContent('1 of 1 question right');
  await user.click(screen.getByRole('button', { name: 'Save as GIFT' }));
  const reader = new FileReader();
  const read = new Promise((resolve) => {
    reader.onload = () => resolve(reader.result);
  });
  reader.readAsText(saved[0] as Blob);
  const text = await read;
  expect(text).toContain('\t=No\\: it is of an older term, and copies of those do not count');
  expect(text).toContain('\t~Yes\\: it is on a majority');
});
