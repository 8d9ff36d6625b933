import { describe, expect, it } from 'vitest';
import type { MutationName } from '../../src/raft/config.ts';
import { type ClaimJson, isClaim, type Scenario } from '../../src/scenario/types.ts';
import { ALL_SCENES, keysOf, opened } from './keys.ts';

/** With a rule broken the question may be decided so much later. */
const AFTERWARDS_US = 2_000_000;

interface Mistaken {
  readonly name: string;
  readonly rule: MutationName;
  readonly scenario: Scenario;
  readonly beat: number;
  readonly wrong: ClaimJson;
  readonly right: ClaimJson;
  readonly decidedUs: number;
}

/** The wrong choices of a scene that name the broken rule under which they would be right. */
async function mistakesOf({ id, variant }: (typeof ALL_SCENES)[number]): Promise<Mistaken[]> {
  const scenario = await opened(id, variant);
  const scene = variant === null ? id : `${id}/${variant}`;
  return keysOf(scenario).flatMap(({ beat, answer, decided }) => {
    const claims = (scenario.beats?.[beat]?.choices ?? []).filter(isClaim);
    const right = answer?.kind === 'choice' && answer.right !== null ? claims[answer.right] : undefined;
    if (right === undefined) return [];
    return claims.flatMap((wrong) => {
      const { mistake: rule } = wrong;
      const place = { name: `${scene} ${beat}: “${wrong.says.en}”`, scenario, beat, decidedUs: decided.atUs };
      return rule === undefined ? [] : [{ ...place, rule, wrong, right }];
    });
  });
}

const MISTAKES = (await Promise.all(ALL_SCENES.map(mistakesOf))).flat();

/** The same run with the rule broken, and a question that leaves nothing but the wrong choice and the right one. */
function under({ scenario, rule, beat, wrong, right }: Mistaken): Scenario {
  const beats = (scenario.beats ?? []).map((json, place) =>
    place === beat ? { ...json, choices: [wrong, right] } : json,
  );
  return { ...scenario, broken: [...(scenario.broken ?? []), rule], beats };
}

/** The page says of a wrong choice that it would be so with a rule broken: it would. */
describe('a wrong choice that names a broken rule', () => {
  it.each(MISTAKES)('$name holds with $rule, and the right one does not', (mistaken) => {
    const keys = keysOf(under(mistaken), mistaken.decidedUs + AFTERWARDS_US);
    expect(keys.find(({ beat }) => beat === mistaken.beat)?.answer).toMatchObject({ right: 0, holding: 1 });
  });

  it('is never the right one, and its rule is not broken already', () => {
    for (const { wrong, right, rule, scenario } of MISTAKES) {
      expect(wrong).not.toBe(right);
      expect(scenario.broken ?? []).not.toContain(rule);
    }
  });
});
