import type { Result } from '../../cluster/machine.ts';
import type { ClientMember, FinishedOperation } from '../../cluster/types.ts';
import type { Operation } from '../../raft/command.ts';
import type { DirectRead } from '../../raft/reads.ts';

/** One operation as its client saw it: when it was called, when it returned, and with what. */
export interface Call {
  readonly client: number;
  readonly request: number;
  readonly operation: Operation;
  readonly calledAtUs: number;
  /** Infinity when it has not returned, or nobody knows what became of it: then it may take effect at any later time. */
  readonly returnedAtUs: number;
  /** Null where it is unknown whether the operation took effect. */
  readonly result: Result | null;
  /** How a direct read was served; absent for what went through the log. */
  readonly read?: DirectRead | undefined;
}

/** What every client saw up to now; what is still pending may have taken effect. */
export function historyOf(clients: readonly ClientMember[]): Call[] {
  const calls: Call[] = [];
  for (const { address, pending, finished } of clients) {
    for (const operation of finished.toArray()) {
      const call = finishedCall(address, operation);
      if (call !== null) calls.push(call);
    }
    for (const { request, operation, startedAtUs } of pending) {
      calls.push(openCall(address, request, operation, startedAtUs));
    }
  }
  return calls;
}

/**
 * A failed operation counts as one that may have taken effect: its client knows that what it sent was not appended, but
 * not whether the network has delivered it twice.
 */
function finishedCall(client: number, finished: FinishedOperation): Call | null {
  const { request, operation, startedAtUs, finishedAtUs, outcome, reason, result, read } = finished;
  if (reason === 'noSession') return null;
  if (outcome !== 'ok' || result === null) return openCall(client, request, operation, startedAtUs);
  return { client, request, operation, calledAtUs: startedAtUs, returnedAtUs: finishedAtUs, result, read };
}

function openCall(client: number, request: number, operation: Operation, calledAtUs: number): Call {
  return { client, request, operation, calledAtUs, returnedAtUs: Infinity, result: null };
}
