import { describe, expect, it } from 'vitest';
import { canonicalScenario, formatScenario } from '../../src/scenario/format.ts';
import { readLink, sceneLink } from '../../src/scenario/link.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { predicateFromJson } from '../../src/scenario/predicate-json.ts';
import { SCENES } from '../../src/scenario/scenes/index.ts';
import type { BeatJson, PlaceJson, Scenario } from '../../src/scenario/types.ts';
import { matchesPredicate } from '../../src/sim/plan.ts';
import { Played, sceneOf } from './support.ts';

type Name = readonly [id: string, variant: string | null];

const ALL: readonly Name[] = SCENES.flatMap(({ id, aliases = [], variants = [] }): Name[] => [
  [id, null],
  ...aliases.map((alias): Name => [alias, null]),
  ...variants.map((variant): Name => [id, variant.id]),
]);

/** How long a scene is watched after the last thing that is placed by time. */
const AFTERWARDS_MS = 2_000;

function scriptedMs(scenario: Scenario): number {
  const places: readonly PlaceJson[] = [...(scenario.actions ?? []), ...(scenario.beats ?? [])];
  return Math.max(0, ...places.map((place) => place.at ?? 0));
}

function isReached(beat: BeatJson, played: Played): boolean {
  if (beat.when === undefined) return true;
  const predicate = predicateFromJson(beat.when);
  const matches = played.all().filter(({ server, fact }) => matchesPredicate(predicate, server, fact));
  return matches.length >= predicate.nth;
}

describe.each(ALL)('%s %s', (id, variant) => {
  it('has a title, a word about it and beats, and opens by its short link', async () => {
    const scenario = await sceneOf(id, variant);
    expect(scenario.title).toBeTruthy();
    expect(scenario.about).toBeTruthy();
    expect(scenario.beats?.length).toBeGreaterThan(0);
    const link = sceneLink({ scene: id, variant, position: null, view: {} });
    expect(link).toBe(variant === null ? `#/scene/${id}` : `#/scene/${id}/${variant}`);
    const read = await readLink(link, NO_COMPRESSION);
    expect(read).toMatchObject({ ok: true, value: { kind: 'scene', scene: id, variant, position: null } });
  });

  it('is written out and read again without a change', async () => {
    const scenario = await sceneOf(id, variant);
    const text = formatScenario(scenario);
    const again = parseScenario(text);
    expect(again).toEqual({ ok: true, value: canonicalScenario(scenario) });
    expect(again.ok && formatScenario(again.value)).toBe(text);
  });

  it('does all that its actions say, and reaches every beat', async () => {
    const scenario = await sceneOf(id, variant);
    const played = new Played(scenario, scriptedMs(scenario) + AFTERWARDS_MS);
    expect(played.facts('ActionIgnored').map(({ atUs, fact }) => `${atUs} ${fact.action}: ${fact.reason}`)).toEqual([]);
    const missed = (scenario.beats ?? []).filter((beat) => !isReached(beat, played));
    expect(missed.map((beat) => beat.text.en)).toEqual([]);
  });

  it('breaks a promise only if it breaks a rule, and then ends in peace all the same', async () => {
    const scenario = await sceneOf(id, variant);
    const played = new Played(scenario, scriptedMs(scenario) + AFTERWARDS_MS);
    expect(played.violations().length > 0).toBe(scenario.broken !== undefined);
    const elections = played.facts('RoleChanged').filter(({ atUs }) => atUs > played.timeline.endUs - 500_000);
    expect(elections).toEqual([]);
  });
});

const NO_COMPRESSION = {
  deflate: () => Promise.reject(new Error('a scene link is not compressed')),
  inflate: () => Promise.reject(new Error('a scene link is not compressed')),
};
