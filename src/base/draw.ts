/**
 * Keyed random draws. A draw is a function of (seed, what for, whose, how many-th) and never of what was drawn before,
 * so that an action on one server or link leaves the draws of all others as they were.
 */

/** What a draw is for. The numbers are part of the format: a changed number changes every run ever published. */
export const Purpose = {
  electionTimeout: 1,
  latency: 2,
  loss: 3,
  duplication: 4,
  writeLatency: 5,
  clientTarget: 6,
  duplicateLatency: 7,
  swarm: 8,
  slowWrite: 21,
  slowWriteLatency: 22,
  lesson: 30,
} as const;
export type Purpose = (typeof Purpose)[keyof typeof Purpose];

function mix(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  let h = hash ^ Math.imul(k, 0x1b873593);
  h = (h << 13) | (h >>> 19);
  return (Math.imul(h, 5) + 0xe6546b64) | 0;
}

/** A uniform 32-bit unsigned integer (MurmurHash3 of the key). `whose` and `other` are addresses, `nth` an ordinal. */
export function drawBits(seed: number, purpose: Purpose, whose: number, other: number, nth: number): number {
  let h = mix(mix(mix(mix(seed | 0, purpose), whose), other), nth);
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Maps 32 random bits to an integer in [low, high], both included. */
export function bitsToRange(bits: number, low: number, high: number): number {
  return low + Math.floor((bits * (high - low + 1)) / 4294967296);
}

/** Maps 32 random bits to true with the given chance in parts per million. */
export function bitsToChance(bits: number, partsPerMillion: number): boolean {
  return bitsToRange(bits, 0, 999_999) < partsPerMillion;
}
