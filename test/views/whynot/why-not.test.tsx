import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { listenToQuestions } from '../../../src/app/questions.ts';
import type { ClusterAction } from '../../../src/cluster/types.ts';
import { defaultScenario } from '../../../src/scenario/defaults.ts';
import { openScene } from '../../../src/scenario/scene.ts';
import { CLIENT_BASE } from '../../../src/sim/types.ts';
import { appStore } from '../../../src/store/hooks.ts';
import { currentTimeline } from '../../../src/store/store.ts';
import Inspector from '../../../src/views/inspector/inspector.tsx';
import { closeAnswer } from '../../../src/views/whynot/asked.ts';

const CLIENT = CLIENT_BASE + 1;

// The panel comes when it is first asked for: how long that takes on a busy machine is not the matter here.
beforeAll(() => import('../../../src/views/whynot/why-not-panel.tsx'));

beforeEach(() => {
  appStore.playhead.reducedMotion = () => true;
  act(() => {
    closeAnswer();
    appStore.getState().openScenario(defaultScenario, { kind: 'first' });
    appStore.getState().select(null);
    appStore.getState().seekTime(300_000);
  });
  render(<Inspector />);
});

function deeds(...actions: readonly ClusterAction[]): void {
  act(() => appStore.getState().act(...actions));
}

function leader(): number {
  const { world } = { world: currentTimeline(appStore.getState()).worldAt(appStore.getState().cursor.step) };
  return world.hosts.find(({ state }) => state.kind === 'server' && state.raft.role === 'leader')?.address ?? 0;
}

const answer = () => screen.findByRole('region', { name: 'Why it has not happened' }, { timeout: 20_000 });

/** The conditions as they are read aloud, without those that they come down to. */
async function conditions(): Promise<readonly string[]> {
  const [list] = within(await answer()).getAllByRole('list');
  return [...(list?.children ?? [])].map((item) => item.querySelector('p')?.textContent ?? '');
}

it('says in one sentence why a server does not lead, and then what it takes, in order', async () => {
  const user = userEvent.setup();
  const other = leader() === 1 ? 2 : 1;
  act(() => appStore.getState().select({ kind: 'server', id: other }));
  await user.click(screen.getByRole('button', { name: 'Why does it not lead?' }));
  const region = await answer();
  expect(within(region).getByRole('heading', { name: 'Why not?' })).toHaveFocus();
  expect(region).toHaveTextContent(new RegExp(`S${other} does not lead\\. The election timer of S${other} runs until`));
  const said = await conditions();
  expect(said[0]).toMatch(new RegExp(`^holds: S${other} is running\\.`));
  expect(said[2]).toMatch(/^missing: The election timer/);
  expect(said[3]).toMatch(
    new RegExp(`^missing: S${other} would need 3 of 5 votes, its own among them\\. .* would be enough\\.`),
  );
});

it('does what would make a condition true, and answers anew', async () => {
  const user = userEvent.setup();
  const other = leader() === 1 ? 2 : 1;
  deeds({ do: 'crash', server: other });
  act(() => appStore.getState().select({ kind: 'server', id: other }));
  await user.click(screen.getByRole('button', { name: 'Why does it not lead?' }));
  expect((await conditions())[0]).toMatch(new RegExp(`^missing: S${other} is down\\.`));
  await user.click(within(await answer()).getByRole('button', { name: `Restart S${other}` }));
  expect((await conditions())[0]).toMatch(/^holds: /);
  await user.click(within(await answer()).getByRole('button', { name: `Time out S${other} now` }));
  expect((await conditions())[2]).toMatch(/^holds: The election timer .* has run out/);
});

