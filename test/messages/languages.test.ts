import { describe, expect, it } from 'vitest';
import type { Edit } from '../../src/cluster/edit.ts';
import type { ClusterAction } from '../../src/cluster/types.ts';
import { en } from '../../src/messages/en/index.ts';
import { languageOf, languages, type Messages } from '../../src/messages/index.ts';
import { LANGUAGE_NAMES } from '../../src/messages/names.ts';
import { zhHans } from '../../src/messages/zh-Hans/index.ts';
import { scenes } from '../../src/messages/zh-Hans/scenes/index.ts';
import { titles } from '../../src/messages/zh-Hans/titles.ts';
import { nameOf } from '../../src/scenario/names.ts';
import { PRESETS } from '../../src/scenario/presets.ts';
import { CHAPTERS, MYTHS } from '../../src/scenario/scenes/about.ts';
import { SCENES } from '../../src/scenario/scenes/index.ts';
import { sampleRun } from './sample-run.ts';

type Table = Readonly<Record<string, unknown>>;

/** Fields of Raft, units, signs, the same in every language; so are examples of what is written. */
const SAME_EVERYWHERE = new Set([
  ...['logs.match', 'logs.next', 'logs.matchZero'],
  ...[
    'order.lamport',
    'spacetime.stampNames.lamport',
    'author.at',
    'dialogs.settings.ms',
    'dialogs.settings.percent',
    'embed.frameTitle',
    'voteCode.raft',
    ...['summary.boxes.vote.0', 'summary.boxes.append.0', 'summary.boxes.snapshots.0'],
  ],
  ...['dialogs.command.modes.readIndex', 'dialogs.settings.options.readIndex'],
]);
/** Examples of what a person writes, names of fields, and code. */
const WRITTEN = /[eE]xample$|^edits\.fields\.|^voteCode\.(?:slide|raft)Code\.|^twoClocks\.larger/;
/** What these say is data: it is tested with runs. */
const ABOUT_FACTS = new Set([
  'describe',
  'findingOf',
  'nounOf',
  'thingOf',
  'reasonOf',
  'resultOf',
  'clockRate',
  'emphasis',
]);
const ABOUT_THINGS =
  /^(?:whyNot\.(?:headline|happened|claim)|query\.problem|claims\.verdict|choices\.would|edits\.problemText|branches\.deedOf|cluster\.message)$/;

/** Every text of a table by its path; of a function, what it says of some values. */
function textsOf(table: Table, path = ''): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(table)) {
    const here = path === '' ? key : `${path}.${key}`;
    if (ABOUT_FACTS.has(here) || ABOUT_THINGS.test(here) || here === 'sayings') continue;
    if (typeof value === 'string') texts.set(here, value);
    else if (typeof value === 'function') texts.set(here, said(value as Said));
    else if (typeof value === 'object' && value !== null) {
      for (const [inner, text] of textsOf(value as Table, here)) texts.set(inner, text);
    }
  }
  return texts;
}

type Said = (...values: unknown[]) => unknown;

/** A function is called with numbers, or else with a list first, or with names that come as a list. */
function said(tell: Said): string {
  const attempts: unknown[][] = [
    [2, 3, 4, 5, 6, 7],
    [['S1', 'S2'], 3],
    ['S1', 'x', [1, 2]],
    [[1, 2], (id: number) => `S${id}`],
  ];
  for (const values of attempts) {
    try {
      return String(tell(...values));
    } catch {
      // These are not its values.
    }
  }
  throw new Error(`no sample values for ${tell.toString()}`);
}

const HAN = /\p{Script=Han}/u;
/** Between Chinese and Latin letters or digits stands a space. */
const CLOSE = /\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u;
/** Servers, numbers, rules, fields: the same in every language. */
const NAMES = /[A-Z]\d+|\d+(?:\.\d+)?|[A-Za-z]+[a-z][A-Z]\w*/g;
/** Chinese has its own comma, colon and full stop. */
const HALF_WIDTH = /\p{Script=Han}[,.:;?!]/u;
/** Between Chinese characters stands none. */
const GAP = /\p{Script=Han} \p{Script=Han}/u;
const isSetWrong = (text: string): boolean => CLOSE.test(text) || HALF_WIDTH.test(text) || GAP.test(text);

const english = textsOf(en);

describe.each([['zh-Hans', zhHans]] as const)('the table %s', (_, table: Messages) => {
  const texts = textsOf(table);

  it('has every text, and no empty one', () => {
    expect([...english.keys()].filter((path) => !texts.has(path))).toEqual([]);
    const isEmpty = (path: string, text: string): boolean => text.trim() === '' && english.get(path)?.trim() !== '';
    expect([...texts].filter(([path, text]) => isEmpty(path, text)).map(([path]) => path)).toEqual([]);
  });

  it('says nothing in English', () => {
    const left = [...texts].filter(([path, text]) => {
      const words = english.get(path) ?? '';
      return /[A-Za-z]{2}/.test(words.replace(/\bms\b|undefined|S[12]/g, '')) && (text === words || !HAN.test(text));
    });
    expect(left.map(([path]) => path).filter((path) => !SAME_EVERYWHERE.has(path) && !WRITTEN.test(path))).toEqual([]);
  });

  it('is set as Chinese is set', () => {
    const wrong = [...texts].filter(([, text]) => isSetWrong(text));
    expect(wrong.map(([path, text]) => `${path}: ${text}`)).toEqual([]);
  });
});

