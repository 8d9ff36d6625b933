import './vote-code.css';
import { type ReactNode, useMemo } from 'react';
import {
  type CodeTrace,
  RAFT_LINES,
  type RaftLine,
  raftTrace,
  SLIDE_LINES,
  type SlideLine,
  slideTrace,
  type VoteCase,
} from '../../cluster/vote-code.ts';
import type { Messages } from '../../messages/index.ts';
import type { NameOf } from '../../messages/types.ts';
import { lastVoteStep, type VoteStep } from '../../timeline/vote-step.ts';
import { usePacedStep } from '../paced.ts';
import { useNames, useText } from '../text.ts';
import type { PictureProps } from './picture-props.ts';

/** The rule that a line of Raft's keeps. */
const RULES: Partial<Record<RaftLine, string>> = {
  newer: 'P12',
  same: 'P13',
  unspent: 'P22',
  upToDate: 'P21',
  timer: 'P17',
  save: 'P1',
};

/** RequestVote as a slide has it beside Raft's: lit is what the last request took in each, marked is where they part. */
export default function VoteCode({ isAsking }: PictureProps) {
  const { voteCode: words } = useText();
  const { timeline, step } = usePacedStep();
  const name = useNames();
  const last = useMemo(() => (isAsking ? null : lastVoteStep(timeline, step)), [timeline, step, isAsking]);
  const isSlide = timeline.spec.raft.mutations.voteInNewerTermOnly;
  const slide = last === null ? null : slideTrace(last.asked);
  const raft = last === null ? null : raftTrace(last.asked);
  const parts = slide !== null && raft !== null && slide.granted !== raft.granted;
  return (
    <div className="vote-code">
      <p className="vote-request" role="status">
        {isAsking
          ? null
          : last === null
            ? words.noRequest
            : `${words.request(last.step, name(last.voter), name(last.asked.candidateId), last.asked.term)} ${verdictOf(last, words, name)}`}
      </p>
      <div className="vote-columns">
        <Listing title={words.slide} isRun={isSlide} words={words}>
          <ol>
            {SLIDE_LINES.map((line) => (
              <Line
                key={line}
                code={words.slideCode[line]}
                state={stateOf(slide, line, parts && (line === 'grant' || line === 'refuse'))}
                note={noteOf(line, slide, last?.asked ?? null, words, name)}
                words={words}
              />
            ))}
          </ol>
          {!isAsking && <p className="vote-missing">{words.missing}</p>}
        </Listing>
        {!isAsking && (
          <Listing title={words.raft} isRun={!isSlide} words={words}>
            <ol>
              {RAFT_LINES.map((line) => (
                <Line
                  key={line}
                  code={words.raftCode[line]}
                  rule={RULES[line]}
                  state={stateOf(raft, line, parts && line === 'answer')}
                  note={noteOf(line, raft, last?.asked ?? null, words, name)}
                  words={words}
                />
              ))}
            </ol>
          </Listing>
        )}
      </div>
    </div>
  );
}

type Words = Messages['voteCode'];

function verdictOf({ asked, voter }: VoteStep, words: Words, name: NameOf): string {
  const [slide, raft] = [slideTrace(asked).granted, raftTrace(asked).granted];
  if (slide === raft) return slide ? words.bothGrant : words.bothRefuse;
  return slide ? words.slideAlone(name(voter)) : words.part(name(voter));
}

interface ListingProps {
  readonly title: string;
  readonly isRun: boolean;
  readonly words: Words;
  readonly children: ReactNode;
}

function Listing({ title, isRun, words, children }: ListingProps) {
  return (
    <section aria-label={title} className={isRun ? 'run' : undefined}>
      <h3>
        {title} {isRun && <span>{words.follows}</span>}
      </h3>
      {children}
    </section>
  );
}

type LineState = 'parts' | 'taken' | 'passed' | 'plain';

function stateOf<L extends string>(trace: CodeTrace<L> | null, line: L, isParting: boolean): LineState {
  if (trace === null) return 'plain';
  if (!trace.lines.includes(line)) return 'passed';
  return isParting ? 'parts' : 'taken';
}

interface LineProps {
  readonly code: string;
  readonly rule?: string | undefined;
  readonly state: LineState;
  readonly note: string;
  readonly words: Words;
}

function Line({ code, rule, state, note, words }: LineProps) {
  return (
    <li className={`vote-line ${state}`}>
      <code>{code}</code>
      {(state === 'taken' || state === 'parts') && <span className="visually-hidden">, {words.taken}: </span>}
      {note !== '' && <b>{note}</b>}
      {rule !== undefined && <i>{rule}</i>}
    </li>
  );
}

/** What a line came to: the values that it compared, or what it answered. */
function noteOf(
  line: SlideLine | RaftLine,
  trace: CodeTrace<SlideLine | RaftLine> | CodeTrace<SlideLine> | CodeTrace<RaftLine> | null,
  asked: VoteCase | null,
  words: Words,
  name: NameOf,
): string {
  if (trace === null || asked === null || !(trace.lines as readonly string[]).includes(line)) return '';
  const held = (trace.holds as Partial<Record<string, boolean>>)[line];
  const verdict = held === true ? words.yes : words.no;
  const now = Math.max(asked.term, asked.currentTerm);
  const votedFor = asked.term > asked.currentTerm ? null : asked.votedFor;
  switch (line) {
    case 'newer':
      return `${asked.currentTerm} < ${asked.term}: ${verdict}`;
    case 'same':
      return `${now} == ${asked.term}: ${verdict}`;
    case 'unspent':
      return `${votedFor === null ? words.none : name(votedFor)}: ${verdict}`;
    case 'upToDate':
      return `${words.last(...asked.theirLast)}, ${words.last(...asked.ownLast)}: ${verdict}`;
    case 'if':
      return verdict;
    case 'answer':
    case 'grant':
    case 'refuse':
      return trace.granted ? words.grants : words.refuses;
    default:
      return '';
  }
}
