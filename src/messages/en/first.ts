import { cluster } from './cluster.ts';
import { common } from './common.ts';
import { shell } from './shell.ts';
import { topbar } from './topbar.ts';
import { transport } from './transport.ts';

/** What scenes say, by their English words: in English there is nothing to add. */
const sayings: Readonly<Record<string, string>> = {};

/** What the first picture says. Everything else loads with the first panel that speaks about events. */
export const first = { sayings, cluster, common, shell, topbar, transport };
