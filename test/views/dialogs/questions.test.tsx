import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { defaultScenario } from '../../../src/scenario/defaults.ts';
import { appStore } from '../../../src/store/hooks.ts';
import { setClaims } from '../../../src/store/questions.ts';
import { currentTimeline } from '../../../src/store/store.ts';
import BreakpointsDialog from '../../../src/views/dialogs/breakpoints-dialog.tsx';
import PropertiesDialog from '../../../src/views/dialogs/properties-dialog.tsx';

/** jsdom has the element, not its methods. */
beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
});

beforeEach(() => {
  appStore.playhead.reducedMotion = () => true;
  act(() => {
    setClaims([]);
    appStore.getState().setBreakpoints([]);
    appStore.getState().openScenario(defaultScenario, { kind: 'first' });
    appStore.getState().seekStep(120);
  });
});

const factsAt = (step: number): string[] =>
  currentTimeline(appStore.getState())
    .eventsOf(step)
    .map(({ fact }) => fact.type);

async function add(label: string, source: string): Promise<void> {
  await userEvent.click(screen.getByLabelText(label));
  await userEvent.paste(source);
  await userEvent.click(screen.getByRole('button', { name: 'Add' }));
}

it('a breakpoint says how often it was hit, lists every hit, and stops from the one that is asked for', async () => {
  render(<BreakpointsDialog />);
  await add('Stop when', 'event.type == "VoteDecided"');
  const votes = Array.from({ length: 121 }, (_, step) => step).filter((step) => factsAt(step).includes('VoteDecided'));
  expect(votes.length).toBeGreaterThan(2);
  expect(await screen.findByText(`All hits of the run so far: ${votes.length}`)).toBeInTheDocument();
  act(() => appStore.getState().seekStep(votes[1] ?? 0));
  expect(screen.getByText(`${votes.length} hits, 2 up to here`)).toBeInTheDocument();
  const fromHit = screen.getByRole('spinbutton', { name: /^Stop from which hit/ });
  await userEvent.clear(fromHit);
  await userEvent.type(fromHit, '3');
  act(() => appStore.getState().seekStep(0));
  await userEvent.click(screen.getByRole('button', { name: /^Run to the next/ }));
  expect(appStore.getState().breakpoints[0]?.fromHit).toBe(3);
  expect(appStore.getState().cursor.step).toBe(votes[2]);
  await userEvent.click(screen.getByRole('button', { name: new RegExp(`^#${votes[0]} .*hit 1 of breakpoint 1`) }));
  expect(appStore.getState().cursor.step).toBe(votes[0]);
});

it('a wrong word is marked where it stands, and nothing is added', async () => {
  render(<BreakpointsDialog />);
  await userEvent.click(screen.getByLabelText('Stop when'));
  await userEvent.paste('event.type == "VoteDecied"');
  expect(screen.getByText('"VoteDecied"', { selector: 'mark' })).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Add' })).toBeDisabled();
});

it('a property has a verdict in words that leads to its event, and a strip', async () => {
  render(<PropertiesDialog />);
  await add('Claim', 'sometimes any(role == "leader")');
  const first = Array.from({ length: 121 }, (_, step) => step).find((step) =>
    currentTimeline(appStore.getState())
      .worldAt(step)
      .hosts.some(({ state }) => state.kind === 'server' && state.raft.role === 'leader'),
  );
  expect(screen.getByRole('img', { name: /1 stretch of the run in which the condition holds/ })).toBeInTheDocument();
  await userEvent.click(
    screen.getByRole('button', {
      name: `sometimes any(role == "leader"): seen first at event ${first}. Go there`,
    }),
  );
  expect(appStore.getState().cursor.step).toBe(first);
  await add('Claim', 'always S1.currentTerm < 900');
  expect(screen.getByText('holds so far', { selector: 'output' })).toBeInTheDocument();
});
