import type { Decision } from '../../raft/rules.ts';
import type { ComparedRow, Scene, Weight } from '../types.ts';
import { compare, num, row, type Words } from './values.ts';

/** Which comparison of P21 decides; the ones after it are not reached. */
type Turning = 'term' | 'vote' | 'lastTerm' | 'lastIndex';

function turningOf(values: Decision['values']): Turning {
  const { requestTerm, currentTerm, votedFor, candidateId } = values;
  if (requestTerm !== currentTerm) return 'term';
  if (votedFor !== null && votedFor !== candidateId) return 'vote';
  return values['candidateLastLogTerm'] === values['lastLogTerm'] ? 'lastIndex' : 'lastTerm';
}

const ORDER: readonly Turning[] = ['term', 'vote', 'lastTerm', 'lastIndex'];

/** P21 in words: vote free, then the last entries' terms, then, only if these are equal, the lengths. */
export function voteRuling(values: Decision['values'], scene: Scene): Words {
  const { who, name } = scene;
  const turning = turningOf(values);
  const candidate = name(num(values, 'candidateId'));
  return {
    why: whyOf(turning, values, scene, candidate),
    theirs: `${candidate} asks`,
    own: `${who} has`,
    rows: ORDER.map((place) => rowOf(place, turning, values, scene, candidate)),
  };
}

function whyOf(turning: Turning, values: Decision['values'], { who, self, name }: Scene, candidate: string): string {
  const term = num(values, 'currentTerm');
  const theirTerm = num(values, 'candidateLastLogTerm');
  const ownTerm = num(values, 'lastLogTerm');
  switch (turning) {
    case 'term':
      return `${candidate} asks for term ${num(values, 'requestTerm')}, but ${who} is in term ${term}.`;
    case 'vote':
      return values['votedFor'] === self
        ? `${who} stands in term ${term} itself and gave its vote to itself. One vote a term: there is none left for ${candidate}.`
        : `${who} already gave its vote of term ${term} to ${name(num(values, 'votedFor'))}. One vote a term: there is none left for ${candidate}.`;
    case 'lastTerm':
      return `${candidate}’s last entry is from ${termOf(theirTerm)}, ${who}’s is from ${termOf(ownTerm)}. ${newerWins(values, who, candidate)}`;
    case 'lastIndex':
      return lengthWhy(values, who, candidate);
  }
}

function termOf(term: number): string {
  return term === 0 ? 'no term at all' : `term ${term}`;
}

function newerWins(values: Decision['values'], who: string, candidate: string): string {
  const theirLength = num(values, 'candidateLastLogIndex');
  const ownLength = num(values, 'lastLogIndex');
  const granted = num(values, 'candidateLastLogTerm') > num(values, 'lastLogTerm');
  const loser = granted ? who : candidate;
  const longer = granted ? ownLength > theirLength : theirLength > ownLength;
  return longer
    ? `The newer term wins; the longer log of ${loser} is not even compared.`
    : 'The newer term wins; the lengths are not even compared.';
}

function lengthWhy(values: Decision['values'], who: string, candidate: string): string {
  const term = num(values, 'lastLogTerm');
  const theirs = num(values, 'candidateLastLogIndex');
  const own = num(values, 'lastLogIndex');
  const again =
    values['votedFor'] === values['candidateId'] ? ` ${who} gave it this vote before, and says so again.` : '';
  if (theirs === 0 && own === 0) return `Both logs are empty, so ${candidate} misses nothing that ${who} has.${again}`;
  const same = `Both last entries are from term ${term}, so the length decides.`;
  if (theirs >= own) {
    return theirs === own
      ? `Both logs end at index ${own} with an entry of term ${term}: ${candidate} misses nothing that ${who} has.${again}`
      : `${same} ${candidate}’s log ends at index ${theirs}, ${who}’s at ${own}: it misses nothing.${again}`;
  }
  return `${same} ${candidate}’s log ends at index ${theirs}, ${who}’s at ${own}: ${candidate} would miss something.`;
}

function rowOf(
  place: Turning,
  turning: Turning,
  values: Decision['values'],
  { name }: Scene,
  candidate: string,
): ComparedRow {
  const reached = ORDER.indexOf(place) - ORDER.indexOf(turning);
  const weight: Weight = reached === 0 ? 'decides' : reached < 0 ? 'passed' : 'notCompared';
  const nameOf = (id: Decision['values'][string] | undefined): string | null =>
    typeof id === 'number' ? name(id) : null;
  const verdict = (text: string): string => (weight === 'notCompared' ? 'not compared' : text);
  const pair = (theirs: string, own: string): [number, number] => [num(values, theirs), num(values, own)];
  switch (place) {
    case 'term': {
      const [theirs, own] = pair('requestTerm', 'currentTerm');
      return row('term', theirs, own, verdict(theirs === own ? 'the same' : compare(theirs, own)), weight);
    }
    case 'vote': {
      const votedFor = values['votedFor'] ?? null;
      const free = votedFor === null ? 'free' : votedFor === values['candidateId'] ? 'given before' : 'taken: refuse';
      return row('votedFor', candidate, nameOf(votedFor), verdict(free), weight);
    }
    case 'lastTerm': {
      const [theirs, own] = pair('candidateLastLogTerm', 'lastLogTerm');
      const text = theirs === own ? 'the same' : compare(theirs, own);
      return row('lastLogTerm', theirs, own, verdict(text), weight);
    }
    case 'lastIndex': {
      const [theirs, own] = pair('candidateLastLogIndex', 'lastLogIndex');
      return row('lastLogIndex', theirs, own, verdict(compare(theirs, own)), weight);
    }
  }
}
