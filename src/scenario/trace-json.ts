import type { Json } from '../base/canonical.ts';
import { formatCommand, formatOperation } from '../cluster/command-text.ts';
import { formatConfiguration } from '../cluster/configuration-text.ts';
import type { Edit } from '../cluster/edit.ts';
import { encodeEntry, encodeFinished, encodeMessage } from '../cluster/encode-parts.ts';
import { encodeResult } from '../cluster/encode-sessions.ts';
import type { JsonRecord } from '../cluster/encode-words.ts';
import {
  type ClusterEnvelope,
  type ClusterOrder,
  type Fact,
  isClientOrder,
  TIMER_NAMES,
  type TraceEvent,
} from '../cluster/types.ts';
import type { Decision } from '../raft/rules.ts';
import type { Link } from '../sim/types.ts';
import { ppmToPercent, rangeToJson } from './action-to-json.ts';
import { editToJson } from './edit-to-json.ts';
import { type FieldKind, fieldsOf } from './facts.ts';
import { changeToJson } from './membership-json.ts';
import { nameOf, nameOfMessage } from './names.ts';

/** One event as a line of a trace (docs/trace-format.md): addresses and timers by name, data beside the identity. */
export function traceLine(event: TraceEvent): JsonRecord {
  const { step, i, atUs, server, causes, fact } = event;
  return {
    step,
    i,
    atUs,
    type: fact.type,
    server: server === null ? null : nameOf(server),
    // What was there before the run began has no event.
    causes: causes.filter((cause) => cause.i >= 0).map((cause) => [cause.step, cause.i]),
    ...dataOf(fact),
  };
}

function dataOf(fact: Fact): JsonRecord {
  const kinds = fieldsOf(fact.type) ?? {};
  const data: { [name: string]: Json } = {};
  for (const [name, value] of Object.entries(fact)) {
    if (name === 'type' || name === 'envelope') continue;
    const kind = kinds[name];
    data[name] =
      kind === undefined ? structured(name, fact, value) : plain(kind, value as string | number | boolean | null);
  }
  return 'envelope' in fact ? { ...data, message: envelopeData(fact.envelope, fact.type === 'MessageSent') } : data;
}

function plain(kind: FieldKind, value: string | number | boolean | null): Json {
  if (typeof value !== 'number') return value;
  if (kind === 'address') return nameOf(value);
  return kind === 'timer' ? (TIMER_NAMES[value] ?? value) : value;
}

/** Where it is going and what it says; when it leaves also how long it takes. */
function envelopeData(envelope: ClusterEnvelope, leaving: boolean): JsonRecord {
  const { sentAtUs, arriveAtUs, doomed, held } = envelope;
  return {
    name: nameOfMessage(envelope),
    from: nameOf(envelope.from),
    to: nameOf(envelope.to),
    ...(leaving && { takesUs: arriveAtUs - (held ? 0 : sentAtUs), ...(doomed && { doomed }) }),
    ...encodeMessage(envelope.message),
  };
}

/** The members that are more than one plain value. */
function structured(name: string, fact: Fact, value: unknown): Json {
  switch (name) {
    case 'decision':
      return decisionData(value as Decision);
    case 'removed':
      return 'removed' in fact ? fact.removed.map(encodeEntry) : null;
    case 'groups':
      return 'groups' in fact ? fact.groups.map((group) => group.map(nameOf)) : null;
    case 'tag':
      return 'tag' in fact && fact.tag !== null ? { client: nameOf(fact.tag.client), request: fact.tag.request } : null;
    case 'command':
      return 'command' in fact ? formatCommand(fact.command) : null;
    case 'configuration':
      return 'configuration' in fact ? formatConfiguration(fact.configuration) : null;
    case 'servers':
      return 'servers' in fact ? fact.servers.map(nameOf) : null;
    case 'result':
      return 'result' in fact ? encodeResult(fact.result) : null;
    case 'operation':
      if (fact.type === 'OperationFinished') return encodeFinished(fact.operation);
      return fact.type === 'OperationStarted' ? formatOperation(fact.operation) : null;
    case 'edit':
      return editToJson(value as Edit);
    case 'problem':
      return value as Json;
    case 'link':
      return linkData(value as Link);
    case 'values':
      return 'values' in fact ? fact.values : null;
    case 'order':
      return orderData(value as ClusterOrder);
    default:
      throw new Error(`the trace format has no place for ${fact.type}.${name}`);
  }
}

function decisionData({ rule, values, outcome, brokenBy }: Decision): JsonRecord {
  return { rule, values, outcome, brokenBy };
}

/** As in the action of a scenario that gives it, without whom it is given to. */
function orderData(order: ClusterOrder): JsonRecord {
  if (isClientOrder(order)) {
    const { operation, server, read } = order;
    return { command: formatOperation(operation), ...(server !== null && { server: nameOf(server) }), read };
  }
  if (order.type === 'Edit') return { do: 'edit', ...(editToJson(order.edit) as JsonRecord) };
  if (order.type === 'TakeSnapshot') return { do: 'snapshot' };
  if (order.type === 'TransferLeadership') return { do: 'transfer', to: nameOf(order.to) };
  if (order.type === 'Act') return { do: 'act', what: order.what, to: order.to === null ? null : nameOf(order.to) };
  const { server: _, ...change } = changeToJson('', order.change);
  return change;
}

function linkData(link: Link): JsonRecord {
  return {
    latencyMs: rangeToJson(link),
    lossPercent: ppmToPercent(link.lossPpm),
    duplicatePercent: ppmToPercent(link.duplicatePpm),
    cut: link.cut,
  };
}
