import { CLAUSES, type ClauseId } from '../../cluster/clauses.ts';
import { useText } from '../text.ts';

interface Props {
  readonly id: ClauseId;
  readonly state: {
    readonly isLit: boolean;
    /** It is what the step is told by. */
    readonly isFirst: boolean;
    /** Somebody came for its rule. */
    readonly isChosen: boolean;
    readonly isOpen: boolean;
    readonly brokenRule: string | null;
  };
  readonly count: number;
  readonly isComplete: boolean;
  readonly onToggle: () => void;
}

/** One clause: its words, its rules, and how often it was at work. Opened it lists where. */
export function ClauseItem({ id, state, count, isComplete, onToggle }: Props) {
  const {
    summary: words,
    common: { signs },
  } = useText();
  const { isLit, isFirst, isChosen, isOpen, brokenRule } = state;
  const className = [isLit && 'lit', isFirst && 'first', isChosen && 'chosen', isOpen && 'open'].filter(Boolean);
  return (
    <li className={className.join(' ')} data-clause={id} aria-current={isLit ? 'true' : undefined}>
      <button type="button" aria-expanded={isOpen} onClick={onToggle}>
        <span className="clause-text">
          {words.clauses[id]} <span className="clause-rules">{CLAUSES[id].rules.join(' ')}</span>
          {brokenRule !== null && <em className="clause-broken"> {words.broken(brokenRule)}</em>}
          {isLit && <span className="visually-hidden">{signs.part + words.now}</span>}
          {isChosen && <span className="visually-hidden">{signs.part + words.chosen}</span>}
        </span>
        <span className="clause-count" aria-hidden="true">
          {count > 0 ? words.times(count) : isComplete ? words.never : words.unknown}
        </span>
        {isComplete && <span className="visually-hidden">{signs.part + words.timesSpoken(count)}</span>}
      </button>
    </li>
  );
}
