import { at } from '../../base/assert.ts';
import { bitsToRange, drawBits, Purpose } from '../../base/draw.ts';

/** A stream of keyed draws for one seed of the swarm: apart from the draws of the run that it shapes. */
export class Dice {
  private readonly seed: number;
  private readonly stream: number;
  private rolled = 0;

  /** Draws of one stream do not shift those of another: a mechanism that arrives later draws from one of its own. */
  constructor(seed: number, stream = 0) {
    this.seed = seed;
    this.stream = stream;
  }

  /** An integer in [low, high], both included. */
  between(low: number, high: number): number {
    return bitsToRange(drawBits(this.seed, Purpose.swarm, this.stream, 0, ++this.rolled), low, high);
  }

  chance(percent: number): boolean {
    return this.between(1, 100) <= percent;
  }

  pick<T>(choices: readonly T[]): T {
    return at(choices, this.between(0, choices.length - 1));
  }

  /** One of the choices, as often as its weight says. */
  weighted<T>(choices: readonly (readonly [weight: number, choice: T])[]): T {
    let left = this.between(
      1,
      choices.reduce((sum, [weight]) => sum + weight, 0),
    );
    for (const [weight, choice] of choices) {
      left -= weight;
      if (left <= 0) return choice;
    }
    throw new Error('the weights add up to less than was drawn');
  }
}
