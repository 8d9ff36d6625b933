import type { ReactNode } from 'react';
import { formatMs } from '../../base/time.ts';
import { type ClusterHost, ELECTION_TIMER, HEARTBEAT_TIMER, type World } from '../../cluster/types.ts';
import type { Messages } from '../../messages/index.ts';
import type { NameOf } from '../../messages/types.ts';
import { votersOf } from '../../raft/configuration.ts';
import { type Durable, followersOf, peersOf, type Server } from '../../raft/server.ts';
import { type Clock, readingAt } from '../../sim/clock.ts';
import { useMoment } from '../../store/hooks.ts';
import { useEditor } from '../edits/use-editor.tsx';
import { pollOf } from '../marks/poll.ts';
import { RoleBadge, TermBadge } from '../marks/role-badge.tsx';
import { useNames, useText } from '../text.ts';
import { Offers } from '../whynot/offers.tsx';
import { diskValues, memoryValues, snapshotValues, timerLeftUs, type ValueTable } from './changes.ts';
import { ConfigurationSection } from './configuration-section.tsx';
import { DiskPart } from './disk-part.tsx';
import { FlowPart } from './flow-part.tsx';
import { Actions, DiskAndMemory, Head, Section, Values } from './parts.tsx';
import { ReadsSection } from './reads-section.tsx';
import { SessionTable } from './session-table.tsx';
import { SnapshotPart } from './snapshot-part.tsx';

/** A server: disk apart from memory, what it knows of the others, what its machine holds. */
export function ServerPanel({ host }: { readonly host: ClusterHost }) {
  const text = useText();
  const name = useNames();
  const { world } = useMoment();
  const { inspector, common } = text;
  const editor = useEditor(host);
  const member = host.state;
  if (member.kind !== 'server') return null;
  const { raft } = member;
  const status = !host.up ? common.down : common.roles[raft.role];
  const paused = host.paused ? common.signs.part + common.paused : '';
  // The disk of a server that writes is behind its memory: what it holds is what a crash would leave.
  const written = host.disk ?? raft;
  const behind = host.writes.length === 0 ? null : inspector.pendingWrite(host.writes.length);
  return (
    <>
      <Head
        mark={
          <svg className="insp-mark" width="48" height="48" viewBox="-24 -24 48 48" aria-hidden="true">
            <TermBadge term={raft.currentTerm} x={2} y={2} radius={15} fontSize={16} />
            <RoleBadge role={host.up ? raft.role : 'down'} x={-12} y={-12} scale={0.8} />
          </svg>
        }
        title={name(host.address)}
        about={`${inspector.roleIn(status, raft.currentTerm)}${paused}`}
      />
      <DiskAndMemory
        disk={written.snapshot === null ? diskValues(written, text, name) : withSnapshot(written, text, name)}
        memory={memoryValues(raft, text, name)}
        changed={new Set()}
        diskNote={behind}
        show={(field, value) => (isEditable(field) ? editor.value({ field }, field, value) : value)}
      />
      {editor.form}
      {host.up && (
        <Values
          rows={[
            ...clockRows(host.clock, world.nowUs, text),
            [inspector.electionTimer, <TimerValue key="e" world={world} host={host} timer={ELECTION_TIMER} />],
            [inspector.heartbeatTimer, <TimerValue key="h" world={world} host={host} timer={HEARTBEAT_TIMER} />],
            ...(host.inbox.length > 0 ? ([['inbox', inspector.waiting(host.inbox.length)]] as const) : []),
          ]}
        />
      )}
      <DiskPart host={host} />
      <ConfigurationSection server={raft} />
      <TransferSection server={raft} />
      <ReadsSection server={raft} localUs={readingAt(host.clock, world.nowUs)} />
      <SnapshotPart server={raft} />
      <KnownOfOthers host={host} server={raft} />
      <FlowPart server={raft} />
      <KeyValues host={host} contents={member.machine.contents} />
      <SessionTable sessions={member.machine.sessions} />
      <Offers targets={[{ kind: 'server', id: host.address }]} />
      <Actions target={{ kind: 'server', id: host.address }} />
    </>
  );
}

const EDITABLE = ['currentTerm', 'votedFor', 'log', 'role', 'leaderId', 'commitIndex', 'lastApplied'] as const;

