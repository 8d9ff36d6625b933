import { formatConfiguration } from '../../cluster/configuration-text.ts';
import { type Configuration, sameConfiguration } from '../../raft/configuration.ts';
import { latestConfiguration } from '../../raft/latest-configuration.ts';
import type { ServerId } from '../../raft/messages.ts';
import { isQuorum } from '../../raft/quorum.ts';
import type { Change, Report } from '../change.ts';
import { holds } from '../facts/leaders.ts';
import { configurationInForce } from '../in-force.ts';

/**
 * I18 (P51, P94, P101): what a leader commits is on the disks of a quorum of its configuration, in which neither learners
 * nor a leader that is left out count. A step may commit and change the configuration: one of the two has to agree.
 */
export function checkWhoCounts(change: Change, report: Report): void {
  const { was, is } = change;
  if (was.log !== is.log) checkBelief(change, report);
  if (was.snapshot !== is.snapshot) checkSnapshotBelief(change, report);
  if (!change.ran || was.role !== 'leader' || is.commitIndex <= was.commitIndex) return;
  if (was.currentTerm !== is.currentTerm) return;
  const index = is.commitIndex;
  const entryTerm = is.log.termAt(index);
  if (entryTerm === undefined) return;
  const before = configurationInForce(was);
  const holders = holdersOf(change, index, entryTerm);
  if (isQuorum(before, holders)) return;
  const configuration: Configuration = configurationInForce(is);
  if (configuration !== before && isQuorum(configuration, holders)) return;
  const values = {
    configuration: formatConfiguration(configuration),
    holders: holders.map((id) => `S${id}`).join(','),
  };
  report(
    { invariant: 'I18', servers: [is.id], values, index, term: is.currentTerm },
    `I18:${is.id}:${is.currentTerm}:${index}`,
  );
}

/** P87, P92: what a server takes for its configuration is what its log says. */
function checkBelief({ is }: Change, report: Report): void {
  const configuration = configurationInForce(is);
  if (configuration === is.configuration) return;
  const values = { believed: formatConfiguration(is.configuration), configuration: formatConfiguration(configuration) };
  const finding = {
    invariant: 'I18',
    servers: [is.id],
    values,
    index: is.configurationIndex,
    term: is.currentTerm,
  } as const;
  report(finding, `I18:${is.id}:${is.currentTerm}:belief`);
}

/** P107: a snapshot holds the configuration as of its last index, as long as the log can still tell. */
function checkSnapshotBelief(
  { is: { id, currentTerm: term, log, snapshot, baseConfiguration } }: Change,
  report: Report,
): void {
  if (snapshot === null || snapshot.lastIndex < log.baseIndex || snapshot.lastIndex > log.lastIndex) return;
  const { lastIndex: index, configuration: believed } = snapshot;
  const { configuration } = latestConfiguration(log, index, baseConfiguration);
  if (sameConfiguration(believed, configuration)) return;
  const values = { believed: formatConfiguration(believed), configuration: formatConfiguration(configuration) };
  report({ invariant: 'I18', servers: [id], values, index, term }, `I18:${id}:${index}:snapshot`);
}

/** Who has the entry on disk. */
function holdersOf({ hosts, after }: Change, index: number, entryTerm: number): ServerId[] {
  const found: ServerId[] = [];
  for (const host of hosts) {
    const { disk } = host.address === after.address ? after : host;
    if (disk !== null && holds(disk.log, index, entryTerm)) found.push(host.address);
  }
  return found;
}
