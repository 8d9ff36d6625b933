import { parseQuery } from '../../query/compile.ts';
import { useTimeline } from '../../store/hooks.ts';
import { setWatches, useWatches } from '../../store/questions.ts';
import { useText } from '../text.ts';
import { QueryField } from './query-field.tsx';
import { QuestionList } from './question-list.tsx';
import { Window } from './window.tsx';

/** Which values the inspector shows at every moment. */
export default function WatchesDialog() {
  const words = useText().watches;
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
      <QuestionList
        items={queries}
        queryOf={(query) => query}
        onRemove={(place) => setWatches(queries.toSpliced(place, 1))}
      />
    </Window>
  );
}
