/** What can be claimed of a whole run, in one word before a condition. */
export const CLAIMS = ['always', 'sometimes', 'eventually'] as const;
export type Claim = (typeof CLAIMS)[number];
