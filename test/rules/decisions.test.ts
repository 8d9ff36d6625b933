import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const FOLDER = 'docs/decisions';

test('every decision is listed, with its number and its question', () => {
  const files = readdirSync(FOLDER).filter((name) => /^\d{4}-/.test(name));
  const expected = files.sort().map((file) => {
    const [heading = ''] = readFileSync(`${FOLDER}/${file}`, 'utf8').split('\n');
    return `- [${file.slice(0, 4)}](${file})${heading.replace(/^# \d{4}/, '')}`;
  });
  const listed = readFileSync(`${FOLDER}/README.md`, 'utf8').split('\n');
  expect(listed.filter((line) => line.startsWith('- ['))).toEqual(expected);
  for (const file of files) {
    expect(readFileSync(`${FOLDER}/${file}`, 'utf8'), file).toMatch(new RegExp(`^# ${file.slice(0, 4)} `));
  }
});