function isEditable(field: string): field is (typeof EDITABLE)[number] {
  return (EDITABLE as readonly string[]).includes(field);
}

/** P59: nothing of a clock that runs true and has always done so. */
function clockRows(clock: Clock, nowUs: number, { inspector, clockRate }: Messages): (readonly [string, string])[] {
  if (clock === null) return [];
  return [[inspector.clock, inspector.clockReads(clockRate(clock.ratePpm), formatMs(readingAt(clock, nowUs)))]];
}

function withSnapshot(written: Durable, text: Messages, name: NameOf): ValueTable {
  return new Map([...diskValues(written, text, name), ...snapshotValues(written, text)]);
}

function TimerValue({
  world,
  host,
  timer,
}: {
  readonly world: World;
  readonly host: ClusterHost;
  readonly timer: number;
}) {
  const { inspector } = useText();
  if (host.frozen[timer] === true) return inspector.frozen;
  const left = timerLeftUs(world, host.address, timer);
  return left === null ? inspector.stopped : inspector.left(formatMs(left));
}

/** P80: how far a leader is that hands over; nothing where nobody does. */
function TransferSection({ server }: { readonly server: Server }): ReactNode {
  const { inspector } = useText();
  const name = useNames();
  if (server.role !== 'leader' || server.transfer === null) return null;
  const { to, startedUs } = server.transfer;
  const has = server.matchIndex[to] ?? 0;
  const { lastIndex } = server.log;
  const progress = has >= lastIndex ? inspector.transferReady : inspector.transferProgress(has, lastIndex);
  return (
    <Section title={inspector.transfer}>
      <Values
        rows={[
          [inspector.transferTo, name(to)],
          [inspector.transferTarget, progress],
          [inspector.transferStarted, `${formatMs(startedUs)} ms`],
          [inspector.transferCommands, inspector.transferRefused],
        ]}
      />
    </Section>
  );
}

/** P4: what a leader keeps for each follower. P23: who answered a candidate. */
function KnownOfOthers({ host, server }: { readonly host: ClusterHost; readonly server: Server }): ReactNode {
  const { inspector, common } = useText();
  const name = useNames();
  const editor = useEditor(host);
  const others = server.role === 'leader' ? followersOf(server) : peersOf(server);
  if (others.length === 0) return null;
  const poll = pollOf(server);
  if (poll !== null) {
    const { granted, refused, isPre } = poll;
    const answer = (id: number): string =>
      granted.includes(id) ? inspector.votesFor : refused.includes(id) ? inspector.votesAgainst : inspector.votesOpen;
    return (
      <Section title={isPre ? inspector.preVotes : inspector.votes}>
        <Values
          rows={votersOf(server.configuration).map(
            (id) => [name(id), editor.value({ field: 'votes' }, `votes, ${name(id)}`, answer(id))] as const,
          )}
        />
        {editor.form}
      </Section>
    );
  }
  if (server.role !== 'leader') return null;
  return (
    <Section title={inspector.followers}>
      <table className="insp-table">
        <thead>
          <tr>
            <th scope="col">{common.server}</th>
            <th scope="col">matchIndex</th>
            <th scope="col">nextIndex</th>
          </tr>
        </thead>
        <tbody>
          {others.map((id) => (
            <tr key={id}>
              <th scope="row">{name(id)}</th>
              {(['matchIndex', 'nextIndex'] as const).map((field) => (
                <td key={field}>
                  {editor.value({ field, of: id }, `${field}[${name(id)}]`, String(server[field][id] ?? 0))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {editor.form}
    </Section>
  );
}

function KeyValues(props: { readonly host: ClusterHost; readonly contents: ReadonlyMap<string, number | string> }) {
  const { host, contents } = props;
  const { inspector, edits } = useText();
  const editor = useEditor(host);
  return (
    <Section title={inspector.keyValue}>
      {contents.size === 0 ? (
        <p className="insp-note">{inspector.noKeys}</p>
      ) : (
        <Values
          rows={[...contents].map(
            ([key, value]) =>
              [
                key,
                editor.value({ field: 'contents', key }, `${edits.fields.contents} ${key}`, String(value)),
              ] as const,
          )}
        />
      )}
      {editor.form}
    </Section>
  );
}
