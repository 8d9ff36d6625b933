import type { Configuration } from './configuration.ts';
import type { Log } from './log.ts';

/** A configuration with its place: the index of its entry, or of the base that the log stands on. */
export interface Standing {
  readonly configuration: Configuration;
  readonly index: number;
}

/** The configuration of the entry at `index`; null when that is another entry or none. */
export function configurationAt(log: Log, index: number): Configuration | null {
  const command = log.entryAt(index)?.command;
  return command?.kind === 'configuration' ? command.configuration : null;
}

/** P87, P92: the latest configuration among the entries up to `upTo`; below them all is what the log stands on. */
export function latestConfiguration(log: Log, upTo: number, base: Configuration): Standing {
  for (let index = upTo; index > log.baseIndex; index--) {
    const configuration = configurationAt(log, index);
    if (configuration !== null) return { configuration, index };
  }
  return { configuration: base, index: log.baseIndex };
}
