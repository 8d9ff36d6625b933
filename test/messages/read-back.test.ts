import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { languages } from '../../src/messages/index.ts';
import { filesOf, hashOf, pairsOf } from './literals.ts';

/**
 * Which texts of a translation somebody who did not write them has read back into English and compared
 * (docs/translating.md says how). RAFTLIGHT_UPDATE=1 records the files whose tests run as read; -t names one.
 */
const FILE = new URL('./read-back.json', import.meta.url);
const isRecording = process.env['RAFTLIGHT_UPDATE'] !== undefined;

interface Reading {
  /** Files that nobody has read back yet. */
  unread: readonly string[];
  /** Hashes of what has been read, by file. */
  read: { readonly [file: string]: string };
}

const READINGS = JSON.parse(readFileSync(FILE, 'utf8')) as { [language: string]: Reading };
const howTo = (language: string, file: string): string =>
  'read it back into English without looking at the English, compare (docs/translating.md), then ' +
  `RAFTLIGHT_UPDATE=1 npx vitest run test/messages/read-back.test.ts -t '${language}/${file}'`;

function record(language: string, file: string): void {
  const { unread, read } = READINGS[language] ?? { unread: [], read: {} };
  const hashes = [...new Set(pairsOf(language, file).map(hashOf))].sort().join(' ');
  READINGS[language] = { unread: unread.filter((other) => other !== file), read: { ...read, [file]: hashes } };
}

describe.each(languages().filter((language) => language !== 'en'))('the language %s', (language) => {
  const files = filesOf(language);
  if (isRecording) {
    const { unread = [], read = {} } = READINGS[language] ?? {};
    const left = Object.entries(read).filter(([file]) => files.includes(file));
    READINGS[language] = { unread: unread.filter((file) => files.includes(file)), read: Object.fromEntries(left) };
  }

  it.each(files)(`${language}/%s is read back by someone who did not write it`, (file) => {
    if (isRecording) record(language, file);
    const { unread = [], read = {} } = READINGS[language] ?? {};
    if (unread.includes(file)) return;
    const pairs = pairsOf(language, file);
    const hashes = new Set(read[file]?.split(' '));
    const missed = pairs.filter((pair) => !hashes.has(hashOf(pair))).map(({ own }) => own);
    expect(missed, `${file}: ${howTo(language, file)}`).toEqual([]);
    const now = new Set(pairs.map(hashOf));
    const stale = [...hashes].filter((hash) => !now.has(hash));
    expect(stale, `${file} does not say any more what was read: ${howTo(language, file)}`).toEqual([]);
  });

  it('has no record of files that say nothing any more', () => {
    const { unread = [], read = {} } = READINGS[language] ?? {};
    expect([...unread, ...Object.keys(read)].filter((file) => !files.includes(file))).toEqual([]);
  });
});

afterAll(() => {
  if (!isRecording) return;
  const sorted = Object.entries(READINGS).map(([language, { unread, read }]) => {
    const files = Object.entries(read).sort(([a], [b]) => (a < b ? -1 : 1));
    return [language, { unread, read: Object.fromEntries(files) }];
  });
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
});
