import type { ClusterHost } from '../../cluster/types.ts';
import { type Configuration, votersOf } from '../../raft/configuration.ts';
import type { ServerId } from '../../raft/messages.ts';
import { isQuorum } from '../../raft/quorum.ts';
import { type Change, firstDifference, type Report } from '../change.ts';
import type { Durable } from '../facts/durables.ts';
import type { Facts } from '../facts/facts.ts';
import { holds } from '../facts/leaders.ts';

/**
 * I6: what a leader commits is on the disks of a majority of its configuration at that moment, and stays there. Looks
 * at a commit, and at a disk that lost entries: who holds what was committed there? A wiped disk voids what was promised.
 */
export function checkDurable(change: Change, facts: Facts, report: Report): void {
  const { before, after, was, is, ran, hosts } = change;
  if (before.disk !== after.disk && before.disk !== null && after.disk !== null) {
    const lost = firstDifference(before.disk.log, after.disk.log);
    if (lost <= before.disk.log.lastIndex) {
      if (!before.up || !after.up) facts.durable.voidAll();
      else for (const durable of facts.durable.from(lost)) checkDisks(durable, is.id, hosts, report);
    }
  }
  if (!ran || is.role !== 'leader' || is.commitIndex <= was.commitIndex) return;
  const index = is.commitIndex;
  const term = is.log.termAt(index) ?? 0;
  // A step can commit and then change the configuration: what decided is the one before.
  const changed = was.role === 'leader' && was.configuration !== is.configuration;
  const decided = changed && isQuorum(was.configuration, holdersOf(was.configuration, hosts, index, term));
  const durable: Durable = { index, term, configuration: decided ? was.configuration : is.configuration };
  facts.durable.add(durable);
  checkDisks(durable, is.id, hosts, report);
}

function checkDisks({ index, term, configuration }: Durable, id: number, hosts: Change['hosts'], report: Report): void {
  const holders = holdersOf(configuration, hosts, index, term);
  if (isQuorum(configuration, holders)) return;
  const values = { disks: holders.length, voters: configuration.voters.length, entryTerm: term };
  report({ invariant: 'I6', servers: [id], values, index, term }, `I6:${index}:${term}`);
}

function holdersOf(configuration: Configuration, hosts: Change['hosts'], index: number, term: number): ServerId[] {
  return votersOf(configuration).filter((voter) => isOnDisk(hosts[voter - 1], index, term));
}

function isOnDisk(host: ClusterHost | undefined, index: number, term: number): boolean {
  return host?.disk !== undefined && host.disk !== null && holds(host.disk.log, index, term);
}
