import { act, render, screen, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { openScene } from '../../../src/scenario/scene.ts';
import { appStore } from '../../../src/store/hooks.ts';
import PicturePanel from '../../../src/views/pictures/picture-panel.tsx';

async function open(variant: string | null): Promise<void> {
  const scene = await openScene('request-vote-slide', variant);
  if (!scene.ok) throw new Error('no scene');
  act(() => appStore.getState().openScenario(scene.value, { kind: 'first' }));
}

/** The lines of a listing that the request took. */
function taken(title: string): readonly string[] {
  const lines = within(screen.getByRole('region', { name: title })).getAllByRole('listitem');
  return lines
    .filter((line) => line.textContent.includes('taken'))
    .map((line) => line.textContent.replace(', taken: ', ' | ').trim());
}

beforeEach(() => {
  appStore.playhead.reducedMotion = () => true;
});

it('shows the slide first, Raft’s lines when the question is over, and where the two part', async () => {
  await open('off');
  render(<PicturePanel />);
  expect(await screen.findByRole('region', { name: 'On the slide' })).toBeInTheDocument();
  expect(screen.queryByRole('region', { name: 'Raft' })).toBeNull();
  act(() => appStore.getState().jumpBeat(1));
  expect(screen.queryByRole('region', { name: 'Raft' })).toBeNull();
  act(() => appStore.getState().jumpBeat(1));
  expect(screen.getByRole('status')).toHaveTextContent(
    '#2: S1 asks S3 for its vote of term 5. Here they part: the slide’s S3 refuses, Raft’s S3 grants.',
  );
  expect(taken('On the slide')).toEqual([
    'on RequestVote(candidate, term) |',
    'if currentTerm < term | 5 < 5: no',
    'else |',
    'answer(currentTerm, false) | refuses',
  ]);
  expect(taken('Raft')).toContain('and votedFor is none or it | none: yesP22');
  expect(taken('Raft').at(-1)).toBe('answer(currentTerm, grant) | grants');
  expect(screen.getByRole('heading', { name: 'On the slide this run' })).toBeInTheDocument();
});

it('goes with the cursor: the second request is refused by the slide alone', async () => {
  await open('lost');
  render(<PicturePanel />);
  act(() => appStore.getState().jumpBeat(1));
  act(() => appStore.getState().jumpBeat(1));
  expect(await screen.findByText(/the slide’s S2 refuses, Raft’s S2 grants/)).toBeInTheDocument();
  expect(taken('Raft')).toContain('and votedFor is none or it | S1: yesP22');
  expect(screen.getByRole('heading', { name: 'Raft this run' })).toBeInTheDocument();
  act(() => appStore.getState().seekTime(26_000));
  expect(screen.getByRole('status')).toHaveTextContent('');
  act(() => appStore.getState().jumpBeat(1));
  act(() => appStore.getState().jumpBeat(1));
  expect(screen.getByRole('status')).toHaveTextContent('Here they part');
});
