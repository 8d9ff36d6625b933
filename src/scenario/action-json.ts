import { assertNever } from '../base/assert.ts';
import { msToUs, usToMs } from '../base/time.ts';
import { formatOperation, parseOperation } from '../cluster/command-text.ts';
import {
  type ClusterAction,
  type ClusterOrder,
  type ClusterPlacedAction,
  isClientOrder,
  TIMER_NAMES,
} from '../cluster/types.ts';
import type { Address, Link, MessageRef, Place } from '../sim/types.ts';
import { changeFromJson, changeToJson } from './membership-json.ts';
import { knownAddress, messageRefOf, nameOf, nameOfMessage } from './names.ts';
import { predicateFromJson, predicateToJson } from './predicate-json.ts';
import type { ActionJson, PlacedActionJson, PlaceJson, RangeJson, TimerName } from './types.ts';

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

export function rangeToJson({ lowUs, highUs }: { readonly lowUs: number; readonly highUs: number }): RangeJson {
  return lowUs === highUs ? usToMs(lowUs) : [usToMs(lowUs), usToMs(highUs)];
}

const PPM_PER_PERCENT = 10_000;

export function ppmOf(percent: number): number {
  return Math.round(percent * PPM_PER_PERCENT);
}

export function ppmToPercent(ppm: number): number {
  return ppm / PPM_PER_PERCENT;
}

export function placeFromJson(place: PlaceJson): Place {
  if (place.at !== undefined) return { atUs: usOf(place.at) };
  if (place.afterStep !== undefined) return { afterStep: place.afterStep };
  if (place.when !== undefined) return { when: predicateFromJson(place.when) };
  throw new Error('a place has "at", "afterStep" or "when"');
}

function placeToJson(place: Place): PlaceJson {
  if ('atUs' in place) return { at: usToMs(place.atUs) };
  if ('afterStep' in place) return { afterStep: place.afterStep };
  return { when: predicateToJson(place.when) };
}

/** One entry of a scenario's actions; `both` directions of a link are two actions of the engine. */
export function placedActionFromJson(json: PlacedActionJson): readonly ClusterPlacedAction[] {
  const place = placeFromJson(json);
  return actionsFromJson(json).map((action) => ({ place, action, ...(json.off === true && { off: true as const }) }));
}

export function placedActionToJson(placed: ClusterPlacedAction): PlacedActionJson {
  const off = placed.off === true ? { off: true as const } : {};
  return { ...placeToJson(placed.place), ...actionToJson(placed.action), ...off };
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

function oneActionFromJson(json: Exclude<ActionJson, { readonly do: 'cut' | 'heal' | 'setLink' }>): ClusterAction {
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

/** The inverse of `actionsFromJson`, one action at a time. */
function actionToJson(action: ClusterAction): ActionJson {
  switch (action.do) {
    case 'crash':
    case 'restart':
    case 'pause':
    case 'resume':
    case 'wipe':
    case 'join':
      return { do: action.do, server: nameOf(action.server) };
    case 'cut':
    case 'heal':
      return { do: action.do, from: nameOf(action.from), to: nameOf(action.to) };
    case 'partition':
      return { do: 'partition', groups: action.groups.map((group) => group.map(nameOf)) };
    case 'healAll':
      return { do: 'healAll' };
    case 'setLink':
      return { do: 'setLink', from: nameOf(action.from), to: nameOf(action.to), ...linkChangeToJson(action.change) };
    case 'drop':
    case 'hold':
    case 'release':
    case 'deliver':
    case 'duplicate':
      return { do: action.do, message: nameOfMessage(action.message) };
    case 'delay':
      return { do: 'delay', message: nameOfMessage(action.message), byMs: usToMs(action.byUs) };
    case 'fireTimer':
    case 'freezeTimer':
    case 'unfreezeTimer':
      return { do: action.do, server: nameOf(action.server), timer: timerNameOf(action.timer) };
    case 'takeMessage':
      return { do: action.do, message: nameOfMessage(action.message) };
    case 'takeTimer':
      return { do: action.do, host: nameOf(action.server), timer: timerNameOf(action.timer) };
    case 'takeWrite':
      return { do: action.do, server: nameOf(action.server), write: action.write };
    case 'setClock':
      return { do: 'setClock', server: nameOf(action.server), ratePpm: action.ratePpm };
    case 'tell':
      return orderToJson(action.address, action.order);
    default:
      return assertNever(action);
  }
}

function orderToJson(address: Address, order: ClusterOrder): ActionJson {
  if (isClientOrder(order)) {
    const { operation, server, read } = order;
    const asked = { ...(server !== null && { server: nameOf(server) }), ...(read !== undefined && { read }) };
    return { do: 'submit', client: nameOf(address), command: formatOperation(operation), ...asked };
  }
  switch (order.type) {
    case 'TransferLeadership':
      return { do: 'transfer', server: nameOf(address), to: nameOf(order.to) };
    case 'ChangeConfiguration':
      return changeToJson(nameOf(address), order.change);
    case 'TakeSnapshot':
      return { do: 'snapshot', server: nameOf(address) };
    case 'Act': {
      const to = order.to === null ? {} : { to: nameOf(order.to) };
      return { do: 'act', server: nameOf(address), what: order.what, ...to };
    }
    default:
      return assertNever(order);
  }
}

function timerNameOf(timer: number): TimerName {
  const name = TIMER_NAMES[timer];
  if (name === undefined) throw new Error(`there is no timer ${timer}`);
  return name;
}

function linkChangeToJson(change: Partial<Omit<Link, 'cut'>>) {
  const { lowUs, highUs, lossPpm, duplicatePpm, scriptedUs } = change;
  const low = lowUs ?? highUs;
  const high = highUs ?? lowUs;
  return {
    ...(low !== undefined && high !== undefined && { latencyMs: rangeToJson({ lowUs: low, highUs: high }) }),
    ...(lossPpm !== undefined && { lossPercent: ppmToPercent(lossPpm) }),
    ...(duplicatePpm !== undefined && { duplicatePercent: ppmToPercent(duplicatePpm) }),
    ...(scriptedUs !== undefined && { scriptMs: scriptedUs.map(usToMs) }),
  };
}
