import { deflateRawSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hash64 } from '../../src/base/hash.ts';
import { openRun } from '../../src/cluster/cluster.ts';
import { stateHash } from '../../src/cluster/encode.ts';
import type { ClusterAction } from '../../src/cluster/types.ts';
import { placedActionToJson } from '../../src/scenario/action-to-json.ts';
import { fromBase64url, toBase64url } from '../../src/scenario/base64url.ts';
import { formatScenario } from '../../src/scenario/format.ts';
import { type RunLink, readLink, runLink } from '../../src/scenario/link.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import type { PlacedActionJson, Scenario } from '../../src/scenario/types.ts';
import { choicesIn } from '../../src/sim/choices.ts';
import { CLIENT_BASE } from '../../src/sim/types.ts';
import { compression } from '../../src/store/compression.ts';
import { Timeline } from '../../src/timeline/timeline.ts';

const CHOICES = 200;

const grounds: readonly Scenario[] = [
  { raftlight: 1, servers: 3 },
  { raftlight: 1, servers: 5, clients: 2, network: { lossPercent: 10, duplicatePercent: 20 } },
  { raftlight: 1, servers: 4, disks: { writeMs: [2, 30] }, clocks: { S2: { ratePpm: 1_100_000 } } },
  { raftlight: 1, servers: 3, holdMessages: true, timers: { frozen: true } },
  {
    raftlight: 1,
    servers: 3,
    actions: [
      { when: { type: 'RoleChanged', to: 'leader' }, do: 'submit', client: 'C1', command: 'set x 3' },
      { at: 300, do: 'crash', server: 'S3' },
    ],
  },
];

/** A run in which somebody takes over at some step and chooses every other one; some choices are commands of a client. */
function scheduled(ground: Scenario, picks: readonly number[]): { scenario: Scenario; hash: string; steps: number } {
  let timeline = Timeline.of(toSpec(ground));
  timeline.extendTo({ steps: (picks[0] ?? 0) % 90 });
  for (const [place, pick] of picks.entries()) {
    const { steps } = timeline;
    const possible = choicesIn(timeline.worldAt(steps));
    const choice = place % 61 === 60 ? undefined : possible[pick % Math.max(1, possible.length)];
    const action = choice ?? commandOf(place);
    timeline = timeline.branch(steps, [{ place: { afterStep: steps }, action }]);
    timeline.extendTo({ steps: steps + 1 });
  }
  const { steps } = timeline;
  const actions = timeline.spec.actions.map(placedActionToJson);
  return { scenario: { ...ground, actions }, hash: stateHash(timeline.worldAt(steps)), steps };
}

function commandOf(value: number): ClusterAction {
  return { do: 'tell', address: CLIENT_BASE + 1, order: { operation: { kind: 'set', key: 'x', value }, server: null } };
}

function endOf(scenario: Scenario, steps: number): string {
  const run = openRun(toSpec(scenario), null, true);
  while (run.step < steps) run.advance();
  return stateHash(run.world());
}

function momentOf({ scenario, hash, steps }: ReturnType<typeof scheduled>): Omit<RunLink, 'kind' | 'engine'> {
  return { scenario, position: { step: steps, offsetUs: 0 }, fingerprint: hash, branch: null, view: {} };
}

const anyPicks = fc.array(fc.nat(10_000), { minLength: CHOICES, maxLength: CHOICES });

