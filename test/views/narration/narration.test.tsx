import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { defaultScenario } from '../../../src/scenario/defaults.ts';
import type { Scenario } from '../../../src/scenario/types.ts';
import { appStore } from '../../../src/store/hooks.ts';
import { NarrationStrip } from '../../../src/views/narration/narration-strip.tsx';

beforeEach(() => {
  appStore.playhead.reducedMotion = () => true;
  appStore.getState().openScenario(defaultScenario, { kind: 'first' });
});

it('says the current event in one sentence', () => {
  render(<NarrationStrip />);
  act(() => appStore.getState().jump(['roleChanged'], 1));
  expect(screen.getByRole('log')).toHaveTextContent(/stands for election in term 1\.$/);
  expect(screen.getByText('16 promises hold')).toBeInTheDocument();
});

it('shows a notice until it is closed', async () => {
  const user = userEvent.setup();
  render(<NarrationStrip />);
  act(() => appStore.getState().setNotice({ kind: 'problem', text: 'The link is damaged.' }));
  expect(screen.getByRole('alert')).toHaveTextContent('The link is damaged.');
  await user.click(screen.getByRole('button', { name: 'Close this message' }));
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});

/** Two servers both lead term 2: their votes were forgotten. */
const twoLeaders: Scenario = {
  raftlight: 1,
  servers: [
    { id: 'S1', state: { currentTerm: 2, votedFor: 'S1', role: 'leader', votes: ['S1', 'S2'] } },
    { id: 'S2', state: { currentTerm: 2, votedFor: 'S1' } },
    { id: 'S3', state: { currentTerm: 2, votedFor: 'S3', role: 'candidate', votes: ['S3'] } },
  ],
  broken: ['voteTwice'],
  messages: [{ type: 'RequestVoteResponse', from: 'S2', to: 'S3', term: 2, voteGranted: true }],
};

it('turns loud on a broken promise, and leads there', async () => {
  const user = userEvent.setup();
  appStore.getState().openScenario(twoLeaders, { kind: 'custom' });
  render(<NarrationStrip />);
  act(() => appStore.getState().jump(['violation'], 1));
  const { step } = appStore.getState().cursor;
  act(() => appStore.getState().seekStep(step + 5));
  const alert = screen.getByRole('alert');
  expect(alert).toHaveTextContent(`Election Safety is broken at event ${step}`);
  expect(alert).toHaveTextContent('This is not Raft: rule P22 is broken on purpose.');
  await user.click(screen.getByRole('button', { name: 'Go there' }));
  expect(appStore.getState().cursor.step).toBe(step);
  act(() => appStore.getState().seekStep(step - 1));
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});
