import * as v from 'valibot';
import { fail, ok, type Result } from '../base/result.ts';
import { migrate } from './migrate.ts';
import { MAX_PROBLEMS, type Path, Problems, type ScenarioProblem } from './problem.ts';
import { checkReferences } from './references.ts';
import { scenarioSchema } from './schema.ts';
import type { Scenario } from './types.ts';

/** More text than the largest scenario that the limits allow in practice. */
const MAX_TEXT = 8_000_000;
const MAX_DEPTH = 16;

export type ParsedScenario = Result<Scenario, readonly ScenarioProblem[]>;

/**
 * Reads a scenario from JSON text, or from a value that JSON text was already turned into. Members come back in their
 * canonical order. Everything that is wrong is reported together, the first 20 problems of it.
 */
export function parseScenario(input: unknown): ParsedScenario {
  const json = typeof input === 'string' ? readJson(input) : ok(input);
  if (!json.ok) return fail([json.error]);
  const unsafe = unsafePlace(json.value, []);
  if (unsafe !== null) return fail([unsafe]);
  const current = migrate(json.value);
  if (!current.ok) return fail([current.error]);
  const outcome = v.safeParse(scenarioSchema, current.value);
  if (!outcome.success) return fail(outcome.issues.slice(0, MAX_PROBLEMS).map(problemOf));
  const problems = new Problems();
  checkReferences(outcome.output, problems);
  return problems.list.length > 0 ? fail(problems.list) : ok(outcome.output);
}

function readJson(text: string): Result<unknown, ScenarioProblem> {
  if (text.length > MAX_TEXT) {
    return fail({ path: '', message: `the text has ${text.length} characters; a scenario has at most ${MAX_TEXT}` });
  }
  try {
    return ok(JSON.parse(text) as unknown);
  } catch (error) {
    // Engines word this differently; only the place is of use.
    const place = /position (\d+)/.exec(String(error))?.[1];
    return fail({ path: '', message: `this is not JSON${place === undefined ? '' : ` (character ${place})`}` });
  }
}

/** Names that mean something to the language, and depths that could exhaust it, go no further. */
function unsafePlace(value: unknown, path: Path): ScenarioProblem | null {
  if (typeof value !== 'object' || value === null) return null;
  const problems = new Problems();
  if (path.length > MAX_DEPTH) problems.add(path.slice(0, 3), `this is nested more than ${MAX_DEPTH} deep`);
  else if (Array.isArray(value)) {
    for (const [index, item] of (value as readonly unknown[]).entries()) {
      const problem = unsafePlace(item, [...path, index]);
      if (problem !== null) return problem;
    }
  } else {
    for (const key of Object.keys(value)) {
      if (key in Object.prototype) problems.add([...path, key], 'this field is not known here');
      const problem = problems.list[0] ?? unsafePlace((value as Record<string, unknown>)[key], [...path, key]);
      if (problem !== null) return problem;
    }
  }
  return problems.list[0] ?? null;
}

function problemOf(issue: v.BaseIssue<unknown>): ScenarioProblem {
  const problems = new Problems();
  const path = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
  problems.add(path, issue.message);
  return problems.list[0] ?? { path: '', message: issue.message };
}
