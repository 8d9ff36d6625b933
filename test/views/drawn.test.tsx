import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { defaultScenario } from '../../src/scenario/defaults.ts';
import { showMoment } from '../../src/store/frame.ts';
import { appStore } from '../../src/store/hooks.ts';
import { currentTimeline } from '../../src/store/store.ts';
import { useDrawnCluster, useDrawnLogs } from '../../src/views/drawn.ts';

function Cluster() {
  const { step, world } = useDrawnCluster();
  return <li>{`${step} ${world.step}`}</li>;
}

function Logs() {
  const { step, world } = useDrawnLogs();
  return <li>{`${step} ${world.step}`}</li>;
}

function shown(): (string | null)[] {
  return screen.getAllByRole('listitem').map((item) => item.textContent);
}

/** How many of the two show `step`, with the world that belongs to it. */
function upTo(step: number): number {
  return shown().filter((text) => text === `${step} ${step}`).length;
}

/** A change of the cursor is a frame; so is a moment without one. */
function goTo(step: number): void {
  act(() => appStore.setState({ cursor: { step, atUs: currentTimeline(appStore.getState()).index.atUs(step) } }));
}

function emptyFrame(): void {
  const state = appStore.getState();
  act(() => showMoment({ world: currentTimeline(state).worldAt(state.cursor.step), displayUs: 0 }));
}

beforeEach(() => {
  appStore.playhead.reducedMotion = () => true;
  appStore.getState().openScenario(defaultScenario, { kind: 'first' });
  currentTimeline(appStore.getState()).extendTo({ atUs: 2_000_000 });
  act(() => appStore.getState().seekStep(3));
  render([<Cluster key="cluster" />, <Logs key="logs" />]);
});

afterEach(() => act(() => appStore.setState({ playing: false })));

it('draws every step in both halves at once while the run stands still', () => {
  for (const step of [4, 5, 9, 2]) {
    goTo(step);
    expect(upTo(step)).toBe(2);
  }
});

it('draws one half per frame while it plays, and the other in the next', () => {
  act(() => appStore.setState({ playing: true }));
  for (const step of [5, 7, 9]) {
    goTo(step);
    expect(upTo(step)).toBe(1);
    emptyFrame();
    expect(upTo(step)).toBe(2);
  }
});

it('when the run stops, both halves stand where it stopped', () => {
  act(() => appStore.setState({ playing: true }));
  goTo(6);
  goTo(8);
  expect(upTo(8)).toBe(1);
  act(() => appStore.setState({ playing: false }));
  expect(upTo(8)).toBe(2);
});

it('never waits with a step of another run', () => {
  act(() => appStore.setState({ playing: true }));
  goTo(6);
  act(() => appStore.getState().act({ do: 'crash', server: 1 }));
  const { cursor } = appStore.getState();
  expect(upTo(cursor.step)).toBe(2);
});
