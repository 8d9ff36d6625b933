import * as v from 'valibot';
import { normalScenario } from './normal.ts';
import { scenarioSchema } from './schema.ts';
import type { Scenario } from './types.ts';

const WIDTH = 100;

/** The normal form with its members in canonical order: two scenarios that say the same become deeply equal. */
export function canonicalScenario(scenario: Scenario): Scenario {
  return v.parse(scenarioSchema, normalScenario(scenario));
}

/**
 * A scenario as it is saved: canonical, so that saving what was read changes nothing and a diff shows what is
 * different. JSON, two spaces; what fits into a line stands in one.
 */
export function formatScenario(scenario: Scenario): string {
  return `${printed(canonicalScenario(scenario), '', 0)}\n`;
}

/** `used` is how much of the line is taken already. */
function printed(value: unknown, indent: string, used: number): string {
  const line = inOneLine(value);
  if (typeof value !== 'object' || value === null) return line;
  const isTop = indent === '' && used === 0;
  if (!isTop && indent.length + used + line.length <= WIDTH) return line;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = (value as readonly unknown[]).map((item) => `${inner}${printed(item, inner, 0)}`);
    return items.length === 0 ? '[]' : `[\n${items.join(',\n')}\n${indent}]`;
  }
  const members = Object.entries(value).map(([key, member]) => {
    const name = `${JSON.stringify(key)}: `;
    return `${inner}${name}${printed(member, inner, name.length)}`;
  });
  return `{\n${members.join(',\n')}\n${indent}}`;
}

function inOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${inOneLine(member)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
