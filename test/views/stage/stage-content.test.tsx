import { act, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { openScene } from '../../../src/scenario/scene.ts';
import { LECTURE } from '../../../src/scenario/scenes/lecture.ts';
import { beatsOf } from '../../../src/store/beats.ts';
import { appStore } from '../../../src/store/hooks.ts';
import { currentTimeline } from '../../../src/store/store.ts';
import { StageContent } from '../../../src/views/stage/stage-content.tsx';
import { namesOf } from '../../../src/views/text.ts';
import { everythingMeasures } from '../measured.ts';

everythingMeasures(1300, 700);

beforeEach(() => {
  appStore.playhead.reducedMotion = () => true;
});

async function open(id: string): Promise<void> {
  const found = await openScene(id);
  if (!found.ok) throw new Error(id);
  act(() => appStore.getState().openScenario(found.value, { kind: 'scene', id, variant: null }));
}

const picture = (): string =>
  screen
    .getAllByRole('img')
    .map((one) => one.getAttribute('aria-label') ?? '')
    .join(' ');

/** The lecture, and what is drawn otherwise than Raft. */
const SHOWN = new Set([
  ...LECTURE.map(({ id }) => id),
  ...['clocks-drift', 'averaging-clocks', 'global-state', 'coordinator', 'ring', 'state-transfer'],
  ...['election-timeout', 'request-vote-slide'],
]);

it.each([...SHOWN])('%s: the room sees its title, and then everybody who takes part', async (id) => {
  await open(id);
  render(<StageContent />);
  const { scenario } = appStore.getState();
  const [first] = beatsOf(appStore.getState()).all();
  const begins = first?.step === 0 && first.atUs === 0;
  expect(screen.getByRole('status')).toHaveTextContent(begins ? /./ : (scenario.title ?? ''));
  for (let nth = 0; nth < 3; nth++) act(() => appStore.getState().jumpBeat(1));
  const { hosts } = currentTimeline(appStore.getState()).worldAt(appStore.getState().cursor.step);
  // A picture of the scene's own is loaded when it is first shown, and has a test of its own.
  if (scenario.view?.picture !== undefined) {
    await waitFor(() => expect(document.querySelector('.stage-picture')).toHaveTextContent(/./));
    return;
  }
  const said = picture();
  const name = namesOf(scenario);
  const lines = screen.queryAllByRole('listitem').map(({ textContent }) => textContent);
  for (const { address, state } of hosts) {
    const isActive = state.kind === 'client' && state.pending.size + state.finished.length > 0;
    if (state.kind !== 'client') expect(said).toContain(name(address));
    else expect(lines.filter((line) => line.startsWith(name(address)))).toHaveLength(isActive ? 1 : 0);
  }
});

it('writes stamps at the events of the past, and nothing of what is to come', async () => {
  await open('vector-clocks');
  render(<StageContent />);
  expect(picture()).not.toContain('(1,0,0)');
  act(() => appStore.getState().seekTime(25_000));
  expect(picture()).toContain('p1: a (1,0,0), b (2,0,0); p2: ; p3: ');
  expect(picture()).not.toContain('c (');
  act(() => appStore.getState().seekTime(95_000));
  expect(picture()).toContain('f (2,2,2)');
});
