import { knownAddress, messageRefOf } from '../../scenario/names.ts';
import type { FocusJson } from '../../scenario/types.ts';
import { isClient } from '../../sim/types.ts';
import type { Selection } from '../../store/types.ts';

/** What a beat lights, as something to select. Its names have been validated. */
export function lightOf(light: NonNullable<FocusJson['light']>): Selection {
  if (typeof light !== 'string') return { kind: 'entry', ...light };
  const ref = messageRefOf(light);
  if (ref !== null) return { kind: 'message', ref };
  const id = knownAddress(light);
  return isClient(id) ? { kind: 'client', id } : { kind: 'server', id };
}
