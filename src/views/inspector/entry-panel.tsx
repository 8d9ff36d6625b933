import { formatCommand } from '../../cluster/command-text.ts';
import type { ClusterHost } from '../../cluster/types.ts';
import type { Messages } from '../../messages/index.ts';
import { isQuorum } from '../../raft/quorum.ts';
import { useMoment } from '../../store/hooks.ts';
import { TermBadge } from '../marks/role-badge.tsx';
import { useNames, useText } from '../text.ts';
import { Offers } from '../whynot/offers.tsx';
import { Actions, Head, Section, Values, Why } from './parts.tsx';

/** An entry, the same on every server: what it says, who has it, whether it can still vanish. */
export function EntryPanel({ index, term }: { readonly index: number; readonly term: number }) {
  const text = useText();
  const name = useNames();
  const { world } = useMoment();
  const { inspector } = text;
  const servers = world.hosts.filter((host) => host.state.kind === 'server');
  const holders = servers.filter((host) => termAt(host, index) === term);
  const entry = holders.map((host) => entryAt(host, index)).find((found) => found !== undefined);
  return (
    <>
      <Head
        mark={
          <svg className="insp-mark" width="48" height="48" viewBox="-24 -24 48 48" aria-hidden="true">
            <TermBadge term={term} x={0} y={0} radius={16} fontSize={17} />
          </svg>
        }
        title={inspector.entry(index, term)}
        about={entry === undefined ? inspector.none : formatCommand(entry.command)}
      />
      <Why>{isCommitted(servers, index, term) ? inspector.committed : inspector.uncommitted}</Why>
      <Section title={inspector.hasIt} end={inspector.storedBy(holders.length, servers.length)}>
        <Values rows={servers.map((host) => [name(host.address), standing(host, index, term, text)] as const)} />
      </Section>
      <Offers targets={[{ kind: 'entry', index, term }]} />
      <Actions target={{ kind: 'entry', index, term }} />
    </>
  );
}

function termAt({ state }: ClusterHost, index: number): number | undefined {
  return state.kind === 'server' ? state.raft.log.termAt(index) : undefined;
}

function entryAt({ state }: ClusterHost, index: number) {
  return state.kind === 'server' ? state.raft.log.entryAt(index) : undefined;
}

/**
 * Whether the entry is committed in fact: some server knows it, or a leader's own term has it on a majority of disks
 * (P49). What a majority holds only by counting copies of an older term is not.
 */
function isCommitted(servers: readonly ClusterHost[], index: number, term: number): boolean {
  const known = servers.some(
    ({ state }) => state.kind === 'server' && state.raft.commitIndex >= index && state.raft.log.termAt(index) === term,
  );
  if (known) return true;
  return servers.some(({ state }) => {
    if (state.kind !== 'server' || state.raft.role !== 'leader' || state.raft.currentTerm !== term) return false;
    const holders = servers.filter(({ disk }) => disk?.log.termAt(index) === term).map(({ address }) => address);
    return state.raft.log.termAt(index) === term && isQuorum(state.raft.configuration, holders);
  });
}

function standing(host: ClusterHost, index: number, term: number, { inspector }: Messages): string {
  if (host.state.kind !== 'server') return '';
  const { raft } = host.state;
  const own = raft.log.termAt(index);
  if (own === undefined) return inspector.hasNone;
  if (own !== term) return inspector.hasOther(own);
  if (raft.lastApplied >= index) return inspector.applied;
  if (raft.commitIndex >= index) return inspector.knows;
  return host.disk?.log.termAt(index) === term ? inspector.onDisk : inspector.ahead;
}
