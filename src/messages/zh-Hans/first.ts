import type { Messages } from '../table.ts';
import { cluster } from './cluster.ts';
import { common } from './common.ts';
import { shell } from './shell.ts';
import { titles } from './titles.ts';
import { topbar } from './topbar.ts';
import { transport } from './transport.ts';

/** What the first picture says; docs/translating.md has the words. Everything else comes with `index.ts`. */
export const first: Pick<Messages, 'sayings' | 'cluster' | 'common' | 'shell' | 'topbar' | 'transport'> = {
  sayings: titles,
  cluster,
  common,
  shell,
  topbar,
  transport,
};
