import type { Claim, ClaimKey } from '../../whynot/condition.ts';
import type { NameOf } from '../types.ts';

/** A sentence for each kind of condition, as it holds or as it does not. */
export type ClaimTellers = {
  readonly [K in ClaimKey]: (claim: Extract<Claim, { readonly key: K }>, holds: boolean, name: NameOf) => string;
};

/** `S1`, `S1 and S2`, `S1, S2 and S3`. */
export function list(ids: readonly number[], name: NameOf): string {
  const names = [...ids].sort((a, b) => a - b).map(name);
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}
