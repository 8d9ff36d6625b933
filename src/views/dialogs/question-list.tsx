import type { ReactNode } from 'react';
import type { Query } from '../../query/compile.ts';
import { useText } from '../text.ts';

interface Props<Item> {
  readonly items: readonly Item[];
  readonly queryOf: (item: Item) => Query;
  /** What stands before a question, and beneath it. */
  readonly before?: (item: Item, place: number) => ReactNode;
  readonly beneath?: (item: Item, place: number) => ReactNode;
  readonly onRemove: (place: number) => void;
}

/** The questions of a window, each with what belongs to it, and the way to be rid of it. */
export function QuestionList<Item>({ items, queryOf, before, beneath, onRemove }: Props<Item>) {
  const words = useText().dialogs.breakpoints;
  return (
    <ul className="window-list">
      {items.map((item, place) => {
        const { source } = queryOf(item);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two questions may read the same; their places tell them apart.
          <li key={place} className="question">
            {before?.(item, place)}
            <code>{source}</code>
            <button
              type="button"
              className="button"
              aria-label={words.removeThis(source)}
              onClick={() => onRemove(place)}
            >
              {words.remove}
            </button>
            {beneath !== undefined && <div className="question-beneath">{beneath(item, place)}</div>}
          </li>
        );
      })}
    </ul>
  );
}
