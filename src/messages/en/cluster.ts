import type { Wire } from '../../cluster/types.ts';
import { count, thingOf } from './words.ts';

/** The ring: servers, links, messages on their way, votes. */
export const cluster = {
  ring: 'Cluster',
  term: (term: number) => `term ${term}`,
  /** The name of a server in the ring for whoever cannot see it. */
  server: (name: string, role: string, term: number, more: string) => `${name}, ${role}, term ${term}${more}`,
  paused: 'paused',
  frozen: 'election timer frozen',
  writes: (writes: number, sends: number) =>
    `${count(writes, 'write', 'writes')} under way${sends === 0 ? '' : `, ${count(sends, 'message waits', 'messages wait')} for the disk`}`,
  handsOver: (target: string) => `hands over to ${target}`,
  keys: 'Arrows: other servers. Tab: its messages. Enter: select. Shift F10: what can be done.',
  client: (name: string, waits: string) => (waits === '' ? `Client ${name}` : `Client ${name}, ${waits}`),
  waitsFor: (operations: string) => `waits for ${operations}`,
  retry: (operations: string, retries: number) => `waits for ${operations}, retry ${retries}`,
  asksForSession: 'asks for a session',
  link: (from: string, to: string, state: string) => `Link ${from} to ${to}${state === '' ? '' : `, ${state}`}`,
  linkCut: 'cut',
  linkCutOneWay: (from: string, to: string) => `cut from ${from} to ${to}`,
  message: (from: string, to: string, message: Wire, held: boolean) =>
    `${from} to ${to}: ${thingOf(message)}${held ? ', held' : ''}`,
  lost: 'lost',
  votesOf: {
    all: (got: number, needed: number) => `${got} of ${needed} votes`,
    old: (got: number, needed: number) => `old: ${got} of ${needed} votes`,
    new: (got: number, needed: number) => `new: ${got} of ${needed} votes`,
  },
  preVotes: (got: number, needed: number) => `${got} of ${needed} pre-votes`,
  majority: 'majority',
  pips: { granted: 'granted', coming: 'on its way', refused: 'refused', silent: 'nothing yet' },
  voter: (name: string, state: string) => `${name}: ${state}`,
  dropToCutOff: (name: string) => `Drop to cut ${name} off`,
  dropToJoin: (name: string, others: string) => `Drop to put ${name} with ${others}`,
  resetZoom: 'Show all',
};
