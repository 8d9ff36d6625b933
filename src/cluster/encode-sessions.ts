import type { Json } from '../base/canonical.ts';
import { filled, type JsonRecord, unless } from './encode-words.ts';
import type { Machine, Result } from './machine.ts';
import { inOrderOfRunning, type Session } from './sessions.ts';

export function encodeResult(result: Result): Json {
  return result.ok ? { value: result.value } : { error: result.error };
}

/** P125: the sessions of a machine by id, and the newest leader's time that it has seen (P128). */
export function encodeSessions({ sessions, leaderUs }: Machine): JsonRecord {
  const inOrder = [...sessions.values()].sort((a, b) => a.id - b.id);
  return { sessions: filled(inOrder.map(encodeSession)), leaderUs: unless(leaderUs, 0) };
}

function encodeSession({ id, usedIndex, usedUs, firstKept, responses }: Session): Json {
  return {
    id,
    usedIndex: unless(usedIndex, id),
    usedUs: unless(usedUs, 0),
    firstKept: unless(firstKept, 1),
    responses: filled(
      inOrderOfRunning(responses).map(({ sequence, index, result }) => [sequence, index, encodeResult(result)]),
    ),
  };
}
