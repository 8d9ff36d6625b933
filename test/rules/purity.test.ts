import { ESLint } from 'eslint';
import { expect, it } from 'vitest';

const forbidden = [
  'export const x = Math.random();',
  'export const x = Math.log(2);',
  'export const x = Math.hypot(3, 4);',
  "export const x = Math['random']();",
  'export const { random } = Math;',
  'export const x = 2 ** 10;',
  'export let x = 2; x **= 10;',
  'export const x = Date.now();',
  'export const x = new Date();',
  'export const x = performance.now();',
  'export const x = crypto.randomUUID();',
  'export const x = globalThis.crypto.randomUUID();',
  'export const x = setTimeout(() => undefined, 1);',
  'setInterval(() => undefined, 1);',
  'queueMicrotask(() => undefined);',
  "export const x = ['b', 'a'].sort((p, q) => p.localeCompare(q));",
  'export const x = (1000).toLocaleString();',
  "export const x = new Intl.NumberFormat('en');",
  "export const x = process.env['HOME'];",
];

const allowed = [
  'export const x = Math.imul(Math.floor(3 / 2), Math.max(1, Math.abs(-2)));',
  'export const x = Math.sqrt(2) + Math.trunc(1.5) + Math.fround(1.1) + Math.clz32(1);',
  'export const label = { Date: 1 };',
];

/** Whether the rules of a pure layer object to this text. */
async function objections(code: string, filePath: string): Promise<readonly string[]> {
  const eslint = new ESLint({
    // The forbidden calls need no types; without them this is fast.
    overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
    ruleFilter: ({ ruleId }) => ruleId.startsWith('no-restricted-'),
  });
  const [result] = await eslint.lintText(code, { filePath });
  return (result?.messages ?? []).map((message) => message.message);
}

it.each(['base', 'sim', 'raft', 'lessons', 'cluster', 'check', 'scenario', 'timeline', 'whynot'])(
  'src/%s is a pure layer',
  async (layer) => {
    expect(await objections('export const x = Math.random();', `src/${layer}/planted.ts`)).toHaveLength(1);
  },
);

it.each(forbidden)('a pure layer must not say: %s', async (code) => {
  expect(await objections(code, 'src/raft/planted.ts')).not.toEqual([]);
});

it.each(allowed)('a pure layer may say: %s', async (code) => {
  expect(await objections(code, 'src/raft/planted.ts')).toEqual([]);
});

it('a view may read the clock', async () => {
  expect(await objections('export const x = Date.now();', 'src/views/planted.ts')).toEqual([]);
});
