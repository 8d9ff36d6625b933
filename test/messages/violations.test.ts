import { expect, it } from 'vitest';
import { INVARIANT_TITLES, type InvariantId, type Violation } from '../../src/check/violation.ts';
import { en } from '../../src/messages/en/index.ts';
import { nameOf } from '../../src/scenario/names.ts';

const violation = (invariant: InvariantId, more: Partial<Violation> = {}): Violation => ({
  invariant,
  step: 171,
  atUs: 1_000_000,
  servers: [1, 5],
  values: {},
  index: 2,
  term: 3,
  ...more,
});

it('has a name, a promise and a finding for every invariant', () => {
  for (const id of Object.keys(INVARIANT_TITLES) as InvariantId[]) {
    expect(en.promises[id].name).not.toBe('');
    expect(en.promises[id].says).toMatch(/\.$/);
    expect(en.findingOf(violation(id), nameOf)).toMatch(/S[15].*\.$/);
  }
});

it('says who and where', () => {
  expect(en.findingOf(violation('I1'), nameOf)).toBe('S1 and S5 both lead term 3.');
  expect(en.findingOf(violation('I5'), nameOf)).toBe('S1 and S5 apply different entries at index 2.');
  expect(en.findingOf(violation('I5', { servers: [1, 1] }), nameOf)).toBe(
    'S1 applies something else than before at index 2.',
  );
  expect(en.findingOf(violation('I4', { servers: [5] }), nameOf)).toBe(
    'S5 leads term 3 without the committed entry at index 2.',
  );
  const forgotten = { where: 'restart', votedForBefore: 2, votedFor: null };
  expect(en.findingOf(violation('I7', { servers: [1], values: forgotten }), nameOf)).toBe(
    'S1 has forgotten that it voted for S2 in term 3.',
  );
  const values = { where: 'disk', votedForBefore: 2, votedFor: 3 };
  expect(en.findingOf(violation('I7', { servers: [1], values }), nameOf)).toBe(
    'S1 votes for S3 in term 3, after it voted for S2.',
  );
});
