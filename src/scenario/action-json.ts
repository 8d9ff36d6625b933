import { assertNever } from '../base/assert.ts';
import { msToUs } from '../base/time.ts';
import { parseOperation } from '../cluster/command-text.ts';
import { type ClusterAction, type ClusterPlacedAction, TIMER_NAMES } from '../cluster/types.ts';
import type { Address, Link, MessageRef, Place } from '../sim/types.ts';
import { editsFromJson } from './edit-json.ts';
import { changeFromJson } from './membership-json.ts';
import { knownAddress, messageRefOf } from './names.ts';
import { predicateFromJson } from './predicate-from-json.ts';
import type { ActionJson, PlacedActionJson, PlaceJson, RangeJson } from './types.ts';

/** Between the actions of a scenario and those of the engine. What is read here has been validated. */

export function usOf(ms: number): number {
  const us = msToUs(ms);
  if (us === null) throw new Error(`${ms} ms has more than three decimals`);
  return us;
}

export function rangeOf(range: RangeJson): { lowUs: number; highUs: number } {
  const [low, high] = typeof range === 'number' ? [range, range] : range;
  return { lowUs: usOf(low), highUs: usOf(high) };
}

export const PPM_PER_PERCENT = 10_000;

export function ppmOf(percent: number): number {
  return Math.round(percent * PPM_PER_PERCENT);
}

export function placeFromJson(place: PlaceJson): Place {
  if (place.at !== undefined) return { atUs: usOf(place.at) };
  if (place.afterStep !== undefined) return { afterStep: place.afterStep };
  if (place.when !== undefined) return { when: predicateFromJson(place.when) };
  throw new Error('a place has "at", "afterStep" or "when"');
}

/** One entry of a scenario's actions; `both` directions of a link are two actions of the engine. */
export function placedActionFromJson(json: PlacedActionJson): readonly ClusterPlacedAction[] {
  const place = placeFromJson(json);
  return actionsFromJson(json).map((action) => ({ place, action, ...(json.off === true && { off: true as const }) }));
}

function actionsFromJson(json: ActionJson): readonly ClusterAction[] {
  switch (json.do) {
    case 'cut':
    case 'heal': {
      const { do: what } = json;
      return directionsOf(json).map(([from, to]) => ({ do: what, from, to }));
    }
    case 'setLink': {
      const change = linkChangeOf(json);
      return directionsOf(json).map(([from, to]) => ({ do: 'setLink', from, to, change }));
    }
    case 'edit': {
      const address = knownAddress(json.server);
      return editsFromJson(json).map((edit) => ({ do: 'tell', address, order: { type: 'Edit', edit } }));
    }
    default:
      return [oneActionFromJson(json)];
  }
}

function directionsOf(link: {
  readonly from: string;
  readonly to: string;
  readonly both?: boolean;
}): (readonly [Address, Address])[] {
  const from = knownAddress(link.from);
  const to = knownAddress(link.to);
  return link.both === true
    ? [
        [from, to],
        [to, from],
      ]
    : [[from, to]];
}

function linkChangeOf(json: Extract<ActionJson, { readonly do: 'setLink' }>): Partial<Omit<Link, 'cut'>> {
  return {
    ...(json.latencyMs !== undefined && rangeOf(json.latencyMs)),
    ...(json.lossPercent !== undefined && { lossPpm: ppmOf(json.lossPercent) }),
    ...(json.duplicatePercent !== undefined && { duplicatePpm: ppmOf(json.duplicatePercent) }),
    ...(json.scriptMs !== undefined && { scriptedUs: json.scriptMs.map(usOf) }),
  };
}

function oneActionFromJson(
  json: Exclude<ActionJson, { readonly do: 'cut' | 'heal' | 'setLink' | 'edit' }>,
): ClusterAction {
  switch (json.do) {
    case 'crash':
    case 'restart':
    case 'pause':
    case 'resume':
    case 'wipe':
    case 'join':
      return { do: json.do, server: knownAddress(json.server) };
    case 'partition':
      return { do: 'partition', groups: json.groups.map((group) => group.map(knownAddress)) };
    case 'healAll':
      return { do: 'healAll' };
    case 'drop':
    case 'hold':
    case 'release':
    case 'deliver':
    case 'duplicate':
      return { do: json.do, message: refOf(json.message) };
    case 'delay':
      return { do: 'delay', message: refOf(json.message), byUs: usOf(json.byMs) };
    case 'fireTimer':
    case 'freezeTimer':
    case 'unfreezeTimer':
      return { do: json.do, server: knownAddress(json.server), timer: TIMER_NAMES.indexOf(json.timer) };
    case 'takeMessage':
      return { do: json.do, message: refOf(json.message) };
    case 'takeTimer':
      return { do: json.do, server: knownAddress(json.host), timer: TIMER_NAMES.indexOf(json.timer) };
    case 'takeWrite':
      return { do: json.do, server: knownAddress(json.server), write: json.write };
    case 'setClock':
      return { do: 'setClock', server: knownAddress(json.server), ratePpm: json.ratePpm };
    case 'submit': {
      const operation = parseOperation(json.command);
      if (!operation.ok) throw new Error(operation.error);
      const server = json.server === undefined ? null : knownAddress(json.server);
      const read = json.read === undefined ? {} : { read: json.read };
      return { do: 'tell', address: knownAddress(json.client), order: { operation: operation.value, server, ...read } };
    }
    case 'addServer':
    case 'removeServer':
    case 'addLearner':
    case 'promote':
    case 'demote':
    case 'changeConfiguration': {
      const order = { type: 'ChangeConfiguration', change: changeFromJson(json) } as const;
      return { do: 'tell', address: knownAddress(json.server), order };
    }
    case 'snapshot':
      return { do: 'tell', address: knownAddress(json.server), order: { type: 'TakeSnapshot' } };
    case 'act': {
      const to = json.to === undefined ? null : knownAddress(json.to);
      return { do: 'tell', address: knownAddress(json.server), order: { type: 'Act', what: json.what, to } };
    }
    case 'transfer': {
      const order = { type: 'TransferLeadership', to: knownAddress(json.to) } as const;
      return { do: 'tell', address: knownAddress(json.server), order };
    }
    default:
      return assertNever(json);
  }
}

function refOf(name: string): MessageRef {
  const ref = messageRefOf(name);
  if (ref === null) throw new Error(`"${name}" is not the name of a message`);
  return ref;
}
