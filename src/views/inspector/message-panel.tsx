import { assertNever } from '../../base/assert.ts';
import { formatMs } from '../../base/time.ts';
import { formatCommand, formatOperation } from '../../cluster/command-text.ts';
import { itemsOfPart } from '../../cluster/snapshot-data.ts';
import type { ClusterEnvelope, Wire, World } from '../../cluster/types.ts';
import type { Messages } from '../../messages/index.ts';
import type { NameOf } from '../../messages/types.ts';
import { type EntryRange, entriesOf } from '../../raft/log.ts';
import type { SnapshotPart } from '../../raft/snapshot.ts';
import type { MessageRef } from '../../sim/types.ts';
import { messageName } from '../../sim/world.ts';
import { useMoment } from '../../store/hooks.ts';
import { findMessage } from '../menus/commands.ts';
import { useNames, useText } from '../text.ts';
import { MessageMark } from './fact-mark.tsx';
import { Actions, Head, Section, Values, Why } from './parts.tsx';

type Field = readonly [name: string, value: string];

/** A message: every field of the paper, where it is, and what will become of it. */
export function MessagePanel({ messageRef }: { readonly messageRef: MessageRef }) {
  const text = useText();
  const name = useNames();
  const { world } = useMoment();
  const { inspector } = text;
  const envelope = findMessage(world, messageRef);
  if (envelope === null) {
    return (
      <>
        <h2 className="insp-start">{messageName(messageRef, name)}</h2>
        <Why>{inspector.outdated}</Why>
      </>
    );
  }
  const { message, from, to } = envelope;
  return (
    <>
      <Head
        mark={<MessageMark message={message} />}
        title={text.menus.message(text.nounOf(message), name(from), name(to)).replace(/^the /, '')}
        about={`${message.type}, ${messageName(envelope, name)}`}
      />
      <Section title={message.type}>
        <Values rows={fieldsOf(message, text, name)} />
      </Section>
      <Section title={inspector.progress}>
        <Values rows={roadOf(envelope, world, text)} />
      </Section>
      <Actions target={{ kind: 'message', ref: messageRef }} />
    </>
  );
}

function roadOf(envelope: ClusterEnvelope, world: World, { inspector }: Messages): readonly Field[] {
  const waiting = world.hosts.some((host) => host.inbox.some((item) => item === envelope));
  const { fates } = inspector;
  const fate = waiting ? fates.waiting : envelope.held ? fates.held : envelope.doomed ? fates.doomed : fates.moving;
  const ms = (us: number): string => `${formatMs(us)} ms`;
  return [
    [inspector.fate, fate],
    [inspector.sent, `${ms(envelope.sentAtUs)}, #${envelope.sentStep}`],
    ...(envelope.held || waiting ? [] : [[inspector.arrives, ms(envelope.arriveAtUs)] as const]),
    [inspector.latency, ms(envelope.roadUs)],
    ...(envelope.copy === 0 ? [] : [['copy', inspector.copy(envelope.copy)] as const]),
  ];
}

