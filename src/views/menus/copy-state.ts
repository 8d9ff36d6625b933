import { encodeWorld } from '../../cluster/encode.ts';
import type { CommandContext } from './command.ts';

/** The state on show as text for elsewhere: what `stateHash` is made of (docs/state-hash.md), indented. */
export async function copyState({ world, store, text }: CommandContext): Promise<void> {
  const { menus } = text;
  try {
    await navigator.clipboard.writeText(`${JSON.stringify(encodeWorld(world), null, 2)}\n`);
    store.setNotice({ kind: 'info', text: menus.stateCopied(world.step) });
  } catch {
    store.setNotice({ kind: 'problem', text: menus.stateNotCopied });
  }
}
