import { assertNever } from '../base/assert.ts';
import { usToMs } from '../base/time.ts';
import { formatOperation } from '../cluster/command-text.ts';
import {
  type ClusterAction,
  type ClusterOrder,
  type ClusterPlacedAction,
  isClientOrder,
  TIMER_NAMES,
} from '../cluster/types.ts';
import type { Address, Link, Place } from '../sim/types.ts';
import { PPM_PER_PERCENT } from './action-json.ts';
import { editToJson } from './edit-to-json.ts';
import { changeToJson } from './membership-json.ts';
import { nameOf, nameOfMessage } from './names.ts';
import { predicateToJson } from './predicate-json.ts';
import type { ActionJson, PlacedActionJson, PlaceJson, RangeJson, TimerName } from './types.ts';

/** The actions of the engine as they stand in a scenario: what is done while a run is on show is written so. */

export function rangeToJson({ lowUs, highUs }: { readonly lowUs: number; readonly highUs: number }): RangeJson {
  return lowUs === highUs ? usToMs(lowUs) : [usToMs(lowUs), usToMs(highUs)];
}

export function ppmToPercent(ppm: number): number {
  return ppm / PPM_PER_PERCENT;
}

function placeToJson(place: Place): PlaceJson {
  if ('atUs' in place) return { at: usToMs(place.atUs) };
  if ('afterStep' in place) return { afterStep: place.afterStep };
  return { when: predicateToJson(place.when) };
}

export function placedActionToJson(placed: ClusterPlacedAction): PlacedActionJson {
  const off = placed.off === true ? { off: true as const } : {};
  return { ...placeToJson(placed.place), ...actionToJson(placed.action), ...off };
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
    case 'Edit':
      return { do: 'edit', server: nameOf(address), ...editToJson(order.edit) };
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
