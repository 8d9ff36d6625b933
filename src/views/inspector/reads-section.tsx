import { formatMs } from '../../base/time.ts';
import { labelOf } from '../../cluster/command-text.ts';
import { nameOf as addressName } from '../../cluster/names.ts';
import type { Messages } from '../../messages/index.ts';
import type { NameOf } from '../../messages/types.ts';
import type { WaitingRead } from '../../raft/reads.ts';
import type { Leader, Server } from '../../raft/server.ts';
import { mayBeReplacedByOrder } from '../../raft/transfer.ts';
import { useApp } from '../../store/hooks.ts';
import { useNames, useText } from '../text.ts';
import { Section, Values } from './parts.tsx';

/** P130 to P132: a leader's lease and rounds, and the reads that wait at a server; nothing where nobody reads past the log. */
export function ReadsSection({ server, localUs }: { readonly server: Server; readonly localUs: number }) {
  const text = useText();
  const name = useNames();
  const keepsLease = useApp((state) => state.scenario.raft?.reads === 'lease');
  const { inspector } = text;
  const leads = server.role === 'leader';
  const rows = server.reads.map((read) => [askedBy(read, name), waitsFor(read, server, text, name)] as const);
  const rounds =
    leads && server.rounds.started > 0
      ? [[inspector.readRound, inspector.roundOf(server.rounds.confirmed, server.rounds.started)] as const]
      : [];
  const lease = leads && keepsLease ? [[inspector.lease, leaseText(server, localUs, text)] as const] : [];
  const all = [...lease, ...rounds, ...rows];
  if (all.length === 0) return null;
  return (
    <Section title={inspector.reads}>
      <Values rows={all} />
    </Section>
  );
}

function leaseText(leader: Leader, localUs: number, { inspector }: Messages): string {
  const { leaseUntilUs } = leader.rounds;
  if (leaseUntilUs === 0) return inspector.leaseNone;
  if (leaseUntilUs <= localUs) return inspector.leaseOver;
  return mayBeReplacedByOrder(leader) ? inspector.leaseVoid : inspector.leaseLeft(formatMs(leaseUntilUs - localUs));
}

function askedBy({ asker, tag }: WaitingRead, name: NameOf): string {
  const of = `${addressName(tag.client)} #${tag.request}`;
  return asker.type === 'server' ? `${of} (${name(asker.id)})` : `${labelOf(asker.command)} (${of})`;
}

function waitsFor(read: WaitingRead, server: Server, { inspector }: Messages, name: NameOf): string {
  const { readWaits } = inspector;
  const { readIndex, round, leader, confirmed, asker } = read;
  if (confirmed) return readWaits.apply(Math.max(readIndex ?? 0, asker.type === 'client' ? asker.minIndex : 0));
  if (leader !== server.id) return readWaits.leader(name(leader));
  return readIndex === null ? readWaits.commit : readWaits.round(round);
}
