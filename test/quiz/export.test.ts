import { describe, expect, it } from 'vitest';
import { type QuizItem, toCsv, toGift } from '../../src/quiz/export.ts';

const ITEMS: readonly QuizItem[] = [
  {
    text: 'x is on 3 of 5.',
    question: 'Is it {committed}?',
    choices: ['Yes: a majority has it', 'No'],
    right: 'No',
    because: 'S5 could win (P49).',
    link: 'https://example.org/#/scene/x?s=1',
  },
  { text: '', question: 'Which index?', choices: [], right: 'index 7', because: '', link: '' },
];

describe('questions for a course system', () => {
  it('are GIFT, with its own characters escaped', () => {
    expect(toGift('The trap', ITEMS)).toBe(
      [
        '$CATEGORY: Raftlight/The trap',
        '',
        '::The trap 1::x is on 3 of 5. Is it \\{committed\\}? {',
        '\t~Yes\\: a majority has it',
        '\t=No',
        '\t#### S5 could win (P49). https\\://example.org/\\#/scene/x?s\\=1',
        '}',
        '',
        '::The trap 2::Which index? {',
        '\t=index 7',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('are CSV that a spreadsheet neither breaks nor runs', () => {
    const evil: QuizItem = { ...(ITEMS[0] as QuizItem), text: '=1+1', because: 'say "no", then go' };
    const csv = toCsv(['Text', 'Question', 'Right', 'Because', 'Link'], [evil, ITEMS[1] as QuizItem]);
    expect(csv.split('\r\n')).toEqual([
      'Text,Question,A,B,Right,Because,Link',
      '\'=1+1,Is it {committed}?,Yes: a majority has it,No,No,"say ""no"", then go",https://example.org/#/scene/x?s=1',
      ',Which index?,,,index 7,,',
      '',
    ]);
  });
});
