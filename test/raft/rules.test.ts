import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NO_MUTATIONS } from '../../src/raft/config.ts';
import { rules } from '../../src/raft/rules.ts';
import { items } from '../paper/mutations.ts';

const rows = new Map<string, string>();
for (const line of readFileSync('docs/rules.md', 'utf8').split('\n')) {
  const id = /^\| (P\d+) \|/.exec(line)?.[1];
  if (id !== undefined) rows.set(id, line);
}

const sources = ['raft', 'sim', 'cluster'].flatMap((layer) =>
  readdirSync(join('src', layer))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ path: `${layer}/${name}`, text: readFileSync(join('src', layer, name), 'utf8') })),
);

describe('docs/rules.md', () => {
  test('has every rule that the engine cites or that a paper test is named by', () => {
    const cited = new Set(sources.flatMap(({ text }) => text.match(/\bP\d+\b/g) ?? []));
    const tested = items.filter((id) => id.startsWith('P'));
    expect([...cited, ...tested].filter((id) => !rows.has(id))).toEqual([]);
  });

  test('marks exactly the rules that decide', () => {
    const marked = [...rows].flatMap(([id, row]) => (row.includes('*Decides.*') ? [id] : []));
    expect(marked.sort()).toEqual(Object.keys(rules).sort());
  });

  test('names files that exist, and every switch that breaks a rule', () => {
    const text = [...rows.values()].join('\n');
    const files = new Set([...text.matchAll(/`([a-z]+\/[a-z-]+\.ts)`/g)].map(([, path]) => path));
    const known = [...sources.map(({ path }) => path), 'base/draw.ts'];
    expect([...files].filter((path) => path === undefined || !known.includes(path))).toEqual([]);
    expect(Object.keys(NO_MUTATIONS).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });
});
