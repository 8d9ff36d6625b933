import type { Messages } from '../table.ts';
import { cluster } from './cluster.ts';
import { common } from './common.ts';
import { shell } from './shell.ts';
import { topbar } from './topbar.ts';
import { transport } from './transport.ts';

/** Titles that can be on show before the scenes' texts have come. */
const sayings: Messages['sayings'] = { 'Five servers': '五台服务器' };

/** What the first picture says; docs/translating.md has the words. Everything else comes with `index.ts`. */
export const first: Pick<Messages, 'sayings' | 'cluster' | 'common' | 'shell' | 'topbar' | 'transport'> = {
  sayings,
  cluster,
  common,
  shell,
  topbar,
  transport,
};
