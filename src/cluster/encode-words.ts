import type { Json } from '../base/canonical.ts';

export type JsonRecord = { readonly [key: string]: Json | undefined };

/** Undefined, and so left out, where the value is the default. */
export function unless<T extends Json>(value: T, standard: Json): T | undefined {
  return value === standard ? undefined : value;
}

export function filled(list: readonly Json[]): readonly Json[] | undefined {
  return list.length === 0 ? undefined : list;
}
