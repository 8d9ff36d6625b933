import { describe, expect, it } from 'vitest';
import { readLink, sceneLink } from '../../src/scenario/link.ts';
import { LECTURE_LIST, MAX_PLAYLIST, placeIn, playlistText, readPlaylist } from '../../src/scenario/playlist.ts';
import { CHAPTERS } from '../../src/scenario/scenes/about.ts';
import { SCENES } from '../../src/scenario/scenes/index.ts';
import { LECTURE } from '../../src/scenario/scenes/lecture.ts';
import { compression } from '../../src/store/compression.ts';

describe('the lecture', () => {
  it('takes ninety minutes, less for each scene than alone with it', () => {
    expect(LECTURE.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(90);
    const alone = new Map(CHAPTERS.flatMap(({ scenes }) => scenes.map(({ id, minutes }) => [id, minutes])));
    for (const { id, minutes } of LECTURE) expect(alone.get(id), id).toBeGreaterThanOrEqual(minutes);
  });

  it('has a name in links that no scene has', () => {
    expect(playlistText(LECTURE_LIST)).toBe('lecture');
    expect(readPlaylist('lecture')).toEqual({ ok: true, value: LECTURE_LIST });
    expect(SCENES.some(({ id, aliases }) => id === 'lecture' || aliases?.includes('lecture'))).toBe(false);
  });
});

describe('a playlist', () => {
  it('is read as it is written, names of figures included', () => {
    const read = readPlaylist('same-log,old-term-trap/off');
    expect(read).toEqual({
      ok: true,
      value: [
        { id: 'same-log', variant: null },
        { id: 'old-term-trap', variant: 'off' },
      ],
    });
    expect(read.ok && playlistText(read.value)).toBe('same-log,old-term-trap/off');
    const [named] = SCENES.filter(({ aliases }) => aliases !== undefined);
    expect(readPlaylist(named?.aliases?.[0] ?? '')).toEqual({ ok: true, value: [{ id: named?.id, variant: null }] });
  });

  it.each([
    ['', /empty/],
    [',', /empty/],
    ['same-log,no-such-scene', /names “no-such-scene”, which is not in the library/],
    ['same-log/no-such-variant', /“same-log\/no-such-variant”/],
    ['same-log/off/more', /“same-log\/off\/more”/],
    ['same-log,same-log', /twice/],
    [
      Array(MAX_PLAYLIST + 1)
        .fill('x')
        .join(),
      /longer than 80/,
    ],
  ])('“%s” is answered with a sentence', (text, sentence) => {
    const read = readPlaylist(text);
    expect(read.ok ? '' : read.error).toMatch(sentence);
  });

  it('knows where a scene stands; a variant that is not in it stands where its scene does', () => {
    const list = [
      { id: 'same-log', variant: null },
      { id: 'old-term-trap', variant: 'off' },
    ];
    expect(placeIn(list, { id: 'old-term-trap', variant: 'off' })).toBe(1);
    expect(placeIn(list, { id: 'same-log', variant: 'x' })).toBe(0);
    expect(placeIn(list, { id: 'old-term-trap', variant: null })).toBe(-1);
  });
});

describe('in a link', () => {
  it('goes along with a scene', async () => {
    const view = { list: 'same-log,old-term-trap/off', mode: 'stage' };
    const hash = sceneLink({ scene: 'same-log', variant: null, position: null, view });
    expect(hash).toBe('#/scene/same-log?m=stage&list=same-log,old-term-trap/off');
    expect(await readLink(hash, compression)).toMatchObject({ ok: true, value: { scene: 'same-log', view } });
    expect(await readLink(hash.replace(',', '%2C').replace('trap/', 'trap%2f'), compression)).toMatchObject({
      ok: true,
      value: { view },
    });
  });

  it('a scene that the library does not have is named, and nothing is opened', async () => {
    const read = await readLink('#/scene/same-log?list=same-log,gone', compression);
    expect(read.ok ? null : read.error.kind).toBe('scenario');
    expect(read.ok ? '' : read.error.message).toContain('“gone”');
  });
});