describe('every event of a run, in Chinese', () => {
  const told = sampleRun().map((event) => zhHans.describe(event, nameOf));
  const all = new Set(
    told.flatMap(({ title, sentence, ruling }) => [title, sentence, ...(ruling ? [ruling.why] : [])]),
  );

  it('is told in whole sentences without gaps', () => {
    expect([...all].filter((text) => /undefined|null|NaN|\[object|S0\b/.test(text) || !HAN.test(text))).toEqual([]);
    expect(told.filter(({ title }) => title.endsWith('。'))).toEqual([]);
    expect(told.filter(({ sentence, ruling }) => !/。$/.test(sentence) || !/。$|^$/.test(ruling?.why ?? ''))).toEqual(
      [],
    );
  });

  it('is set as Chinese is set', () => {
    expect([...all].filter(isSetWrong)).toEqual([]);
    expect([...all].filter((text) => / {2}/.test(text))).toEqual([]);
  });

  it('has tables of compared values without English words', () => {
    const words = told.flatMap(({ ruling }) => ruling?.rows.flatMap((row) => [row.verdict, row.theirs, row.own]) ?? []);
    expect([...new Set(words)].filter((text) => /[a-z]{3}/.test(text))).toEqual([]);
  });
});

describe('what is done by hand, in Chinese', () => {
  const message = { from: 1, to: 2, ordinal: 3, copy: 0 };
  const edit = (edit: Edit): ClusterAction => ({ do: 'tell', address: 1, order: { type: 'Edit', edit } });
  const actions: readonly ClusterAction[] = [
    { do: 'crash', server: 1 },
    { do: 'partition', groups: [[1, 2], [3]] },
    { do: 'delay', message, byUs: 5000 },
    { do: 'takeMessage', message },
    { do: 'freezeTimer', server: 1, timer: 0 },
    { do: 'setClock', server: 1, ratePpm: 1_100_000 },
    edit({ field: 'contents', key: 'x', value: 3 }),
    edit({ field: 'contents', key: 'x', value: null }),
    edit({ field: 'votedFor', value: null }),
    edit({ field: 'log', index: 3, value: null }),
  ];

  it('is set as Chinese is set, without words of the engine', () => {
    const said = actions.map((action) => zhHans.branches.deedOf(action, nameOf));
    const vain = { kind: 'vain', step: 3, action: 'freezeTimer', reason: 'nothing would change' } as const;
    const all = [...said, zhHans.author.problem(vain), zhHans.author.revealAt(zhHans.author.after(3))];
    expect(all.filter((text) => isSetWrong(text) || /[a-z]{4}/.test(text.replace(/votedFor/, '')))).toEqual([]);
  });
});

/** Every text of a scene file: titles, and what stands in a language. */
function saidIn(json: unknown): readonly string[] {
  if (typeof json !== 'object' || json === null) return [];
  const {
    en: own,
    title,
    about,
  } = json as { readonly en?: unknown; readonly title?: unknown; readonly about?: unknown };
  const texts = [own, title, about].filter((text) => typeof text === 'string');
  return [...texts, ...Object.values(json).flatMap(saidIn)];
}

async function textsOfScenes(): Promise<ReadonlySet<string>> {
  const texts = new Set<string>();
  const read = async (title: string, load: () => Promise<{ readonly default: unknown }>): Promise<void> => {
    for (const text of [title, ...saidIn((await load()).default)]) texts.add(text);
  };
  for (const { title, load, variants = [] } of SCENES) {
    await read(title, load);
    for (const variant of variants) await read(variant.title, variant.change);
  }
  for (const chapter of CHAPTERS) {
    texts.add(chapter.title);
    for (const { goal, slide } of chapter.scenes) for (const text of [goal, slide]) if (text !== null) texts.add(text);
  }
  for (const { statement } of MYTHS) texts.add(statement);
  return texts;
}

describe('the scenes in Chinese', async () => {
  const texts = await textsOfScenes();

  it('say everything, and nothing that no scene says any more', () => {
    expect([...texts].filter((text) => scenes[text] === undefined)).toEqual([]);
    expect(Object.keys(scenes).filter((text) => !texts.has(text))).toEqual([]);
  });

  it('say it in Chinese, set as Chinese is set', () => {
    const isNumber = (text: string): boolean => /^[-\d(,). _]+$|^\d+ ms$|^S\d$|^x( = |$)|^Raft：[A-Za-z]+$/.test(text);
    expect(Object.values(scenes).filter((text) => !HAN.test(text) && !isNumber(text))).toEqual([]);
    expect(Object.values(scenes).filter(isSetWrong)).toEqual([]);
  });

  it('name the servers, numbers, rules and fields that the English names, and no others', () => {
    const named = (text: string): readonly string[] =>
      [...new Set(text.replace('commit index', 'commitIndex').match(NAMES))].sort();
    const isSame = (words: string, text: string): boolean => named(words).join() === named(text).join();
    expect(Object.entries(scenes).filter(([words, text]) => !isSame(words, text))).toEqual([]);
  });

  it('name the presets, too', () => {
    expect(PRESETS.filter(({ title }) => titles[title] === undefined)).toEqual([]);
  });
});

describe('the languages of the page', () => {
  it('are found by the tags that browsers send', () => {
    expect(['zh', 'zh-CN', 'zh-SG', 'zh-Hans-CN', 'zh-TW', 'zh-Hant-HK'].map(languageOf)).toEqual(
      Array.from({ length: 6 }, () => 'zh-Hans'),
    );
    expect(['en', 'en-GB', 'EN-us'].map(languageOf)).toEqual(['en', 'en', 'en']);
    expect(['de', 'zhx', '', 'e'].map(languageOf)).toEqual([null, null, null, null]);
  });

  it('each have a name of their own', () => {
    expect(Object.keys(LANGUAGE_NAMES).sort()).toEqual([...languages()].sort());
  });
});
