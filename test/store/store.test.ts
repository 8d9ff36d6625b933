import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { internalHash, stateHash } from '../../src/cluster/encode.ts';
import type { ClusterPlacedAction } from '../../src/cluster/types.ts';
import { en } from '../../src/messages/en/index.ts';
import { loadMessages } from '../../src/messages/index.ts';
import { parseCondition } from '../../src/query/compile.ts';
import type { Scenario } from '../../src/scenario/types.ts';
import { breakpointOf } from '../../src/store/breakpoints.ts';
import { subscribeFrame } from '../../src/store/frame.ts';
import { runTo } from '../../src/store/run-to.ts';
import { restoreSession, sessionOf } from '../../src/store/session.ts';
import { openFileText } from '../../src/store/share.ts';
import { type App, createApp, currentBranch, currentTimeline } from '../../src/store/store.ts';
import type { AppState, Breakpoint } from '../../src/store/types.ts';
import { edited } from '../../src/timeline/edit.ts';

const SCENARIO: Scenario = { raftlight: 1, seed: 10, servers: 5, clients: 1 };
const TEXTS = {
  nothingLeft: 'nothing left',
  noSuchEventAhead: 'none ahead',
  noSuchEventBefore: 'none before',
  mainBranch: 'main',
  branchName: (count: number) => `branch ${count}`,
};

const words = en.dialogs.breakpoints;

let app: App;
const state = (): AppState & ReturnType<App['getState']> => app.getState();
const factsAt = (step: number): string[] =>
  currentTimeline(state())
    .eventsOf(step)
    .map((event) => event.fact.type);

/** Plays for some virtual time in frames of `frameMs`. */
function playFor(virtualMs: number, frameMs: number): void {
  state().play();
  for (let elapsed = 0; elapsed < virtualMs / state().speed; elapsed += frameMs) app.playhead.frame(frameMs);
  state().pause();
}

function finishGlide(): void {
  for (let nth = 0; nth < 40; nth++) app.playhead.frame(16);
}

beforeEach(() => {
  localStorage.clear();
  app = createApp(SCENARIO, () => TEXTS);
});

describe('branches', () => {
  const act = (): void => state().act({ do: 'crash', server: 1 });

  it('opens an edited run beside the old one, at the same time and played as far, and undo takes it back', () => {
    state().seekStep(60);
    act();
    state().seekStep(150);
    const before = currentTimeline(state());
    const { atUs } = state().cursor;
    const [crash] = before.spec.actions;
    const { timeline, sharedStep } = edited(before, crash as ClusterPlacedAction, []);
    state().openBranch(timeline, sharedStep, 'without');
    expect(currentBranch(state())).toMatchObject({ name: 'without', forkStep: 60, parent: 1, timeline });
    expect(state().cursor.atUs).toBe(atUs);
    expect(timeline.endUs).toBeGreaterThan(before.endUs - 50_000);
    expect(timeline.deeds).toEqual([]);
    state().undo();
    expect(currentTimeline(state())).toBe(before);
    expect(state().branches).toHaveLength(1);
  });

  it('drops a branch that is not on show; what left it leaves its parent now', () => {
    state().seekStep(100);
    state().seekStep(40);
    act();
    state().seekStep(60);
    state().seekStep(50);
    act();
    expect(state().branches.map(({ parent }) => parent)).toEqual([null, 1, 2]);
    state().removeBranch(3);
    expect(state().branches).toHaveLength(3);
    state().removeBranch(2);
    expect(state().branches.map(({ id, parent, forkStep }) => [id, parent, forkStep])).toEqual([
      [1, null, 0],
      [3, 1, 40],
    ]);
    state().undo();
    expect(state().branches).toHaveLength(3);
  });
});

