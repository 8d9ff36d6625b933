import { beforeEach, describe, expect, it } from 'vitest';
import { en } from '../../src/messages/en/index.ts';
import { LECTURE_LIST } from '../../src/scenario/playlist.ts';
import { openScene } from '../../src/scenario/scene.ts';
import { beatsOf } from '../../src/store/beats.ts';
import { leavePlaylist, openPlaylist, openRef } from '../../src/store/playlist.ts';
import { presentNext, presentPrevious } from '../../src/store/presenting.ts';
import { questionAt } from '../../src/store/quiz.ts';
import { prepareSession, restoreSession, sessionOf } from '../../src/store/session.ts';
import { linkHash, openHash } from '../../src/store/share.ts';
import { type App, createApp } from '../../src/store/store.ts';

let app: App;

beforeEach(() => {
  localStorage.clear();
  app = createApp({ raftlight: 1, seed: 1, servers: 3 }, () => en.shell);
});

/** The scene and the stop on show, as `same-log 2`; a stop is -1 between two. */
function where(): string {
  const { source } = app.getState();
  const beat = beatsOf(app.getState()).at(app.playhead.position());
  return `${source.kind === 'scene' ? source.id : source.kind} ${beat ?? -1}`;
}

/** One press of the clicker, and what it leads to. */
async function press(deed: (app: App) => Promise<void>): Promise<string> {
  await deed(app);
  return where();
}

/** All stops of a scene in the order in which its run comes to them. */
async function stopsOf(id: string): Promise<string[]> {
  const found = await openScene(id);
  if (!found.ok) throw new Error(id);
  const alone = createApp(found.value, () => en.shell);
  const beats = found.value.beats ?? [];
  const stops: number[] = [];
  for (let nth = 0; nth <= beats.length + 1; nth++) {
    const at = beatsOf(alone.getState()).at(alone.playhead.position());
    if (at !== null && stops[stops.length - 1] !== at) stops.push(at);
    alone.getState().jumpBeat(1);
  }
  return stops.map((stop) => `${id} ${stop}`);
}

async function lecture(): Promise<string[]> {
  const stops: string[] = [];
  for (const { id } of LECTURE_LIST) stops.push(...(await stopsOf(id)));
  return stops;
}

/** What was seen, without what was seen twice in a row and without what lies between two stops. */
function stopsIn(seen: readonly string[]): string[] {
  return seen.filter((stop, nth) => !stop.endsWith(' -1') && stop !== seen[nth - 1]);
}

const MOST_PRESSES = 2_000;

describe('the lecture of ninety minutes', () => {
  it('is given from its first stop to its last by one key, and no stop is left out', { timeout: 120_000 }, async () => {
    const wanted = await lecture();
    expect(wanted.length).toBeGreaterThan(80);
    await openPlaylist(app, LECTURE_LIST);
    const seen = [where()];
    const last = wanted[wanted.length - 1];
    for (let nth = 0; nth < MOST_PRESSES && seen[seen.length - 1] !== last; nth++) seen.push(await press(presentNext));
    expect(stopsIn(seen)).toEqual(wanted);
  });

  it('tells an answer first, and then what the stop at which it was decided has to say', async () => {
    await openRef(app, { id: 'how-many-may-die', variant: null });
    const now = (): string => {
      const { told } = app.getState();
      return `${where()} ${questionAt(app.getState())?.stage ?? ''} ${told === null ? '' : 'told'}`.trim();
    };
    for (let nth = 0; nth < 9 && now() !== 'how-many-may-die 1 resolved'; nth++) await press(presentNext);
    await press(presentNext);
    expect(now()).toBe('how-many-may-die 1 resolved told');
    await press(presentNext);
    expect(app.getState().playing).toBe(true);
    await press(presentPrevious);
    expect([now(), app.getState().playing]).toEqual(['how-many-may-die 1 resolved told', false]);
    await press(presentPrevious);
    expect(now()).toBe('how-many-may-die 1 resolved');
    expect(await press(presentPrevious)).toBe('how-many-may-die 0');
  });

  it('comes back to the same stop from what a reload keeps, at every stop', { timeout: 120_000 }, async () => {
    await openPlaylist(app, LECTURE_LIST.slice(17, 20), 0);
    const seen = new Set<string>();
    for (let nth = 0; nth < 120; nth++) {
      await press(presentNext);
      await press(presentNext);
      const before = [where(), questionAt(app.getState()), app.getState().told, app.getState().view];
      const kept: unknown = structuredClone(sessionOf(app.getState(), app.playhead.position()));
      await prepareSession(kept);
      const restored = restoreSession(kept);
      if (restored === null) throw new Error('a session was not read');
      app = createApp({ raftlight: 1, seed: 1, servers: 3 }, () => en.shell);
      app.getState().openSession(restored);
      expect([where(), questionAt(app.getState()), app.getState().told, app.getState().view]).toEqual(before);
      seen.add(where());
    }
    expect([...seen].filter((stop) => stop.startsWith('safe-to-apply'))).not.toEqual([]);
    expect(seen.size).toBeGreaterThan(15);
  });
});

describe('a playlist', () => {
  const LIST = [
    { id: 'best-leader', variant: null },
    { id: 'old-term-trap', variant: 'off' },
  ];

  it('leads on to the next scene and back to the last stop of the one before', async () => {
    await openPlaylist(app, LIST);
    for (let nth = 0; nth < 60 && app.getState().source.kind === 'scene' && !where().startsWith('old'); nth++) {
      await press(presentNext);
    }
    expect(app.getState().source).toEqual({ kind: 'scene', id: 'old-term-trap', variant: 'off' });
    const wanted = (await stopsOf('best-leader')).pop();
    app.getState().seekStep(0);
    for (let nth = 0; nth < 10 && where() !== wanted; nth++) await press(presentPrevious);
    expect(where()).toBe(wanted);
  });

  it('opens the next scene once, however often the key is pressed until it is there', async () => {
    await openPlaylist(app, LIST);
    for (let nth = 0; nth < 60 && where() !== (await stopsOf('best-leader')).pop(); nth++) await press(presentNext);
    let opened = 0;
    app.subscribe(({ source }, before) => {
      if (source !== before.source) opened++;
    });
    for (let nth = 0; nth < 4 && opened === 0; nth++) {
      await Promise.all([presentNext(app), presentNext(app), presentPrevious(app), presentNext(app)]);
    }
    expect(opened).toBe(1);
    expect(app.getState().source).toMatchObject({ id: 'old-term-trap' });
  });

  it('stands in the address of its scenes, not in that of others, until it is left', async () => {
    await openPlaylist(app, LIST);
    expect(await linkHash(app)).toBe('#/scene/best-leader?list=best-leader,old-term-trap/off');
    await openRef(app, { id: 'same-log', variant: null });
    expect(await linkHash(app)).toBe('#/scene/same-log');
    await openHash(app, '#/scene/old-term-trap/off?list=best-leader,old-term-trap/off');
    expect(app.getState().view.list).toBe('best-leader,old-term-trap/off');
    leavePlaylist(app);
    expect(await linkHash(app)).toBe('#/scene/old-term-trap/off');
  });
});