/** The fields of a message by their names in the paper. */
function fieldsOf(message: Wire, text: Messages, name: NameOf): readonly Field[] {
  const { common } = text;
  const yes = (flag: boolean): string => (flag ? common.yes : common.no);
  switch (message.type) {
    case 'RequestVoteRequest':
    case 'PreVoteRequest':
      return [
        ['term', String(message.term)],
        ['candidateId', name(message.candidateId)],
        ['lastLogIndex', String(message.lastLogIndex)],
        ['lastLogTerm', String(message.lastLogTerm)],
        ...(message.type === 'RequestVoteRequest' && message.byTransfer ? ([['byTransfer', common.yes]] as const) : []),
      ];
    case 'RequestVoteResponse':
    case 'PreVoteResponse':
      return [
        ['term', String(message.term)],
        ['voteGranted', yes(message.voteGranted)],
      ];
    case 'AppendEntriesRequest':
      return [
        ['term', String(message.term)],
        ['leaderId', name(message.leaderId)],
        ['prevLogIndex', String(message.prevLogIndex)],
        ['prevLogTerm', String(message.prevLogTerm)],
        ['entries[]', entriesText(message.entries, text)],
        ['leaderCommit', String(message.leaderCommit)],
        ...roundOf(message),
      ];
    case 'AppendEntriesResponse':
      return [
        ['term', String(message.term)],
        ['success', yes(message.success)],
        ['matchIndex', String(message.matchIndex)],
        ['prevLogIndex', String(message.prevLogIndex)],
        ...roundOf(message),
        ...(message.conflict === null
          ? []
          : ([
              ['conflict term', message.conflict.term === null ? common.none : String(message.conflict.term)],
              ['conflict index', String(message.conflict.index)],
            ] as const)),
      ];
    case 'ReadIndexRequest':
      return [
        ['term', String(message.term)],
        ['read', `${name(message.read.client)} ${message.read.request}`],
      ];
    case 'ReadIndexResponse':
      return [
        ['term', String(message.term)],
        ['readIndex', message.readIndex === null ? common.none : String(message.readIndex)],
      ];
    case 'InstallSnapshotRequest':
      return [
        ['term', String(message.term)],
        ['leaderId', name(message.leaderId)],
        ['lastIndex', String(message.lastIndex)],
        ['lastTerm', String(message.lastTerm)],
        ['lastConfig', message.lastConfig === null ? common.none : message.lastConfig.voters.map(name).join(' ')],
        ['offset', String(message.offset)],
        ['data[]', itemsText(message.data, text)],
        ['done', yes(message.done)],
      ];
    case 'InstallSnapshotResponse':
      return [
        ['term', String(message.term)],
        ['lastIndex', String(message.lastIndex)],
        ['offset', String(message.offset)],
        ['received', String(message.received)],
        ['matchIndex', String(message.matchIndex)],
      ];
    case 'TimeoutNowRequest':
      return [
        ['term', String(message.term)],
        ['leaderId', name(message.leaderId)],
        ['lastLogIndex', String(message.lastLogIndex)],
      ];
    case 'ClientRequest':
      return [
        ['request', String(message.request)],
        ['operation', formatOperation(message.operation)],
        ...(message.read === undefined ? [] : ([['read', message.read]] as const)),
        ...(message.minIndex === undefined ? [] : ([['minIndex', String(message.minIndex)]] as const)),
        ...(message.session === undefined ? [] : ([['session', String(message.session)]] as const)),
      ];
    case 'RegisterClientRequest':
      return [['request', String(message.request)]];
    case 'KeepAliveRequest':
      return [['session', String(message.session)]];
    case 'ClientResponse':
      return responseFields(message, text, name);
    case 'Telling':
      return text.lessons.fields(message.values, name);
    default:
      return assertNever(message);
  }
}

/** P130: only where reads count rounds. */
function roundOf({ round }: { readonly round?: number | undefined }): readonly Field[] {
  return round === undefined ? [] : [['round', String(round)]];
}

function responseFields(
  message: Extract<Wire, { readonly type: 'ClientResponse' }>,
  text: Messages,
  name: NameOf,
): readonly Field[] {
  const fields: Field[] = [
    ['request', String(message.request)],
    ['status', message.status],
  ];
  if (message.status === 'ok') {
    fields.push(
      ['result', text.resultOf(message.result)],
      ['index', String(message.index)],
      ['term', String(message.term)],
    );
    if (message.read !== undefined) fields.push(['read', message.read]);
  }
  if (message.status === 'redirect') fields.push(['leaderHint', name(message.leaderHint)]);
  return fields;
}

function itemsText(part: SnapshotPart, { common }: Messages): string {
  if (part.count === 0) return common.none;
  return itemsOfPart(part)
    .map(([key, value]) => `${key} = ${value}`)
    .join('\n');
}

function entriesText(range: EntryRange, { common }: Messages): string {
  if (range.count === 0) return common.none;
  return entriesOf(range)
    .map(({ term, command }, offset) => `${range.first + offset}: ${formatCommand(command)} (${term})`)
    .join('\n');
}
