import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { encodeWorld } from '../../../src/cluster/encode.ts';
import { defaultScenario } from '../../../src/scenario/defaults.ts';
import { appStore } from '../../../src/store/hooks.ts';
import { currentTimeline } from '../../../src/store/store.ts';
import { contextOf } from '../../../src/views/menus/command.ts';
import { copyState } from '../../../src/views/menus/copy-state.ts';

const world = () => currentTimeline(appStore.getState()).worldAt(40);
const copy = (): Promise<void> => copyState(contextOf(world(), appStore.getState()));

beforeEach(() => {
  appStore.getState().openScenario(defaultScenario, { kind: 'first' });
  appStore.getState().seekStep(40);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

it('copies the state on show, in the form of its fingerprint', async () => {
  const writeText = vi.fn((_: string) => Promise.resolve());
  vi.stubGlobal('navigator', { clipboard: { writeText } });
  await copy();
  const copied = writeText.mock.calls[0]?.[0] ?? '';
  expect(JSON.parse(copied)).toEqual(JSON.parse(JSON.stringify(encodeWorld(world()))));
  expect(appStore.getState().notice?.text).toContain('after event 40');
});

it('says so when the browser does not let it', async () => {
  vi.stubGlobal('navigator', { clipboard: { writeText: () => Promise.reject(new Error('no')) } });
  await copy();
  expect(appStore.getState().notice?.kind).toBe('problem');
});
