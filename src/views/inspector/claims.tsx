import { useClaims } from '../../store/questions.ts';
import { ClaimState } from '../claims/claim-state.tsx';
import { useText } from '../text.ts';
import { Section } from './parts.tsx';

/** What is claimed of the whole run, each with its verdict so far; nothing when nothing is. */
export function Claims() {
  const words = useText().claims;
  const claims = useClaims();
  if (claims.length === 0) return null;
  return (
    <Section title={words.title}>
      <ul className="claims">
        {claims.map((claim) => (
          <li key={claim.source}>
            <code>{claim.source}</code>
            <ClaimState claim={claim} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
