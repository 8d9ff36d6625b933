import type { ServerId } from './server-id.ts';

/**
 * Who counts (P23, P87). `voters` is ascending and without duplicates; while a configuration is joint (P101), `voters` are
 * those of C_new and `old` those of C_old, and both decide. `learners` get entries and count nowhere (P94); none of them
 * is among `voters`.
 */
export interface Configuration {
  readonly voters: readonly ServerId[];
  readonly learners: readonly ServerId[];
  readonly old: readonly ServerId[] | null;
}

const NOBODY: readonly ServerId[] = [];

/** P105: what a server has that nobody has told anything yet. */
export const NO_CONFIGURATION: Configuration = { voters: NOBODY, learners: NOBODY, old: null };

export function configurationOfVoters(voters: readonly ServerId[]): Configuration {
  return { voters, learners: NOBODY, old: null };
}

/** Everybody who votes: of both halves while the configuration is joint. */
export function votersOf({ voters, old }: Configuration): readonly ServerId[] {
  return old === null ? voters : union(voters, old);
}

/** Everybody who gets entries. */
export function membersOf(configuration: Configuration): readonly ServerId[] {
  const voters = votersOf(configuration);
  return configuration.learners.length === 0 ? voters : union(voters, configuration.learners);
}

export function isVoter({ voters, old }: Configuration, id: ServerId): boolean {
  return voters.includes(id) || (old?.includes(id) ?? false);
}

/** Ascending and without duplicates. */
export function union(some: readonly ServerId[], others: readonly ServerId[]): readonly ServerId[] {
  const more = others.filter((id) => !some.includes(id));
  return more.length === 0 ? some : [...some, ...more].sort((a, b) => a - b);
}

export function sameConfiguration(a: Configuration, b: Configuration): boolean {
  const same = (some: readonly ServerId[], others: readonly ServerId[]): boolean =>
    some.length === others.length && some.every((id, place) => id === others[place]);
  return (
    a === b || (same(a.voters, b.voters) && same(a.learners, b.learners) && same(a.old ?? NOBODY, b.old ?? NOBODY))
  );
}
