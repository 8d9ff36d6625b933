import { itemsOf, machineOf } from '../../cluster/snapshot-data.ts';
import type { Server } from '../../raft/server.ts';
import { useApp } from '../../store/hooks.ts';
import { useNames, useText } from '../text.ts';
import { Section, Values } from './parts.tsx';

type Row = readonly [name: string, value: string];

/** What a server's snapshot holds, what of one arrives or is being sent, and how long until the next. */
export function SnapshotPart({ server }: { readonly server: Server }) {
  const { inspector } = useText();
  const name = useNames();
  const raft = useApp((state) => state.scenario.raft);
  const { snapshot, partial } = server;
  const rows: Row[] = [];
  if (snapshot !== null) {
    for (const [key, value] of itemsOf(machineOf(snapshot.data))) rows.push([key, String(value)]);
  }
  if (partial !== null) {
    const part = inspector.snapshotPart(partial.received, partial.snapshot.data.size);
    rows.push([inspector.partialSnapshot(name(partial.leaderId)), part]);
  }
  if (server.role === 'leader') {
    server.installing.forEach((place, id) => {
      if (place === null) return;
      rows.push([inspector.sendingSnapshot(name(id)), inspector.snapshotPart(place.offset, place.snapshot.data.size)]);
    });
  }
  const entries = raft?.snapshotEntries ?? 0;
  if (entries > 0) {
    const limit = Math.max(entries, (raft?.snapshotFactor ?? 0) * (snapshot?.data.size ?? 0));
    rows.push([inspector.logGauge, inspector.logGaugeValue(server.lastApplied - server.log.baseIndex, limit)]);
  }
  if (rows.length === 0 && snapshot === null) return null;
  const end = snapshot === null ? undefined : inspector.snapshotEnd(snapshot.lastIndex, snapshot.lastTerm);
  return (
    <Section title={inspector.snapshot} {...(end !== undefined && { end })}>
      <Values rows={rows} />
    </Section>
  );
}
