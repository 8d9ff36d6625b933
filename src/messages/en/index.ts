import { cluster } from './cluster.ts';
import { common } from './common.ts';
import { describe } from './events.ts';
import { logs } from './logs.ts';
import { mutations } from './mutations.ts';
import { narration } from './narration.ts';
import { ruleNames } from './rulings.ts';
import { transport } from './transport.ts';
import { findingOf, promises } from './violations.ts';

/** The English table. Its type is what every other language has to fill. */
export const en = {
  language: 'English',
  cluster,
  common,
  describe,
  emphasis: /\b(?:terms? \d+(?: to \d+)?|index(?:es)? \d+(?: to \d+)?)\b/g,
  findingOf,
  logs,
  mutations,
  narration,
  promises,
  ruleNames,
  transport,
};
