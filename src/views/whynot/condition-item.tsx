import { formatMs } from '../../base/time.ts';
import { appStore } from '../../store/hooks.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import { type ClaimKey, type Condition, idOf, missingOf } from '../../whynot/condition.ts';
import { useNames, useText } from '../text.ts';
import { NextSteps } from './next-steps.tsx';
import type { Since } from './use-since.ts';

const EXCHANGES: readonly ClaimKey[] = ['voteArrived', 'arrived'];

interface Props {
  readonly condition: Condition;
  readonly since: Since;
  readonly timeline: Timeline;
}

/** One condition: whether it holds, what it says, since when, what would make it true, and what it comes down to. */
export function ConditionItem({ condition, since, timeline }: Props) {
  const { holds, parts } = condition;
  const shown = partsShown(condition);
  const state = stateOf(condition);
  const next = isSaid(condition) ? (missingOf(parts)[0]?.next ?? []) : condition.next;
  return (
    <li className={`whynot-condition whynot-${state}`}>
      <Mark state={state} />
      <div>
        <p>
          <Sentence condition={condition} /> <SinceLine step={since.get(idOf(condition)) ?? null} timeline={timeline} />
        </p>
        {!holds && <NextSteps steps={next} />}
        {shown.length > 0 && (
          <ol>
            {shown.map((part) => (
              <ConditionItem key={idOf(part)} condition={part} since={since} timeline={timeline} />
            ))}
          </ol>
        )}
      </div>
    </li>
  );
}

type State = 'holds' | 'missing' | 'notYet';

function stateOf(condition: Condition): State {
  if (condition.holds) return 'holds';
  return isSaid(condition) || isExchange(condition) ? 'notYet' : 'missing';
}

/** What it says, who would be enough, and the rule that asks for it. */
function Sentence({ condition }: { readonly condition: Condition }) {
  const { whyNot } = useText();
  const name = useNames();
  const { claim, rule, holds } = condition;
  const chosen = 'chosen' in claim && !holds ? (claim.chosen ?? []) : [];
  return (
    <>
      <span className="visually-hidden">{whyNot[stateOf(condition)]} </span>
      {whyNot.claim(claim, holds, name)}
      {chosen.length > 0 && ` ${whyNot.enough(chosen, name)}`}{' '}
      {rule !== null && (
        <span className="whynot-rule">
          <span className="visually-hidden">{whyNot.rule('')}</span>
          {rule}
        </span>
      )}
    </>
  );
}

function isExchange({ claim }: Condition): boolean {
  return EXCHANGES.includes(claim.key);
}

/** Whether nothing is missing but that an exchange takes its time: the condition itself says so much. */
function isSaid({ claim, parts }: Condition): boolean {
  const missing = missingOf(parts);
  const [first] = missing;
  const isClose = missing.length === 1 && first !== undefined && isExchange(first);
  return isClose && (claim.key === 'ballot' || claim.key === 'acknowledged' || claim.key === 'told');
}

/** Of a majority every voter counts; of everything else only what is missing is of interest. */
function partsShown(condition: Condition): readonly Condition[] {
  const { claim, parts } = condition;
  if (isSaid(condition)) return [];
  const isCount = claim.key === 'majority' || claim.key === 'stored';
  if (isCount) return parts;
  const missing = missingOf(parts);
  // Where something else is missing, that nothing has arrived goes without saying.
  const telling = missing.filter((part) => !isExchange(part));
  return telling.length > 0 ? telling : missing;
}

function SinceLine({ step, timeline }: { readonly step: number | null; readonly timeline: Timeline }) {
  const { whyNot } = useText();
  if (step === null) return <span className="whynot-since">{whyNot.searching}</span>;
  const where = step === 0 ? whyNot.start : whyNot.sinceEvent(step, formatMs(timeline.index.atUs(step)));
  return (
    <span className="whynot-since">
      {whyNot.since}{' '}
      <button type="button" onClick={() => appStore.getState().seekStep(step)}>
        {where}
      </button>
    </span>
  );
}

const SHAPES = {
  holds: 'M4.5 10.5l3.800 4L15.500 6',
  missing: 'M5 5l10 10M15 5L5 15',
  notYet: 'M10 5.500a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9',
} as const;

/** A tick, a cross or an open ring: the shape tells, whatever the colour. */
function Mark({ state }: { readonly state: State }) {
  return (
    <svg className="whynot-mark" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <path d={SHAPES[state]} />
    </svg>
  );
}
