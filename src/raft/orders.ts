import type { ConfigurationChange } from './change.ts';
import type { ServerId } from './server-id.ts';

/** What an administrator tells a server to do. Like a command it can be refused; unlike one it is no entry of the log. */
export type Order =
  | { readonly type: 'TransferLeadership'; readonly to: ServerId }
  | { readonly type: 'TakeSnapshot' }
  | { readonly type: 'ChangeConfiguration'; readonly change: ConfigurationChange };
