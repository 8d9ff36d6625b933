import { formatMs } from '../../base/time.ts';
import type { Decision } from '../../raft/rules.ts';
import type { Scene } from '../types.ts';
import { num, row, type Words } from './values.ts';

type Values = Decision['values'];

/** P125: is there a session that can tell whether the command has run? */
export function sessionKnown(values: Values, { who }: Scene): Words {
  const isOpen = values['sessionOpen'] === true;
  const sequence = num(values, 'sequence');
  const kept = num(values, 'firstKept');
  return {
    why: isOpen
      ? `The client has said that it has its answers to all requests below ${kept}, so ${who} has forgotten the responses to them. Request ${sequence} is one of these: it may have run, so it must not run now.`
      : `The session is not open: it has expired, and its responses with it. The command may have run, so it must not run now.`,
    theirs: 'command',
    own: `${who} has`,
    rows: [
      row(
        'session',
        'named',
        isOpen ? 'open' : 'not open',
        isOpen ? 'known' : 'expired',
        isOpen ? 'passed' : 'decides',
      ),
      row('request', sequence, `from ${kept}`, isOpen ? 'forgotten' : '', isOpen ? 'decides' : 'notCompared'),
    ],
  };
}

/** P126: the command is there already. */
export function copyKnown(values: Values, { who }: Scene): Words {
  const at = num(values, 'copyAt');
  return {
    why: `A client that gets no answer asks again, so the same command can come twice. This one is at index ${at} already: ${who} answers for that one and lets nothing happen twice.`,
    theirs: 'command',
    own: `${who} has`,
    rows: [row('copy', 'this one', `at index ${at}`, 'the same: run once', 'decides')],
  };
}

/** P128: too many sessions, or one idle for too long. */
export function sessionOver(values: Values, { who }: Scene): Words {
  const sessions = num(values, 'sessions');
  const limit = num(values, 'sessionLimit');
  const idle = `${formatMs(num(values, 'idleUs'))} ms`;
  const timeout = `${formatMs(num(values, 'sessionTimeoutUs'))} ms`;
  const isCrowded = limit > 0 && sessions > limit;
  return {
    why: isCrowded
      ? `There is room for ${limit} sessions, and this would be one more: the one used least recently goes. The log alone says which, so every machine drops the same at the same entry.`
      : `By the clocks of leaders, as entries carry them, this session was idle for ${idle}, longer than ${timeout}. ${who} does not look at its own clock: a server that replays the log later must come to the same.`,
    theirs: 'limit',
    own: `${who} has`,
    rows: isCrowded
      ? [row('sessions', limit, sessions, 'one too many', 'decides')]
      : [row('idle', timeout, idle, 'too long', 'decides')],
  };
}
