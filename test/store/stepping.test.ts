import { beforeEach, expect, it } from 'vitest';
import { en } from '../../src/messages/en/index.ts';
import type { Scenario } from '../../src/scenario/types.ts';
import { stepOut, stepOver } from '../../src/store/stepping.ts';
import { type App, createApp, currentTimeline } from '../../src/store/store.ts';

const SCENARIO: Scenario = { raftlight: 1, seed: 10, servers: 5, clients: 1 };
let app: App;

beforeEach(() => {
  localStorage.clear();
  app = createApp(SCENARIO, () => en.shell);
});

const cursor = (): number => app.getState().cursor.step;
const hostAt = (step: number): number | null => currentTimeline(app.getState()).index.server(step);

it('steps over what others do, to the next event of the host on show or of the one that is selected', () => {
  app.getState().seekStep(1);
  const candidate = hostAt(1);
  stepOver(app);
  expect(hostAt(cursor())).toBe(candidate);
  expect(cursor()).toBeGreaterThan(2);
  for (let step = 2; step < cursor(); step++) expect(hostAt(step)).not.toBe(candidate);
  const other = candidate === 2 ? 3 : 2;
  app.getState().seekStep(1);
  app.getState().select({ kind: 'server', id: other });
  stepOver(app);
  expect(hostAt(cursor())).toBe(other);
});

it('steps out to the first answer to what was sent', () => {
  app.getState().seekStep(1);
  stepOut(app);
  const [first] = currentTimeline(app.getState()).eventsOf(cursor());
  expect(hostAt(cursor())).toBe(hostAt(1));
  expect(first?.fact).toMatchObject({
    type: 'MessageReceived',
    envelope: { message: { type: 'RequestVoteResponse' } },
  });
});

it('says so when nothing comes back', () => {
  app = createApp({ raftlight: 1, servers: 3, timers: { frozen: true } }, () => en.shell);
  stepOut(app);
  expect([cursor(), app.getState().notice?.text]).toEqual([0, en.shell.noSuchEventAhead]);
});