it('says since when, and goes there', async () => {
  const user = userEvent.setup();
  const other = leader() === 1 ? 2 : 1;
  deeds({ do: 'crash', server: other });
  const { step } = appStore.getState().cursor;
  act(() => appStore.getState().seekTime(330_000));
  act(() => appStore.getState().select({ kind: 'server', id: other }));
  await user.click(screen.getByRole('button', { name: 'Why does it not lead?' }));
  const [link] = await within(await answer()).findAllByRole('button', { name: new RegExp(`^event ${step}, `) });
  await user.click(link as HTMLElement);
  expect(appStore.getState().cursor.step).toBe(step);
  expect(await answer()).toHaveTextContent(`S${other} is down.`);
});

it('names the voters without which an entry is not committed, and tells when it is after all', async () => {
  const user = userEvent.setup();
  const id = leader();
  const others = [1, 2, 3, 4, 5].filter((other) => other !== id);
  deeds(...others.slice(0, 2).map((server) => ({ do: 'crash', server }) as const));
  deeds({ do: 'pause', server: others[2] ?? 0 });
  deeds({ do: 'tell', address: CLIENT, order: { operation: { kind: 'set', key: 'x', value: 1 }, server: id } });
  act(() => appStore.getState().seekTime(350_000));
  act(() => appStore.getState().select({ kind: 'entry', index: 1, term: 1 }));
  await user.click(screen.getByRole('button', { name: 'Why is it not committed?' }));
  expect(await answer()).toHaveTextContent(
    `The entry at index 1, term 1, is not committed. 2 of 5 voters store index 1, as far as S${id} knows; 3 are needed.`,
  );
  const paused = others[2] ?? 0;
  await user.click(within(await answer()).getByRole('button', { name: `Resume S${paused}` }));
  act(() => appStore.getState().seekTime(390_000));
  expect(await answer()).toHaveTextContent('The entry at index 1, term 1, is committed.');
});

it('tells a client what its answer waits for', async () => {
  const user = userEvent.setup();
  const id = leader();
  deeds({ do: 'cut', from: id, to: CLIENT });
  deeds({ do: 'tell', address: CLIENT, order: { operation: { kind: 'set', key: 'x', value: 1 }, server: id } });
  act(() => appStore.getState().seekTime(340_000));
  act(() => appStore.getState().select({ kind: 'client', id: CLIENT }));
  await user.click(screen.getByRole('button', { name: 'Why is there no answer to set x 1?' }));
  expect(await answer()).toHaveTextContent(/C1 has no answer to its request 1\./);
  expect((await conditions()).some((said) => said.startsWith(`missing: The link from S${id} to C1 is cut.`))).toBe(
    true,
  );
});

it('explains a refused vote where it was refused', async () => {
  const user = userEvent.setup();
  const scene = await openScene('old-term-trap', null);
  if (!scene.ok) throw new Error('no such scene');
  act(() => {
    appStore.getState().openScenario(scene.value, { kind: 'first' });
    appStore.getState().seekStep(32);
  });
  await user.click(screen.getByRole('button', { name: 'Why has it not voted for S5?' }));
  expect(await answer()).toHaveTextContent(
    'S5 does not have the vote of S2. The log of S5 ends at index 1, term 1, that of S2 ends at index 2, term 2: S5 misses something.',
  );
});

it('is asked by a key about what is selected, and closed by Esc or another selection', async () => {
  const user = userEvent.setup();
  listenToQuestions(appStore);
  act(() => appStore.getState().select({ kind: 'server', id: leader() === 1 ? 2 : 1 }));
  await user.keyboard('w');
  await answer();
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('region', { name: 'Why it has not happened' })).toBeNull();
  await user.keyboard('w');
  await answer();
  act(() => appStore.getState().select({ kind: 'server', id: leader() }));
  expect(screen.queryByRole('region', { name: 'Why it has not happened' })).toBeNull();
});

it('says so where nothing is open', async () => {
  const user = userEvent.setup();
  listenToQuestions(appStore);
  await user.keyboard('w');
  await screen.findByRole('complementary');
  expect(appStore.getState().notice?.text).toBe('Nothing is missing here that one could ask about.');
});
