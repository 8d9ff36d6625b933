import type { Tellers } from '../types.ts';

type SessionFact =
  | 'CopyFound'
  | 'SessionAsked'
  | 'SessionGranted'
  | 'SessionMissed'
  | 'SessionKept'
  | 'SessionLost'
  | 'SessionOpened'
  | 'SessionExpired'
  | 'CopyFiltered'
  | 'CommandExpired';

/** What happens to sessions, and to commands that come twice. */
export const sessionEvents: Tellers<SessionFact> = {
  CopyFound: ({ index, tag }, { who, name }) => [
    `${who} has the command at index ${index}`,
    `${who} finds request ${tag.request} of ${name(tag.client)} in its log, at index ${index}, and does not append it again.`,
  ],
  SessionAsked: ({ errand, to, retries }, { who, name }) => {
    const again = retries === 0 ? '' : ', again';
    return errand === 'register'
      ? [
          `${who} asks for a session`,
          `${who} asks ${name(to)} for a session${again}, so that its commands run once each.`,
        ]
      : [`${who} keeps its session`, `${who} tells ${name(to)}${again} that it still needs its session.`];
  },
  SessionGranted: ({ session }, { who }) => [
    `${who} has session ${session}`,
    `${who} has a session: number ${session}, the index of the entry that opened it.`,
  ],
  SessionKept: ({ session }, { who }) => [
    `${who}’s session is kept`,
    `${who} is told that session ${session} goes on: its keep-alive has been applied.`,
  ],
  SessionLost: ({ session }, { who }) => [
    `${who} has lost session ${session}`,
    `${who} is told that session ${session} has expired, and with it what the machines knew of its requests.`,
  ],
  SessionMissed: ({ errand }, { who }) =>
    errand === 'register'
      ? [`${who} gets no session`, `${who} could not get a session, so nothing of what waited for one was asked.`]
      : [`${who}’s keep-alive comes to nothing`, `Nobody told ${who} that its session was kept.`],
  SessionOpened: ({ session }, { who }) => [
    `${who} opens session ${session}`,
    `${who}’s machine opens session ${session} for a client.`,
  ],
  SessionExpired: ({ session }, { who }) => [
    `session ${session} expires on ${who}`,
    `${who}’s machine forgets session ${session} and its responses, as every machine does at this entry.`,
  ],
  CopyFiltered: ({ index, session, sequence }, { who }) => [
    `${who} does not run index ${index} again`,
    `Request ${sequence} of session ${session} has run before: ${who} gives the stored response and changes nothing.`,
  ],
  CommandExpired: ({ index, session, sequence }, { who }) => [
    `${who} refuses to run index ${index}`,
    `Nobody can tell any more whether request ${sequence} of session ${session} has run: ${who} does not run it, and answers that the session has expired.`,
  ],
};