describe('playing', () => {
  it.each([10, 16.7, 33, 100])('ends in the same run at %d ms a frame', (frameMs) => {
    state().setSpeed(1);
    playFor(1900, frameMs);
    const { step } = state().cursor;
    expect(step).toBeGreaterThan(100);
    const stepped = createApp(SCENARIO, () => TEXTS);
    stepped.getState().seekStep(step);
    const hashOf = (other: App): string => internalHash(currentTimeline(other.getState()).worldAt(step));
    expect(hashOf(app)).toBe(hashOf(stepped));
  });

  it('moves nobody but the moving parts in a frame without a step', () => {
    state().setSpeed(0.01);
    let updates = 0;
    let frames = 0;
    app.subscribe(() => updates++);
    const stop = subscribeFrame(() => frames++);
    state().play();
    updates = 0;
    frames = 0;
    for (let nth = 0; nth < 20; nth++) app.playhead.frame(16);
    expect(state().cursor.step).toBe(0);
    expect(updates).toBe(0);
    expect(frames).toBe(20);
    stop();
  });

  it('stands still while paused', () => {
    playFor(50, 16);
    const { displayUs } = app.playhead;
    app.playhead.frame(1000);
    expect(app.playhead.displayUs).toBe(displayUs);
    expect(app.playhead.isMoving).toBe(false);
  });

  it('stops at a broken promise', () => {
    app = createApp({ ...SCENARIO, servers: 3, broken: ['replyBeforeDurable'], disks: { writeMs: 5 } }, () => TEXTS);
    state().setSpeed(1);
    state().play();
    for (let nth = 0; nth < 200 && state().playing; nth++) app.playhead.frame(16);
    const first = currentTimeline(state()).violations[0];
    expect(first?.invariant).toBe('I16');
    expect(state().playing).toBe(false);
    expect(state().cursor.step).toBe(first?.step);
  });
});

/** A breakpoint that is on. */
function at(source: string, fromHit = 1): Breakpoint {
  const parsed = parseCondition(source);
  if ('problem' in parsed) throw new Error(source);
  return breakpointOf(parsed.query, true, fromHit);
}

describe('breakpoints', () => {
  beforeAll(() => loadMessages('en'));

  const leads = (step: number, id: number): boolean => {
    const host = currentTimeline(state()).worldAt(step).hosts[id - 1];
    return host?.state.kind === 'server' && host.state.raft.role === 'leader';
  };

  it('are run to, forward beyond what was played, and back', () => {
    state().setBreakpoints([at('S1.commitIndex > 99'), at('any(role == "leader")')]);
    runTo(app, 1);
    const { step } = state().cursor;
    const leader = [1, 2, 3, 4, 5].find((id) => leads(step, id)) ?? 0;
    expect(leader).toBeGreaterThan(0);
    expect(leads(step - 1, leader)).toBe(false);
    state().seekStep(step + 200);
    runTo(app, -1);
    expect(state().cursor.step).toBe(step);
  });

  it('stop a run that is being played, where the condition becomes true or an event meets it', () => {
    state().setSpeed(1);
    state().setBreakpoints([at('event.type == "RoleChanged"')]);
    state().play();
    for (let nth = 0; nth < 200 && state().playing; nth++) app.playhead.frame(16);
    expect(state().playing).toBe(false);
    expect(factsAt(state().cursor.step)).toContain('RoleChanged');
    const { step } = state().cursor;
    for (let before = 1; before < step; before++) expect(factsAt(before)).not.toContain('RoleChanged');
  });

  it('stop from the hit on that is asked for, run to and played', () => {
    state().setBreakpoints([at('event.type == "VoteDecided"', 3)]);
    runTo(app, 1);
    const { step } = state().cursor;
    const votesBefore = Array.from({ length: step }, (_, before) => factsAt(before)).flat();
    expect(factsAt(step)).toContain('VoteDecided');
    expect(votesBefore.filter((type) => type === 'VoteDecided')).toHaveLength(2);
    state().seekStep(0);
    state().setSpeed(1);
    state().play();
    for (let nth = 0; nth < 200 && state().playing; nth++) app.playhead.frame(16);
    expect(state().cursor.step).toBe(step);
    runTo(app, -1);
    expect([state().cursor.step, state().notice?.text]).toEqual([step, words.noneBefore]);
  });

  it('a long search goes on frame by frame, says how far it is, and can be stopped', () => {
    state().setBreakpoints([at('event.type == "OperationFinished"')]);
    runTo(app, 1);
    expect(state().progress).toBe(0);
    app.playhead.frame(16);
    expect(state().progress).toBeGreaterThan(0);
    state().stopProgress();
    expect(state().progress).toBeNull();
    const { steps } = currentTimeline(state());
    app.playhead.frame(16);
    expect(currentTimeline(state()).steps).toBe(steps);
    runTo(app, 1);
    for (let nth = 0; nth < 2000 && state().progress !== null; nth++) app.playhead.frame(16);
    expect(state().notice?.text).toBe(words.noneAhead);
  });

  it('say so when none is on or none is hit, and the cursor stays', () => {
    runTo(app, 1);
    expect(state().notice?.text).toBe(words.noneOn);
    state().setBreakpoints([at('S1.currentTerm > 900')]);
    runTo(app, 1);
    expect([state().notice?.text, state().cursor.step]).toEqual([words.noneAhead, 0]);
    runTo(app, -1);
    expect(state().notice?.text).toBe(words.noneBefore);
    state().setBreakpoints([{ ...at('any(up)'), isOn: false }]);
    runTo(app, 1);
    expect(state().notice?.text).toBe(words.noneOn);
  });

  it('a jump that finds nothing says so too', () => {
    state().jump(['violation'], 1);
    expect(state().notice?.text).toBe('none ahead');
  });
});

