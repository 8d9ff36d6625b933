import { addressOf, nameOf } from '../cluster/names.ts';
import type { Address, MessageRef } from '../sim/types.ts';
import { messageName } from '../sim/world.ts';
import type { Scenario } from './types.ts';

export { addressOf, nameOf };

/** The address of a name that validation has accepted. */
export function knownAddress(name: string): Address {
  const address = addressOf(name);
  if (address === null) throw new Error(`"${name}" is not the name of a server or client`);
  return address;
}

/** `S1>S2#5`, or `S1>S2#5.1` for a duplicate. */
export function nameOfMessage(ref: MessageRef): string {
  return messageName(ref, nameOf);
}

/** The inverse of `nameOfMessage`; null for anything else. */
export function messageRefOf(name: string): MessageRef | null {
  const match = /^([SC][1-9])>([SC][1-9])#([1-9]\d{0,8})(?:\.([1-9]\d{0,5}))?$/.exec(name);
  if (match === null) return null;
  const [, from = '', to = '', ordinal, copy = '0'] = match;
  return { from: knownAddress(from), to: knownAddress(to), ordinal: Number(ordinal), copy: Number(copy) };
}

export function serverCount(scenario: Scenario): number {
  return typeof scenario.servers === 'number' ? scenario.servers : scenario.servers.length;
}

/** How many servers there are when all that is planned to join has joined. */
export function serversInTheEnd(scenario: Scenario): number {
  return serverCount(scenario) + (scenario.actions ?? []).filter((action) => action.do === 'join').length;
}

/** Who votes at first, ascending. */
export function votersOf(scenario: Scenario): readonly Address[] {
  const { configuration } = scenario;
  if (configuration === undefined) return Array.from({ length: serverCount(scenario) }, (_, index) => index + 1);
  return configuration.map(knownAddress).sort((a, b) => a - b);
}

export function clientCount(scenario: Scenario): number {
  return scenario.clients ?? 1;
}

/** What the page calls a server or client: its label where the scenario gives one, else its name. */
export function labelOfAddress(scenario: Scenario, address: Address): string {
  const { servers } = scenario;
  const label = typeof servers === 'number' ? undefined : servers[address - 1]?.label;
  return label ?? nameOf(address);
}
