import { canonical, type Json } from '../../base/canonical.ts';
import { itemsOf, machineOf } from '../../cluster/snapshot-data.ts';
import type { Snapshot } from '../../raft/snapshot.ts';
import type { Change, Report } from '../change.ts';
import type { Facts } from '../facts/facts.ts';

/**
 * I3 and I5 where a snapshot stands for entries: at one index all snapshots end in the same term, and that of an entry
 * known there if it was applied; and they hold the same contents. Looks at new snapshots.
 */
export function checkSnapshot({ is }: Change, facts: Facts, report: Report): void {
  const { snapshot, id } = is;
  if (snapshot === null) return;
  const { lastIndex, lastTerm } = snapshot;
  const appliedThere = facts.applied.at(lastIndex);
  const known = facts.snapshots.at(lastIndex);
  const otherTerm = known?.snapshot.lastTerm ?? appliedThere?.entry.term ?? lastTerm;
  if (otherTerm !== lastTerm) {
    const servers = [id, known?.server ?? appliedThere?.server ?? id];
    const values = { lastTerm, knownTerm: otherTerm };
    report({ invariant: 'I3', servers, values, index: lastIndex, term: lastTerm }, `I3:snapshot:${lastIndex}:${id}`);
  }
  if (known === undefined) {
    facts.snapshots.add(snapshot, id);
    return;
  }
  const own = contentsOf(snapshot);
  const theirs = contentsOf(known.snapshot);
  if (known.snapshot.data === snapshot.data || own === theirs) return;
  const values = { contents: own, knownContents: theirs };
  const servers = [id, known.server];
  report({ invariant: 'I5', servers, values, index: lastIndex, term: lastTerm }, `I5:snapshot:${lastIndex}:${id}`);
}

function contentsOf({ data }: Snapshot): string {
  const items: Json = itemsOf(machineOf(data));
  return canonical(items);
}
