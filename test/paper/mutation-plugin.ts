import type { Plugin } from 'vite';
import { mutate, mutationNamed } from './mutations.ts';

/** Breaks the engine as the environment says, for `npm run mutations`: one test run sees one broken rule. */
export function mutationPlugin(name: string | undefined): Plugin[] {
  if (name === undefined) return [];
  const mutation = mutationNamed(name);
  if (mutation === null) throw new Error(`RAFTLIGHT_MUTATION: there is no mutation ${name}`);
  return [
    {
      name: 'mutation',
      enforce: 'pre', // before types are stripped
      transform: (source, id) => (id.endsWith(`/${mutation.file}`) ? mutate(mutation, source) : null),
    },
  ];
}
