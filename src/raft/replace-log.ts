import { configurationAt, latestConfiguration, type Standing } from './latest-configuration.ts';
import type { Log } from './log.ts';
import type { Server } from './server.ts';
import { note, revised, type Turn } from './turn.ts';

/**
 * P87, P92: the log is another one from `from` on, and with it the configuration that the server uses: the latest in its
 * log, committed or not. This is the one place where a server that runs changes its configuration.
 */
export function replaceLog(turn: Turn, log: Log, from: number): void {
  const { server } = turn;
  const standing = standingIn(server, log, from);
  if (standing === null || (standing.index < from && turn.config.mutations.forgetFallback)) {
    revised(turn, server).log = log;
    return;
  }
  const { configuration, index } = standing;
  const next = revised(turn, server);
  next.log = log;
  next.configuration = configuration;
  next.configurationIndex = index;
  const type = index < from ? 'ConfigurationRestored' : 'ConfigurationAdopted';
  note(turn, () => ({ type, index, configuration }));
}

/** The configuration in force with `log`; null when it is the one that the server has. Looks at new entries only. */
function standingIn(server: Server, log: Log, from: number): Standing | null {
  for (let index = log.lastIndex; index >= from; index--) {
    const configuration = configurationAt(log, index);
    if (configuration !== null) return { configuration, index };
  }
  return server.configurationIndex < from ? null : latestConfiguration(log, from - 1, server.baseConfiguration);
}