describe('stepping', () => {
  it('glides to the next step, and back lands on the one before', () => {
    state().stepForward();
    app.playhead.frame(160);
    expect(state().cursor.step).toBe(0);
    expect(app.playhead.displayUs).toBeGreaterThan(0);
    finishGlide();
    expect(state().cursor.step).toBe(1);
    state().stepForward();
    state().stepForward();
    finishGlide();
    expect(state().cursor.step).toBe(3);
    state().stepBack();
    expect(state().cursor.step).toBe(2);
  });

  it('says so when nothing is left to happen', () => {
    app = createApp({ ...SCENARIO, timers: { frozen: true } }, () => TEXTS);
    state().stepForward();
    expect(state().notice?.text).toBe('nothing left');
  });

  it('jumps to kinds of steps, playing on where it has to', () => {
    state().jump(['roleChanged'], 1);
    expect(factsAt(state().cursor.step)).toContain('RoleChanged');
    const first = state().cursor.step;
    state().jump(['roleChanged'], 1);
    expect(state().cursor.step).toBeGreaterThan(first);
    state().jump(['roleChanged'], -1);
    expect(state().cursor.step).toBe(first);
  });
});

describe('a long way', () => {
  it('is played in slices with progress, and ends where it should', () => {
    state().seekStep(120_000);
    expect(state().progress).toBe(0);
    app.playhead.frame(16);
    expect(state().progress).toBeGreaterThan(0);
    while (state().progress !== null) app.playhead.frame(16);
    expect(state().cursor.step).toBe(120_000);
  });

  it('can be stopped half-way', () => {
    state().seekStep(500_000);
    app.playhead.frame(16);
    app.playhead.frame(16);
    state().stopProgress();
    expect(state().progress).toBeNull();
    expect(state().cursor.step).toBe(40_000);
    expect(app.playhead.isMoving).toBe(false);
  });
});

