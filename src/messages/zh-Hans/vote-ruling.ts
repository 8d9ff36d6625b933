import type { Decision } from '../../raft/rules.ts';
import { compare, num, type Words } from '../en/values.ts';
import type { ComparedRow, Scene, Weight } from '../types.ts';
import { row } from './values.ts';

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
    theirs: `${candidate} 请求`,
    own: `${who} 有`,
    rows: ORDER.map((place) => rowOf(place, turning, values, scene, candidate)),
  };
}

function whyOf(turning: Turning, values: Decision['values'], { who, self, name }: Scene, candidate: string): string {
  const term = num(values, 'currentTerm');
  const theirTerm = num(values, 'candidateLastLogTerm');
  const ownTerm = num(values, 'lastLogTerm');
  switch (turning) {
    case 'term':
      return `${candidate} 为任期 ${num(values, 'requestTerm')} 拉票，但 ${who} 处于任期 ${term}。`;
    case 'vote':
      return values['votedFor'] === self
        ? `${who} 自己在任期 ${term} 参选，票投给了自己。一个任期一票：没有剩下的给 ${candidate}。`
        : `${who} 在任期 ${term} 的票已投给 ${name(num(values, 'votedFor'))}。一个任期一票：没有剩下的给 ${candidate}。`;
    case 'lastTerm':
      return `${candidate} 的最后一个条目${termOf(theirTerm)}，${who} 的${termOf(ownTerm)}。${newerWins(values, who, candidate)}`;
    case 'lastIndex':
      return lengthWhy(values, who, candidate);
  }
}

function termOf(term: number): string {
  return term === 0 ? '不存在' : `属于任期 ${term}`;
}

function newerWins(values: Decision['values'], who: string, candidate: string): string {
  const theirLength = num(values, 'candidateLastLogIndex');
  const ownLength = num(values, 'lastLogIndex');
  const granted = num(values, 'candidateLastLogTerm') > num(values, 'lastLogTerm');
  const loser = granted ? who : candidate;
  const longer = granted ? ownLength > theirLength : theirLength > ownLength;
  return longer ? `任期较新者胜；${loser} 的日志更长，但根本不比较长度。` : '任期较新者胜；根本不比较长度。';
}

function lengthWhy(values: Decision['values'], who: string, candidate: string): string {
  const term = num(values, 'lastLogTerm');
  const theirs = num(values, 'candidateLastLogIndex');
  const own = num(values, 'lastLogIndex');
  const again = values['votedFor'] === values['candidateId'] ? `${who} 此前已投给它，这次再说一遍。` : '';
  if (theirs === 0 && own === 0) return `两份日志都是空的，${who} 有的 ${candidate} 都不缺。${again}`;
  const same = `最后一个条目都属于任期 ${term}，所以由长度决定。`;
  if (theirs >= own) {
    return theirs === own
      ? `两份日志都止于索引 ${own}，最后一个条目都属于任期 ${term}：${who} 有的 ${candidate} 都不缺。${again}`
      : `${same}${candidate} 的日志止于索引 ${theirs}，${who} 的止于 ${own}：它什么也不缺。${again}`;
  }
  return `${same}${candidate} 的日志止于索引 ${theirs}，${who} 的止于 ${own}：${candidate} 会缺少内容。`;
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
  const verdict = (text: string): string => (weight === 'notCompared' ? '不比较' : text);
  const pair = (theirs: string, own: string): [number, number] => [num(values, theirs), num(values, own)];
  switch (place) {
    case 'term': {
      const [theirs, own] = pair('requestTerm', 'currentTerm');
      return row('任期', theirs, own, verdict(theirs === own ? '相同' : compare(theirs, own)), weight);
    }
    case 'vote': {
      const votedFor = values['votedFor'] ?? null;
      const free = votedFor === null ? '未投' : votedFor === values['candidateId'] ? '此前已投给它' : '已投：拒绝';
      return row('votedFor', candidate, nameOf(votedFor), verdict(free), weight);
    }
    case 'lastTerm': {
      const [theirs, own] = pair('candidateLastLogTerm', 'lastLogTerm');
      const text = theirs === own ? '相同' : compare(theirs, own);
      return row('lastLogTerm', theirs, own, verdict(text), weight);
    }
    case 'lastIndex': {
      const [theirs, own] = pair('candidateLastLogIndex', 'lastLogIndex');
      return row('lastLogIndex', theirs, own, verdict(compare(theirs, own)), weight);
    }
  }
}
