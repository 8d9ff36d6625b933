import { parseClaim } from '../../query/compile.ts';
import { useTimeline } from '../../store/hooks.ts';
import { setClaims, useClaims } from '../../store/questions.ts';
import { ClaimState } from '../claims/claim-state.tsx';
import { useText } from '../text.ts';
import { closeDialog } from './open-dialog.ts';
import { QueryField } from './query-field.tsx';
import { QuestionList } from './question-list.tsx';
import { Window } from './window.tsx';

/** What is claimed of the whole run, and what can be said of it so far. */
export default function PropertiesDialog() {
  const words = useText().claims;
  const claims = useClaims();
  const timeline = useTimeline();
  return (
    <Window title={words.title} wide>
      <p className="window-note">{words.about}</p>
      <QueryField
        label={words.condition}
        example={words.example}
        servers={timeline.spec.servers}
        parse={parseClaim}
        claims
        onAdd={(query) => setClaims([...claims.filter(({ source }) => source !== query.source), query])}
      />
      <QuestionList
        items={claims}
        queryOf={(claim) => claim}
        beneath={(claim) => <ClaimState claim={claim} onGo={closeDialog} />}
        onRemove={(place) => setClaims(claims.toSpliced(place, 1))}
      />
    </Window>
  );
}
