import { act, render } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openScene } from '../../../src/scenario/scene.ts';
import type { BeatJson } from '../../../src/scenario/types.ts';
import { textOfChoice } from '../../../src/scenario/types.ts';
import { currentBeat } from '../../../src/store/beats.ts';
import { appStore } from '../../../src/store/hooks.ts';
import { presentNext } from '../../../src/store/presenting.ts';
import { guess, questionAt, showAnswer } from '../../../src/store/quiz.ts';
import BeatCard from '../../../src/views/beats/beat-card.tsx';
import EmbedShell from '../../../src/views/embed/embed-shell.tsx';
import StageShell from '../../../src/views/stage/stage-shell.tsx';
import { everythingMeasures } from '../measured.ts';

everythingMeasures(1280, 720);

const state = () => appStore.getState();

/** What a screen reader says: a live region as it reads after something in it has changed. That it came is not said. */
function listen(): { readonly heard: string[]; readonly stop: () => void } {
  const heard: string[] = [];
  const observer = new MutationObserver((changes) => {
    const places = changes.map(({ target }) => {
      const element = target instanceof Element ? target : target.parentElement;
      return element?.closest('[role="status"], [role="alert"]') ?? null;
    });
    for (const place of new Set(places)) {
      if (place !== null && place.textContent !== '') heard.push(place.textContent);
    }
  });
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  return { heard, stop: () => observer.disconnect() };
}

/** Lets effects, and those who listen, have their turn. */
const settle = () => act(async () => {});

async function load(id: string, mode: 'stage' | 'embed' | undefined): Promise<readonly BeatJson[]> {
  const scene = await openScene(id, null);
  if (!scene.ok) throw new Error('it opens');
  act(() => {
    state().openScenario(scene.value, { kind: 'scene', id, variant: null });
    appStore.setState({ view: mode === undefined ? {} : { mode } });
  });
  return scene.value.beats ?? [];
}

/** Frames until play has stopped. */
function watch(): void {
  act(() => {
    for (let nth = 0; nth < 4000 && state().playing; nth++) appStore.playhead.frame(50);
  });
}

beforeEach(() => {
  localStorage.clear();
  appStore.playhead.reducedMotion = () => true;
  vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener() {}, removeEventListener() {} }));
});

const MODES = [
  ['the page', undefined, BeatCard],
  ['a frame', 'embed', EmbedShell],
  ['the stage', 'stage', StageShell],
] as const;

describe.each(MODES)('on %s', (_, mode, View) => {
  it.each(['old-term-trap', 'figure-3-5', 'stale-read'])('every stop of %s is told, with its question', async (id) => {
    const beats = await load(id, mode);
    const { heard, stop } = listen();
    render(<View />);
    await settle();
    const passed = new Set<BeatJson>();
    for (let nth = 0; nth <= beats.length; nth++) {
      const beat = currentBeat(state());
      const last = heard.at(-1) ?? '';
      if (beat !== null) {
        passed.add(beat);
        expect(last).toContain(beat.text.en);
        expect(last).toContain(beat.question?.en ?? '');
        for (const choice of beat.choices ?? []) expect(last).toContain(textOfChoice(choice).en);
      }
      act(() => state().jumpBeat(1));
      await settle();
    }
    stop();
    expect(passed.size).toBe(beats.length);
  });

  it.each([
    ['old-term-trap', 0, 'No: it is of an older term'],
    ['figure-3-5', 7, 'index 7'],
    ['stale-read', 0, '7, the last value that S1 applied; not linearizable'],
  ])('what the run says to an answer in %s is told, with the reason', async (id, guessed, right) => {
    const beats = await load(id, mode);
    const { heard, stop } = listen();
    render(<View />);
    const asks = () => questionAt(state())?.stage === 'asked';
    for (let nth = 0; nth < beats.length && !asks(); nth++) act(() => state().jumpBeat(1));
    const on = questionAt(state());
    if (on === null) throw new Error('nothing is asked');
    act(() => guess(appStore, on.beat, guessed));
    watch();
    await settle();
    // Where a stop lies on the way, it goes on from there.
    for (let nth = 0; nth < 3 && questionAt(state())?.stage === 'running'; nth++) {
      act(() => showAnswer(appStore, on.beat));
      watch();
      await settle();
    }
    stop();
    const told = heard.filter((said) => said.includes('The run says: '));
    expect(told.at(-1)).toContain(`The run says: ${right}`);
    expect(told.at(-1)).toContain(beats[on.beat]?.because?.en);
  });
});

it('in a room, the answer is told although nobody has given one here', async () => {
  await load('old-term-trap', 'stage');
  const { heard, stop } = listen();
  render(<StageShell />);
  for (let nth = 0; nth < 7; nth++) act(() => state().jumpBeat(1));
  await settle();
  expect(heard.at(-1)).toContain('B: No: it is of an older term');
  await act(() => presentNext(appStore));
  await settle();
  stop();
  expect(heard.at(-1)).toMatch(/^The run says: No: it is of an older term.*S5 could still win an election/);
});
