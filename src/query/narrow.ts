import { StepKind } from '../sim/record.ts';
import type { Address } from '../sim/types.ts';
import type { StepIndex } from '../timeline/step-index.ts';
import type { Node } from './syntax.ts';

/** What every event that meets a condition has in common, as far as the index of a run can tell without explaining. */
export interface Narrowed {
  readonly server: Address | null;
  /** The kinds of steps in which such events can be; null for all. */
  readonly kinds: readonly number[] | null;
}

/** In which steps these events are: what a person does can cause any of them. */
const KINDS: { readonly [type: string]: readonly number[] } = {
  MessageReceived: [StepKind.delivery, StepKind.action],
  MessageLost: [StepKind.loss, StepKind.delivery, StepKind.action],
  TimerFired: [StepKind.timer, StepKind.action],
  WriteCompleted: [StepKind.write, StepKind.action],
};

/** Reads off a condition what all of its events have: from the parts that are joined by `&&` only. */
export function narrowed(node: Node): Narrowed {
  if (node.type === 'both') {
    const [left, right] = [narrowed(node.left), narrowed(node.right)];
    return { server: left.server ?? right.server, kinds: left.kinds ?? right.kinds };
  }
  if (node.type !== 'compare' || node.sign !== '==') return { server: null, kinds: null };
  return fromPair(node.left, node.right) ?? fromPair(node.right, node.left) ?? { server: null, kinds: null };
}

function fromPair(field: Node, value: Node): Narrowed | null {
  if (field.type !== 'field' || field.of.type !== 'name' || field.of.name !== 'event') return null;
  const said = value.type === 'name' ? value.name : value.type === 'literal' ? value.value : null;
  if (typeof said !== 'string') return null;
  if (field.name === 'server' && /^S[1-9]$/.test(said)) return { server: Number(said.slice(1)), kinds: null };
  if (field.name === 'type' && Object.hasOwn(KINDS, said)) return { server: null, kinds: KINDS[said] ?? null };
  return null;
}

/** Whether a step can hold such an event. A step that is nobody's can hold anybody's. */
export function canHold({ server, kinds }: Narrowed, index: StepIndex, step: number): boolean {
  const whose = index.server(step);
  if (server !== null && whose !== null && whose !== server) return false;
  return kinds === null || kinds.includes(index.kind(step));
}
