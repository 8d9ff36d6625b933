import type { TraceEvent } from '../../cluster/types.ts';
import { principalOf } from '../principal.ts';
import type { NameOf } from '../types.ts';
import { nounOf, withArticle } from './event-words.ts';
import { describe } from './events.ts';
import { list } from './why-not-words.ts';

/** The panel in which a person chooses what happens next. */
export const choices = {
  region: 'Choose the next event',
  title: 'What happens next?',
  about: (ms: string) => `Time stands still at ${ms} ms. What you pass over comes late, never early.`,
  keys: 'Keys 1 to 9, or ↑ ↓ and Enter. Backspace takes the last one back.',
  leave: 'Let time run again',
  takeBack: 'Take the last one back',
  nothing: 'Nothing can happen by itself: no message is on its way, and no timer runs.',
  from: (noun: string, sender: string) => `${noun.charAt(0).toUpperCase()}${noun.slice(1)} from ${sender}`,
  election: 'Election timer',
  heartbeat: 'Heartbeat timer',
  timeout: 'Timeout',
  write: 'Disk write',
  due: (ms: string) => `${ms} ms`,
  overdue: 'overdue',
  held: 'held',
  frozen: 'frozen',
  command: 'Send a command…',
  would,
};

/** What a step played on trial comes to, in a few words: `S2 would grant its vote to S1 (P21)`. */
function would(events: readonly TraceEvent[], name: NameOf): string {
  const principal = principalOf(events);
  if (principal === null) return 'Nothing would happen.';
  const { title, ruling } = describe(principal, name);
  const who = principal.server === null ? '' : name(principal.server);
  const words = plainly(principal, who, sendings(events, who, name)) ?? conditional(title, who);
  return ruling === null ? words : `${words} (${ruling.rule})`;
}

/** What leaves in the step: `S1 would send a heartbeat to S2 and S3`; null when nothing does. */
function sendings(events: readonly TraceEvent[], who: string, name: NameOf): string | null {
  const sent = events.flatMap(({ fact }) => (fact.type === 'MessageSent' ? [fact.envelope] : []));
  const [first] = sent;
  if (first === undefined) return null;
  const receivers = new Set(sent.map(({ to }) => to));
  return `${who} would send ${withArticle(nounOf(first.message))} to ${list([...receivers], name)}`;
}

/** What has no better words than that it comes about. */
function plainly({ fact }: TraceEvent, who: string, sends: string | null): string | null {
  switch (fact.type) {
    case 'RoleChanged':
      return fact.to === 'follower' ? null : `${who} would become ${fact.to} of term ${fact.term}`;
    case 'MessageReceived':
      return sends ?? `${who} would receive it, and nothing else`;
    case 'MessageLost':
      return fact.reason === 'down' ? `It would reach nobody: ${who} is down` : 'It would be lost';
    case 'MessageWaits':
      return `It would wait until ${who} resumes`;
    case 'TimerFired':
      return sends ?? 'Nothing would come of it';
    case 'WriteCompleted':
      return sends === null ? 'It would be safe on disk' : `It would be safe on disk, and ${sends}`;
    default:
      return null;
  }
}

const IRREGULAR: { readonly [verb: string]: string } = { is: 'be', has: 'have', goes: 'go' };

/** `S2 grants its vote` becomes `S2 would grant its vote`, `S1’s request fails` `S1’s request would fail`. */
export function conditional(title: string, who: string): string {
  const rest = title.startsWith(`${who}’s `) ? /^(’s \S+) (\S+)(.*)$/ : /^() (\S+)(.*)$/;
  const parts = title.startsWith(who) ? rest.exec(title.slice(who.length)) : null;
  if (parts === null) return title;
  const [, noun = '', verb = '', object = ''] = parts;
  return verb === 'does' ? `${who}${noun} would${object}` : `${who}${noun} would ${base(verb)}${object}`;
}

/** `applies`, `reaches`, `grants`: without what the third person adds. */
function base(verb: string): string {
  const irregular = IRREGULAR[verb];
  if (irregular !== undefined) return irregular;
  if (verb.endsWith('ies')) return `${verb.slice(0, -3)}y`;
  return verb.replace(/(?<=ch|sh|ss|x)es$|s$/, '');
}
