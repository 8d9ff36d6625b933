import { author } from './author.ts';
import { branches } from './branches.ts';
import { choices } from './choices.ts';
import { claims } from './claims.ts';
import { dialogs } from './dialogs.ts';
import { edits } from './edits.ts';
import { embed } from './embed.ts';
import { clockRate, nounOf, reasonOf } from './event-words.ts';
import { describe } from './events.ts';
import { first } from './first.ts';
import { events, inspector } from './inspector.ts';
import { lessons } from './lessons.ts';
import { links } from './links.ts';
import { logs } from './logs.ts';
import { menus, palette } from './menus.ts';
import { mutations } from './mutations.ts';
import { narration } from './narration.ts';
import { order } from './order.ts';
import { pictures } from './pictures.ts';
import { playlists } from './playlists.ts';
import { query } from './query.ts';
import { beat, quiz } from './quiz.ts';
import { roles } from './roles.ts';
import { ruleNames } from './rulings.ts';
import { spacetime } from './spacetime.ts';
import { stage } from './stage.ts';
import { summary } from './summary.ts';
import { twoClocks } from './two-clocks.ts';
import { findingOf, promises } from './violations.ts';
import { voteCode } from './vote-code.ts';
import { watches } from './watches.ts';
import { whyNot } from './why-not.ts';
import { resultOf, thingOf } from './words.ts';

/** The English table. Its type is what every other language has to fill. */
export const en = {
  ...first,
  author,
  beat,
  branches,
  claims,
  choices,
  clockRate,
  describe,
  edits,
  emphasis: /\b(?:terms? \d+(?: to \d+)?|index(?:es)? \d+(?: to \d+)?)\b/g,
  dialogs,
  embed,
  events,
  findingOf,
  inspector,
  lessons,
  menus,
  links,
  logs,
  mutations,
  narration,
  nounOf,
  order,
  palette,
  playlists,
  pictures,
  promises,
  query,
  quiz,
  reasonOf,
  resultOf,
  roles,
  ruleNames,
  spacetime,
  stage,
  summary,
  thingOf,
  twoClocks,
  voteCode,
  watches,
  whyNot,
};
