import { parseQuery } from '../../query/compile.ts';
import { useTimeline } from '../../store/hooks.ts';
import { setWatches, useWatches } from '../../store/watches.ts';
import { useText } from '../text.ts';
import { QueryField } from './query-field.tsx';
import { Window } from './window.tsx';

/** Which values the inspector shows at every moment. */
export default function WatchesDialog() {
  const text = useText();
  const words = text.watches;
  const { remove, removeThis } = text.dialogs.breakpoints;
  const queries = useWatches();
  const { servers } = useTimeline().spec;
  return (
    <Window title={words.title} wide>
      <p className="window-note">{words.about}</p>
      <QueryField
        label={words.condition}
        example={words.example}
        servers={servers}
        parse={parseQuery}
        refuse={({ usesEvents }) => (usesEvents ? words.noEvents : null)}
        onAdd={(query) => setWatches([...queries.filter(({ source }) => source !== query.source), query])}
      />
      <ul className="window-list">
        {queries.map((query) => (
          <li key={query.source} className="field breakpoint">
            <code>{query.source}</code>
            <button
              type="button"
              className="button"
              aria-label={removeThis(query.source)}
              onClick={() => setWatches(queries.filter((other) => other !== query))}
            >
              {remove}
            </button>
          </li>
        ))}
      </ul>
    </Window>
  );
}
