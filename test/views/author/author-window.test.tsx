import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { defaultScenario } from '../../../src/scenario/defaults.ts';
import { parseScenario } from '../../../src/scenario/parse.ts';
import { appStore } from '../../../src/store/hooks.ts';
import { fileOf } from '../../../src/store/share.ts';
import AuthorWindow from '../../../src/views/author/author-window.tsx';

const state = () => appStore.getState();

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
  state().openScenario(defaultScenario, { kind: 'first' });
  state().seekTime(300_000);
});

it('makes a scene of what was played: stops where the cursor stands, a question that the run decides', async () => {
  const user = userEvent.setup();
  render(<AuthorWindow />);
  await user.click(screen.getByRole('button', { name: 'Play it and check' }));
  expect(screen.getByRole('alert')).toHaveTextContent('There is no stop yet.');
  await user.type(screen.getByRole('textbox', { name: 'Title of the scene' }), 'Mine');
  await user.click(screen.getByRole('button', { name: 'Add a stop here' }));
  const text = screen.getByRole('textbox', { name: 'What to say' });
  await user.clear(text);
  await user.type(text, 'Somebody leads.');
  await user.type(screen.getByRole('textbox', { name: 'Question' }), 'Who?');
  await user.click(screen.getByRole('button', { name: 'Add a choice' }));
  const holds = screen.getAllByRole('textbox', { name: /is right if$/ });
  expect(holds).toHaveLength(2);
  const [a, b] = holds as [HTMLElement, HTMLElement];
  await user.clear(a);
  await user.type(a, 'leadr(S1)');
  expect(screen.getByRole('alert')).toHaveTextContent('There is no “leadr”. Did you mean “leader”?');
  await user.clear(a);
  await user.type(a, 'leader(S1)');
  await user.clear(b);
  await user.type(b, 'count(role == "leader") == 1');
  await user.click(screen.getByRole('button', { name: 'Play it and check' }));
  expect(screen.getByRole('alert')).toHaveTextContent('Stop 1: 2 choices hold at once when the question is decided.');
  await user.clear(b);
  await user.type(b, 'count(role == "leader") == 0');
  await user.click(screen.getByRole('button', { name: 'Play it and check' }));
  expect(screen.getByText(/^Nothing is missing/)).toBeInTheDocument();
  const saved = parseScenario(fileOf(appStore).text);
  expect(saved.ok && saved.value.beats?.[0]).toMatchObject({
    text: { en: 'Somebody leads.' },
    question: { en: 'Who?' },
    choices: [{ holds: 'leader(S1)' }, { holds: 'count(role == "leader") == 0' }],
  });
});

it('says which step of the run is not possible', async () => {
  const user = userEvent.setup();
  act(() => state().act({ do: 'restart', server: 2 }));
  render(<AuthorWindow />);
  await user.click(screen.getByRole('button', { name: 'Play it and check' }));
  const problems = within(screen.getByRole('alert'));
  expect(problems.getByText(/^Event \d+: “restart” does nothing there: it is running\./)).toBeInTheDocument();
});

it('keeps the stops in the order of the run', async () => {
  const user = userEvent.setup();
  render(<AuthorWindow />);
  await user.click(screen.getByRole('button', { name: 'Add a stop here' }));
  act(() => state().seekTime(100_000));
  await user.click(screen.getByRole('button', { name: 'Add a stop here' }));
  const [first, second] = state().scenario.beats ?? [];
  expect(first).toMatchObject({ at: 100 });
  expect(second).toMatchObject({ at: 300 });
});