describe('a run whose steps are chosen by hand', () => {
  test('is the same through JSON and through a link, at two characters a choice at most', async () => {
    let most = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...grounds), anyPicks, async (ground, picks) => {
        const run = scheduled(ground, picks);
        const again = parseScenario(formatScenario(run.scenario));
        expect(again.ok && endOf(again.value, run.steps)).toBe(run.hash);

        const link = await runLink(momentOf(run), compression);
        expect(link).toMatch(/^#\/run\/v2\./);
        const opened = await readLink(link, compression);
        expect(opened).toEqual({ ok: true, value: { kind: 'run', engine: 1, ...momentOf(run) } });

        // A command is written out, so the runs compared have the same ones.
        const others = (run.scenario.actions ?? []).filter((action) => !action.do.startsWith('take'));
        const bare = await runLink({ ...momentOf(run), scenario: { ...run.scenario, actions: others } }, compression);
        const choices = (run.scenario.actions ?? []).length - others.length;
        expect(choices).toBeGreaterThanOrEqual(CHOICES - 3);
        most = Math.max(most, (link.length - bare.length) / choices);
      }),
      { seed: 39, numRuns: 40 },
    );
    console.log(`at most ${most.toFixed(2)} characters a choice`);
    expect(most).toBeLessThanOrEqual(2);
  });

  test('never comes early, only late', () => {
    fc.assert(
      fc.property(anyPicks, (picks) => {
        const { scenario, steps } = scheduled({ raftlight: 1, servers: 3 }, picks);
        const run = openRun(toSpec(scenario), null, true);
        let beforeUs = 0;
        while (run.step < steps) {
          run.advance();
          expect(run.nowUs).toBeGreaterThanOrEqual(beforeUs);
          beforeUs = run.nowUs;
          const { envelope } = run.record;
          if (envelope !== null) expect(run.nowUs).toBeGreaterThanOrEqual(envelope.dueAtUs);
        }
      }),
      { seed: 40, numRuns: 10 },
    );
  });
});

/** The link with something else in it, and a right checksum. */
function changed(link: string, change: (payload: { choices: { runs: unknown[][]; after: string } }) => void): string {
  const bytes = fromBase64url(link.split('.')[1] ?? '');
  const payload = JSON.parse(inflateRawSync(bytes.ok ? bytes.value : new Uint8Array()).toString()) as never;
  change(payload);
  const packed = toBase64url(deflateRawSync(JSON.stringify(payload)));
  return `#/run/v2.${packed}.${hash64(packed).slice(0, 8)}`;
}

describe('a link whose choices do not fit', () => {
  const run = scheduled(
    { raftlight: 1, servers: 3 },
    Array.from({ length: 40 }, (_, place) => place * 7),
  );

  async function sentenceOf(change: Parameters<typeof changed>[1]): Promise<string> {
    const outcome = await readLink(changed(await runLink(momentOf(run), compression), change), compression);
    return outcome.ok ? 'opened' : outcome.error.message;
  }

  test.each<[string, Parameters<typeof changed>[1], RegExp]>([
    [
      'a rank that nothing has',
      ({ choices }) => (choices.runs = [[0, 0, 'v']]),
      /event 1 cannot be found again: only 3 steps/,
    ],
    ['what is no rank', ({ choices }) => (choices.runs = [[0, 0, 'A!']]), /cannot be read/],
    ['half a rank', ({ choices }) => (choices.runs = [[0, 0, '_']]), /cannot be read/],
    ['a place too far away', ({ choices }) => (choices.runs = [[0, 900_000_000, 'AAAA']]), /cannot be read/],
    [
      'too many of them',
      ({ choices }) => (choices.runs = Array.from({ length: 9 }, (_, n) => [0, n, 'A'.repeat(900)])),
      /cannot be read/,
    ],
    ['no list', ({ choices }) => (choices.runs = 7 as never), /damaged/],
    ['nothing', (payload) => delete (payload as { choices?: unknown }).choices, /damaged/],
  ])('says so: %s', async (_, change, sentence) => {
    expect(await sentenceOf(change)).toMatch(sentence);
  });

  test('opens, and says that it differs, when the state after them is another', async () => {
    const link = changed(await runLink(momentOf(run), compression), ({ choices }) => (choices.after = '00000000'));
    expect(await readLink(link, compression)).toMatchObject({ ok: true, value: { choicesDiffer: true } });
  });

  test('is written out when something that was chosen was not there', async () => {
    const wrong: PlacedActionJson = { afterStep: run.steps, do: 'takeWrite', server: 'S1', write: 99 };
    const scenario = { ...run.scenario, actions: [...(run.scenario.actions ?? []), wrong] };
    const link = await runLink({ ...momentOf(run), scenario }, compression);
    expect(link).toMatch(/^#\/run\/v1\./);
    expect(await readLink(link, compression)).toMatchObject({ ok: true, value: { scenario } });
  });
});
