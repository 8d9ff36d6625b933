import type { ClusterAction } from '../../cluster/types.ts';
import type { Address, MessageRef } from '../../sim/types.ts';
import type { App } from '../../store/store.ts';
import { currentTimeline } from '../../store/store.ts';
import type { Selection } from '../../store/types.ts';
import { messageId, messagesOf } from './message-layer.ts';
import type { MovingParts } from './moving-parts.ts';
import type { ClusterScene } from './scene.ts';

/** Delete drops, H holds or releases the message that has the focus. */
export function actOnMessage(key: string, message: MessageRef, app: App): boolean {
  const action = actionFor(key, message, app);
  if (action === null) return false;
  app.getState().act(action);
  return true;
}

function actionFor(key: string, message: MessageRef, app: App): ClusterAction | null {
  if (key === 'Delete' || key === 'Backspace') return { do: 'drop', message };
  if (key.toLowerCase() !== 'h') return null;
  const state = app.getState();
  const world = currentTimeline(state).worldAt(state.cursor.step);
  const isHeld = messagesOf(world).some((envelope) => envelope.held && messageId(envelope) === messageId(message));
  return { do: isHeld ? 'release' : 'hold', message };
}

interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
}

const TURNS: { readonly [key: string]: number } = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Arrows go around the ring, Tab from a server into its messages and on, back with Shift. False: not our key. */
export function moveInRing(
  press: KeyPress,
  target: SVGElement,
  selection: Selection,
  scene: ClusterScene,
  parts: MovingParts,
): boolean {
  const turn = TURNS[press.key];
  if (turn !== undefined) return turnFrom(target, selection, turn, scene, parts);
  if (press.key !== 'Tab') return false;
  if (selection.kind === 'server') return !press.shiftKey && focusOn(parts.messagesAt(selection.id)[0]);
  if (selection.kind !== 'message') return false;
  const siblings = parts.messagesAt(parts.focusedServer);
  const place = siblings.indexOf(target as SVGGElement);
  if (press.shiftKey && place <= 0) return focusOn(nodeOfServer(target, parts.focusedServer));
  return focusOn(siblings[place + (press.shiftKey ? -1 : 1)]);
}

function turnFrom(
  target: SVGElement,
  selection: Selection,
  turn: number,
  scene: ClusterScene,
  parts: MovingParts,
): boolean {
  if (selection.kind === 'message') {
    const siblings = parts.messagesAt(parts.focusedServer);
    const next = siblings.indexOf(target as SVGGElement) + turn;
    return focusOn(siblings[(next + siblings.length) % siblings.length]);
  }
  const around: Address[] = [...scene.order, ...scene.clients];
  const from = selection.kind === 'server' || selection.kind === 'client' ? around.indexOf(selection.id) : 0;
  const next = around[(from + turn + around.length) % around.length] ?? 0;
  return focusOn(nodeOfServer(target, next));
}

function nodeOfServer(inside: SVGElement, address: Address): SVGElement | null {
  const root = inside.ownerSVGElement;
  return root?.querySelector<SVGElement>(`[data-server="${address}"],[data-client="${address}"]`) ?? null;
}

function focusOn(element: SVGElement | null | undefined): boolean {
  if (element === null || element === undefined) return false;
  element.focus();
  return true;
}
