import type { NameOf } from '../types.ts';

/** `S1`, `S1 和 S2`, `S1、S2 和 S3`. */
export function list(ids: readonly number[], name: NameOf): string {
  const names = [...ids].sort((a, b) => a - b).map(name);
  const last = names.pop() ?? '';
  return names.length === 0 ? last : `${names.join('、')} 和 ${last}`;
}
