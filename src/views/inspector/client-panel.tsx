import { formatMs } from '../../base/time.ts';
import { formatOperation } from '../../cluster/command-text.ts';
import type { ClientMember, FinishedOperation } from '../../cluster/types.ts';
import { useNames, useText } from '../text.ts';
import { Offers } from '../whynot/offers.tsx';
import { HistorySection } from './history-section.tsx';
import { Actions, Section } from './parts.tsx';

const SHOWN = 20;

/** A client: what it waits for, and how what it asked for ended. */
export function ClientPanel({ client }: { readonly client: ClientMember }) {
  const { inspector } = useText();
  const name = useNames();
  const finished = latest(client);
  return (
    <>
      <h2 className="insp-start">{name(client.address)}</h2>
      {client.session > 0 && (
        <p className="insp-note">
          {client.sessionExpired ? inspector.sessionExpired(client.session) : inspector.session(client.session)}
        </p>
      )}
      <Section title={inspector.pending}>
        {client.pending.size + client.queued.length === 0 ? (
          <p className="insp-note">{inspector.nothingPending}</p>
        ) : (
          <ul className="insp-operations">
            {[...client.pending].map((operation) => (
              <li key={operation.request}>
                <code>{formatOperation(operation.operation)}</code>{' '}
                <span>{operation.resting ? inspector.rests : inspector.asks(name(operation.server))}</span>
                {operation.retries > 0 && <span>{inspector.attempt(operation.retries)}</span>}
              </li>
            ))}
            {client.queued.map(({ request, order }) => (
              <li key={request}>
                <code>{formatOperation(order.operation)}</code> <span>{inspector.waitsForSession}</span>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={inspector.finished}>
        {finished.length === 0 ? (
          <p className="insp-note">{inspector.nothingFinished}</p>
        ) : (
          <ul className="insp-operations">
            {finished.map((operation) => (
              <Finished key={operation.request} operation={operation} />
            ))}
          </ul>
        )}
      </Section>
      <Offers targets={[{ kind: 'client', id: client.address }]} />
      <HistorySection />
      <Actions target={{ kind: 'client', id: client.address }} />
    </>
  );
}

function latest(client: ClientMember): FinishedOperation[] {
  const { finished } = client;
  const shown: FinishedOperation[] = [];
  for (let place = finished.length - 1; place >= 0 && shown.length < SHOWN; place--) {
    const operation = finished.get(place);
    if (operation !== undefined) shown.push(operation);
  }
  return shown;
}

function Finished({ operation }: { readonly operation: FinishedOperation }) {
  const { inspector, resultOf, reasonOf, common } = useText();
  const { outcome, result, index, term, read, startedAtUs, finishedAtUs } = operation;
  const place = read === undefined ? inspector.at(index, term) : inspector.readAt(index, read);
  return (
    <li>
      <code>{formatOperation(operation.operation)}</code>
      <b className={`outcome-${outcome}`}>{inspector.outcomes[outcome]}</b>
      <span>
        {outcome === 'ok' && result !== null
          ? [resultOf(result), place, inspector.took(formatMs(finishedAtUs - startedAtUs))].join(common.signs.part)
          : reasonOf(operation.reason)}
      </span>
      {operation.retries > 0 && <span>{inspector.attempt(operation.retries)}</span>}
    </li>
  );
}
