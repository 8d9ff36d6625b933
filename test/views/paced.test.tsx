import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { defaultScenario } from '../../src/scenario/defaults.ts';
import { showMoment } from '../../src/store/frame.ts';
import { appStore } from '../../src/store/hooks.ts';
import { currentTimeline } from '../../src/store/store.ts';
import { useDrawnCluster, useDrawnLogs } from '../../src/views/drawn.ts';
import { usePacedStep } from '../../src/views/paced.ts';

/** A moment with another world is a frame that carried a step. */
function frame(step: number): void {
  const world = currentTimeline(appStore.getState()).worldAt(step);
  act(() => showMoment({ world, displayUs: 0 }));
}

function Words() {
  return <li>{usePacedStep().step}</li>;
}

function shown(): string[] {
  return screen.getAllByRole('listitem').map((item) => item.textContent);
}

beforeEach(() => {
  vi.useFakeTimers();
  appStore.playhead.reducedMotion = () => true;
  appStore.getState().openScenario(defaultScenario, { kind: 'first' });
  currentTimeline(appStore.getState()).extendTo({ atUs: 2_000_000 });
  act(() => appStore.getState().seekStep(3));
  render([1, 2, 3].map((key) => <Words key={key} />));
});

afterEach(() => {
  act(() => appStore.getState().pause());
  vi.useRealTimers();
});

function playTo(step: number): void {
  act(() => {
    appStore.setState({ playing: true, cursor: { step, atUs: 0 } });
    vi.advanceTimersByTime(500);
  });
}

const upToDate = () => shown().filter((text) => text === '9').length;

it('while playing gives one view a turn in each frame without a step, all with the same step', () => {
  playTo(9);
  frame(9);
  const atFirst = upToDate();
  expect(atFirst).toBeLessThan(2);
  frame(10);
  expect(upToDate()).toBe(atFirst);
  frame(10);
  expect(upToDate()).toBe(atFirst + 1);
  frame(10);
  frame(10);
  expect(shown()).toEqual(['9', '9', '9']);
});

it('lets frames with steps pass, but not for long', () => {
  playTo(9);
  frame(9);
  const atFirst = upToDate();
  frame(10);
  expect(upToDate()).toBe(atFirst);
  vi.advanceTimersByTime(50);
  frame(11);
  expect(upToDate()).toBe(atFirst + 1);
});

it('shows the newest step everywhere as soon as the run stands still', () => {
  playTo(9);
  act(() => appStore.setState({ cursor: { step: 12, atUs: 0 } }));
  act(() => appStore.setState({ playing: false }));
  expect(shown()).toEqual(['12', '12', '12']);
});

it('catches up with everyone who waits for a turn when the run stops at the step that was to be shown', () => {
  playTo(9);
  act(() => appStore.setState({ playing: false }));
  expect(shown()).toEqual(['9', '9', '9']);
});

function Cluster() {
  return <li>{useDrawnCluster().step}</li>;
}

function Logs() {
  return <li>{useDrawnLogs().step}</li>;
}

it('draws no more than one view in a frame, be it of words or a half of the page', () => {
  render([<Cluster key="cluster" />, <Logs key="logs" />]);
  playTo(9);
  let before = shown();
  for (let step = 10; step < 30; step++) {
    act(() => appStore.setState({ cursor: { step, atUs: 0 } }));
    vi.advanceTimersByTime(16);
    const now = shown();
    expect(now.filter((text, place) => text !== before[place]).length).toBeLessThanOrEqual(1);
    before = now;
  }
  const words = before.slice(0, 3);
  const halves = before.slice(3).map(Number);
  expect(words).toEqual(['9', '9', '9']);
  expect(Math.min(...halves)).toBeGreaterThanOrEqual(27);
});
