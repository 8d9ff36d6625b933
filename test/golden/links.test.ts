import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stateHash } from '../../src/cluster/encode.ts';
import { canonicalScenario } from '../../src/scenario/format.ts';
import { readLink } from '../../src/scenario/link.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import { compression } from '../../src/store/compression.ts';
import { GOLDEN } from './links.ts';
import { worldAt } from './world-at.ts';

interface GoldenLink {
  readonly name: string;
  readonly step: number;
  readonly stateHash: string;
  readonly hash: string;
}

const links = JSON.parse(readFileSync('test/golden/links.json', 'utf8')) as readonly GoldenLink[];

describe('a link that was published', () => {
  it.each(links)('still opens on the same state: $name', async ({ name, step, stateHash: expected, hash }) => {
    const outcome = await readLink(hash, compression);
    if (!outcome.ok || outcome.value.kind !== 'run') throw new Error('expected a run');
    const { scenario, position, fingerprint } = outcome.value;
    expect(position).toEqual({ step, offsetUs: 0 });
    expect(fingerprint).toBe(expected);
    expect(stateHash(worldAt(toSpec(scenario), step))).toBe(expected);
    const made = GOLDEN.find((golden) => golden.name === name);
    expect(made && canonicalScenario(made.scenario)).toEqual(scenario);
  });

  it('is there for each of them', () => {
    expect(links.map(({ name }) => name)).toEqual(GOLDEN.map(({ name }) => name));
  });
});
