import { formatMs } from '../../base/time.ts';
import type { Decision } from '../../raft/rules.ts';
import type { ComparedRow, Scene } from '../types.ts';
import { compare, num, row, type Words } from './values.ts';
import { voteRuling } from './vote-ruling.ts';

type Values = Decision['values'];

/** P65: whether an election makes sense. */
export function enoughPreVotes(values: Values, { who }: Scene, outcome: boolean): Words {
  const votes = num(values, 'preVotes');
  const voters = num(values, 'voters');
  const needed = Math.floor(voters / 2) + 1;
  return {
    why: outcome
      ? `${votes} of ${voters} voters would vote for ${who}, a majority: an election makes sense. It enters the next term and asks for their votes; a pre-vote is none.`
      : `${votes} of ${voters} voters would vote for ${who}, and a majority is ${needed}. Until then it stays in its term, so that nobody is disturbed.`,
    theirs: 'needed',
    own: `${who} has`,
    rows: [row('pre-votes', needed, votes, outcome ? 'enough' : `${needed - votes} missing`, 'decides')],
  };
}

/** P66, P67: a newer term or a free vote, a log that is as good, and no leader: what decides is the first that fails. */
export function preVoteRuling(values: Values, scene: Scene): Words {
  const { who, name } = scene;
  const theirs = num(values, 'requestTerm');
  const own = num(values, 'currentTerm');
  const since = values['sinceContactUs'] ?? null;
  const isRecent = since !== null && Number(since) < num(values, 'electionTimeoutUs');
  const candidate = name(num(values, 'candidateId'));
  if (theirs < own) {
    return {
      why: `${candidate} asks about term ${theirs}, but ${who} is in term ${own} already, and its refusal says so: ${candidate} takes that term over.`,
      theirs: `${candidate} asks`,
      own: `${who} has`,
      rows: [row('term', theirs, own, `${compare(theirs, own)}: refuse`, 'decides')],
    };
  }
  // In a newer term every vote is free.
  const vote = theirs > own ? null : (values['votedFor'] ?? null);
  const asVote = voteRuling({ ...values, votedFor: vote, currentTerm: theirs }, scene);
  const wouldVote = vote === null || vote === values['candidateId'] ? isAsGood(values) : false;
  const others = asVote.rows.slice(1);
  const term = row('term', theirs, own, compare(theirs, own), 'passed');
  if (!wouldVote) return { ...asVote, rows: [term, ...others, contactRow(values, 'notCompared')] };
  const rows = others.map(
    (other): ComparedRow => ({ ...other, weight: other.weight === 'decides' ? 'passed' : other.weight }),
  );
  return {
    ...asVote,
    why: isRecent
      ? `${who} would vote for ${candidate}, but its last contact with a leader is ${ms(values, 'sinceContactUs')} ago, less than an election timeout of ${ms(values, 'electionTimeoutUs')}: an election would only disturb that leader.`
      : `${who} knows of no leader that is alive, and ${candidate}’s log is at least as good as its own. It would vote for ${candidate}; nothing of its own changes by saying so.`,
    rows: [term, ...rows, contactRow(values, 'decides')],
  };
}

function isAsGood(values: Values): boolean {
  const [theirs, own] = [num(values, 'candidateLastLogTerm'), num(values, 'lastLogTerm')];
  return theirs === own ? num(values, 'candidateLastLogIndex') >= num(values, 'lastLogIndex') : theirs > own;
}

function contactRow(values: Values, weight: ComparedRow['weight']): ComparedRow {
  const since = values['sinceContactUs'] ?? null;
  const isRecent = since !== null && Number(since) < num(values, 'electionTimeoutUs');
  const verdict = weight === 'notCompared' ? 'not compared' : isRecent ? 'recent: refuse' : 'no leader';
  return row(
    'last contact',
    ms(values, 'electionTimeoutUs'),
    since === null ? null : ms(values, 'sinceContactUs'),
    verdict,
    weight,
  );
}

function ms(values: Values, name: string): string {
  return `${formatMs(num(values, name))} ms`;
}
