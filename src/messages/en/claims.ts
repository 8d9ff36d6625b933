import { assertNever } from '../../base/assert.ts';
import type { Verdict } from '../../query/claim-scan.ts';

/** What can be said of a property after what has been played. */
function verdict(found: Verdict): string {
  switch (found.type) {
    case 'holds':
      return 'holds so far';
    case 'broken':
      return `broken first at event ${found.step}`;
    case 'seen':
      return `seen first at event ${found.step}`;
    case 'notSeen':
      return 'not yet';
    case 'reached':
      return `holds so far: it is so at event ${found.step}`;
    case 'awaited':
      return found.step === 0 ? 'not yet' : `awaited since event ${found.step}`;
    default:
      return assertNever(found);
  }
}

/** Properties: claims about the whole run. */
export const claims = {
  title: 'Properties',
  about:
    'A claim about the whole run: always, sometimes or eventually, and a condition. They stay with you: no link carries them.',
  condition: 'Claim',
  example: 'always count(role == "leader") <= 1',
  verdict,
  /** The button that goes where the verdict points. */
  toVerdict: (source: string, said: string) => `${source}: ${said}. Go there`,
  /** Read aloud in place of the strip. */
  strip: (source: string, pieces: number, holds: boolean) =>
    `${source}: ${pieces === 1 ? '1 stretch' : `${pieces} stretches`} of the run in which the condition ${holds ? 'holds' : 'does not hold'}`,
  next: (source: string) => `To the next such event of ${source}`,
  previous: (source: string) => `To the previous such event of ${source}`,
  row: (place: number) => `p${place}`,
};
