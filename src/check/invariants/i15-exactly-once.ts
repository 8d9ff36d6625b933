import { EMPTY_MACHINE, type Machine } from '../../cluster/machine.ts';
import { filterAlike } from '../../cluster/sessions.ts';
import type { Change, Report } from '../change.ts';
import type { Facts } from '../facts/facts.ts';

/**
 * I15, with sessions: whoever has applied up to an index has the machine that the log says, each command run once and the
 * same sessions expired. With a leader that scans its log: no command of a client is applied at two indexes. Looks at
 * new applies, after I5 has.
 */
export function checkExactlyOnce(change: Change, facts: Facts, report: Report): void {
  if (facts.sessions === 'off' || change.is.lastApplied <= change.was.lastApplied) return;
  if (facts.sessions === 'scanLog') checkCopies(change, facts, report);
  else checkMachine(change, facts, report);
}

function checkCopies({ was, is }: Change, { copies }: Facts, report: Report): void {
  for (let index = was.lastApplied + 1; index <= is.lastApplied; index++) {
    const command = is.log.entryAt(index)?.command;
    if (command?.kind !== 'client' || command.tag === undefined) continue;
    const { client, request } = command.tag;
    const name = `${client}#${request}`;
    const first = copies.at(name);
    if (first === undefined) copies.add(name, index);
    else if (first !== index) {
      const values = { client, request, firstAppliedAt: first };
      report({ invariant: 'I15', servers: [is.id], values, index }, `I15:${name}:${index}`);
    }
  }
}

function checkMachine({ before, after, was, is, ran }: Change, facts: Facts, report: Report): void {
  if (after.state.kind !== 'server') return;
  const { machines, applied } = facts;
  const { machine } = after.state;
  for (let index = machines.count + 1; index <= is.lastApplied; index++) {
    const entry = applied.at(index)?.entry;
    if (entry === undefined) machines.skip();
    else machines.apply(entry.command);
  }
  const expected = machines.at(is.lastApplied);
  if (expected === null) machines.take(is.lastApplied, machine);
  // Had they differed before, that was reported then.
  const wasExpected = ran && before.state.kind === 'server' ? machines.at(was.lastApplied) : null;
  const agreed =
    wasExpected === null || before.state.kind !== 'server' ? null : ([before.state.machine, wasExpected] as const);
  if (expected === null || isSame(machine, expected, agreed)) return;
  const values = {
    sessions: [...machine.sessions.keys()].join(' '),
    sessionsByLog: [...expected.sessions.keys()].join(' '),
    contents: contentsOf(machine),
    contentsByLog: contentsOf(expected),
  };
  report({ invariant: 'I15', servers: [is.id], values, index: is.lastApplied }, `I15:${is.id}:${after.life}`);
}

function isSame(a: Machine, b: Machine, agreed: readonly [Machine, Machine] | null): boolean {
  if (a.contents !== b.contents) {
    if (a.contents.size !== b.contents.size) return false;
    for (const [key, value] of a.contents) if (b.contents.get(key) !== value) return false;
  }
  return filterAlike(a, b, agreed);
}

function contentsOf({ contents }: Machine = EMPTY_MACHINE): string {
  return [...contents].map(([key, value]) => `${key}=${value}`).join(' ');
}
