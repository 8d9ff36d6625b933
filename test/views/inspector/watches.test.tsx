import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { defaultScenario } from '../../../src/scenario/defaults.ts';
import { appStore } from '../../../src/store/hooks.ts';
import { setWatches } from '../../../src/store/questions.ts';
import WatchesDialog from '../../../src/views/dialogs/watches-dialog.tsx';
import Inspector from '../../../src/views/inspector/inspector.tsx';

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
    setWatches([]);
    appStore.getState().openScenario(defaultScenario, { kind: 'first' });
    appStore.getState().seekStep(60);
  });
  render(
    <>
      <WatchesDialog />
      <Inspector />
    </>,
  );
});

async function watch(source: string): Promise<void> {
  await userEvent.type(screen.getByLabelText('Watch'), source);
  await userEvent.click(screen.getByRole('button', { name: 'Add' }));
}

const region = (): HTMLElement => screen.getByRole('region', { name: 'Watches' });

it('shows a value at every moment, how it went, and goes to its last change', async () => {
  await watch('max(currentTerm)');
  expect(screen.getByLabelText('Watch')).toHaveFocus();
  expect(within(region()).getByText('1', { selector: 'output' })).toBeInTheDocument();
  act(() => appStore.getState().seekStep(0));
  expect(within(region()).getByText('0', { selector: 'output' })).toBeInTheDocument();
  expect(
    within(region()).getByRole('img', { name: 'max(currentTerm) has been so from the start' }),
  ).toBeInTheDocument();
  act(() => appStore.getState().seekStep(60));
  const plot = within(region()).getByRole('img', { name: /^max\(currentTerm\) changed once, since event \d+$/ });
  const since = Number(/\d+$/.exec(plot.getAttribute('aria-label') ?? '')?.[0]);
  await userEvent.click(within(region()).getByRole('button', { name: 'To the last change of max(currentTerm)' }));
  expect(appStore.getState().cursor.step).toBe(since);
  await userEvent.click(screen.getByRole('button', { name: 'Remove max(currentTerm)' }));
  expect(screen.queryByRole('region', { name: 'Watches' })).not.toBeInTheDocument();
});

it('takes no question about events, and says why', async () => {
  await userEvent.type(screen.getByLabelText('Watch'), 'event.type == "Crashed"');
  expect(screen.getByRole('button', { name: 'Add' })).toBeDisabled();
  expect(screen.getByText(/a watch can only ask about the state/)).toBeInTheDocument();
});
