import type { Configuration } from '../raft/configuration.ts';
import { configurationAt, latestConfiguration } from '../raft/latest-configuration.ts';
import type { Server } from '../raft/server.ts';

/**
 * P87: the latest configuration in a server's log, whatever the server itself believes. It costs a look at one entry, and
 * a search only where the server is wrong about it.
 */
export function configurationInForce({
  log,
  configuration,
  configurationIndex,
  baseConfiguration,
}: Server): Configuration {
  const known = configurationIndex <= log.baseIndex ? baseConfiguration : configurationAt(log, configurationIndex);
  return known === configuration ? known : latestConfiguration(log, log.lastIndex, baseConfiguration).configuration;
}
