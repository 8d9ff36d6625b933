import { at } from '../base/assert.ts';
import { isSameMessage } from './choice.ts';
import type { Address, Choice, MessageRef } from './types.ts';
import type { World } from './world.ts';

/**
 * All that can be the next step, in the order of its structure: by host, and for each host the first of its writes, then
 * the messages to it by sender, ordinal and copy, then its timers. Held messages and frozen timers are among them.
 */
export function choicesIn<S, D, M>(world: World<S, D, M>): Choice[] {
  const messages = messagesByReceiver(world);
  const perHost = world.timerDueUs.length / Math.max(1, world.hosts.length);
  return world.hosts.flatMap((host, place): Choice[] => {
    const server = host.address;
    const [write] = host.writes.filter((other) => !host.inbox.includes(other));
    const choices: Choice[] = write === undefined ? [] : [{ do: 'takeWrite', server, write: write.ordinal }];
    for (const message of messages.get(server) ?? []) choices.push({ do: 'takeMessage', message });
    for (let timer = 0; timer < perHost; timer++) {
      const isArmed = at(world.timerDueUs, place * perHost + timer) !== Infinity;
      const isFrozen = host.frozen[timer] === true && at(world.timerParkedUs, place * perHost + timer) >= 0;
      if (isArmed || (isFrozen && !host.paused)) choices.push({ do: 'takeTimer', server, timer });
    }
    return choices;
  });
}

function messagesByReceiver<S, D, M>({ held, queue }: World<S, D, M>): ReadonlyMap<Address, MessageRef[]> {
  const found = new Map<Address, MessageRef[]>();
  for (const item of [...held, ...queue]) {
    if (item.kind !== 'envelope') continue;
    const others = found.get(item.to);
    if (others === undefined) found.set(item.to, [nameIn(item)]);
    else others.push(nameIn(item));
  }
  for (const refs of found.values()) {
    refs.sort((a, b) => a.from - b.from || a.ordinal - b.ordinal || a.copy - b.copy);
  }
  return found;
}

function nameIn({ from, to, ordinal, copy }: MessageRef): MessageRef {
  return { from, to, ordinal, copy };
}

export function isSameChoice(a: Choice, b: Choice): boolean {
  if (a.do === 'takeMessage') return b.do === 'takeMessage' && isSameMessage(a.message, b.message);
  if (a.do === 'takeTimer') return b.do === 'takeTimer' && a.server === b.server && a.timer === b.timer;
  return b.do === 'takeWrite' && a.server === b.server && a.write === b.write;
}
