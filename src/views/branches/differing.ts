import type { Difference } from '../../cluster/differences.ts';

/** The differences of two worlds, by what is drawn: hosts, log cells, messages. */
export interface Differing {
  readonly hosts: ReadonlySet<string>;
  /** `S1 5`: the entry at index 5 of S1, in memory or on disk. */
  readonly cells: ReadonlySet<string>;
  /** By name: `S1>S2#5`. */
  readonly messages: ReadonlySet<string>;
}

export function differingIn(differences: readonly Difference[]): Differing {
  const hosts = new Set<string>();
  const cells = new Set<string>();
  const messages = new Set<string>();
  for (const { where, path } of differences) {
    const cell = /log\[(\d+)\]$/.exec(path)?.[1];
    const message = /^messages\[(.+)\]$/.exec(path)?.[1];
    if (where !== 'network') hosts.add(where);
    if (cell !== undefined) cells.add(`${where} ${cell}`);
    if (message !== undefined) messages.add(message);
  }
  return { hosts, cells, messages };
}