describe('acting', () => {
  it('at the live end needs no branch, and undo takes it back', () => {
    state().seekStep(40);
    const before = stateHash(currentTimeline(state()).worldAt(40));
    state().act({ do: 'crash', server: 1 });
    expect(state().branches).toHaveLength(1);
    expect(factsAt(41)).toContain('Crashed');
    state().undo();
    expect(state().cursor.step).toBe(40);
    expect(stateHash(currentTimeline(state()).worldAt(40))).toBe(before);
    state().redo();
    expect(factsAt(41)).toContain('Crashed');
  });

  it('in the past opens a branch and keeps the old future', () => {
    state().seekStep(200);
    const future = stateHash(currentTimeline(state()).worldAt(200));
    state().seekStep(90);
    state().act({ do: 'pause', server: 2 });
    expect(state().branches).toHaveLength(2);
    expect(currentBranch(state()).forkStep).toBe(90);
    state().switchBranch(1);
    expect(state().cursor.step).toBe(90);
    state().seekStep(200);
    expect(stateHash(currentTimeline(state()).worldAt(200))).toBe(future);
  });

  it('between two steps happens at that time', () => {
    state().seekStep(30);
    const timeline = currentTimeline(state());
    timeline.extendTo({ steps: 31 });
    const between = Math.floor((timeline.index.atUs(30) + timeline.index.atUs(31)) / 2);
    state().seekTime(between);
    state().act({ do: 'crash', server: 3 });
    expect(currentTimeline(state()).worldAt(31).nowUs).toBe(between);
    expect(factsAt(31)).toContain('Crashed');
  });

  it('with several actions at once is one thing to undo', () => {
    state().seekStep(30);
    state().act({ do: 'cut', from: 1, to: 2 }, { do: 'cut', from: 1, to: 3 });
    expect(state().cursor.step).toBe(32);
    expect([factsAt(31)[0], factsAt(32)[0]]).toEqual(['LinkCut', 'LinkCut']);
    state().undo();
    expect(state().cursor.step).toBe(30);
    expect(currentTimeline(state()).spec.actions).toEqual([]);
  });

  it('twice at one moment keeps both, in order', () => {
    state().seekStep(30);
    state().act({ do: 'crash', server: 3 });
    state().act({ do: 'crash', server: 4 });
    expect([factsAt(31)[0], factsAt(32)[0]]).toEqual(['Crashed', 'Crashed']);
    expect(currentTimeline(state()).eventsOf(32)[0]?.server).toBe(4);
  });
});

describe('a session', () => {
  it('comes back with all branches, the cursor and the same states', () => {
    state().seekStep(120);
    state().seekStep(60);
    state().act({ do: 'crash', server: 1 });
    state().seekStep(150);
    const kept: unknown = JSON.parse(JSON.stringify(sessionOf(state(), state().cursor)));
    const hash = stateHash(currentTimeline(state()).worldAt(150));
    const other = createApp(SCENARIO, () => TEXTS);
    const restored = restoreSession(kept);
    if (restored !== null) other.getState().openSession(restored);
    expect(other.getState().branches.map(({ name }) => name)).toEqual(state().branches.map(({ name }) => name));
    expect(other.getState().cursor).toEqual(state().cursor);
    expect(stateHash(currentTimeline(other.getState()).worldAt(150))).toBe(hash);
    other.getState().switchBranch(1);
    expect(other.getState().cursor.step).toBe(60);
  });

  it('of something else is refused', () => {
    for (const kept of [{ session: 1, branches: [] }, 'x', null, undefined]) expect(restoreSession(kept)).toBeNull();
  });
});

describe('a file with a question that cannot be read', () => {
  it('is not opened, and the place is named', async () => {
    const choices = ['leader(S1)', 'leadr(S2)'].map((holds) => ({ says: { en: 'x' }, holds }));
    const beats = [{ at: 0, text: { en: '' }, question: { en: 'Who?' }, choices }];
    const opening = await openFileText(app, 'mine.json', JSON.stringify({ ...SCENARIO, beats }));
    expect(opening).toEqual({
      kind: 'problem',
      message: 'beats[0].choices[1].holds, “leadr(S2)”: There is no “leadr”. Did you mean “leader”?',
    });
    expect(state().source).toEqual({ kind: 'first' });
  });
});
