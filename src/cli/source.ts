import { fail, type Result } from '../base/result.ts';
import { loadLesson } from '../scenario/lessons.ts';
import { parseScenario } from '../scenario/parse.ts';
import { problemText, type ScenarioProblem } from '../scenario/problem.ts';
import { openScene } from '../scenario/scene.ts';
import type { Scenario } from '../scenario/types.ts';
import type { Io } from './io.ts';

/** Reads the scenario that FILE names: a path, or `scene:<id>` or `scene:<id>/<variant>`. The error is ready to print. */
export async function readScenario(file: string, io: Io): Promise<Result<Scenario, string>> {
  const scene = /^scene:([^/]*)(?:\/(.*))?$/.exec(file);
  if (scene !== null) return named(file, await openScene(scene[1] ?? '', scene[2] ?? null));
  let text: string;
  try {
    text = io.read(file);
  } catch (error) {
    return fail(`${file}: ${reasonOf(error)}\nexpected the path of a scenario file, or scene:<id>`);
  }
  const parsed = parseScenario(text);
  if (parsed.ok) await loadLesson(parsed.value);
  return named(file, parsed);
}

function reasonOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'this is a folder';
  if (code === 'EACCES') return 'this file may not be read';
  return `this file cannot be read (${code === '' ? String(error) : code})`;
}

/** One line a problem, the file first. */
function named(file: string, outcome: Result<Scenario, readonly ScenarioProblem[]>): Result<Scenario, string> {
  if (outcome.ok) return outcome;
  return fail(outcome.error.map((problem) => `${file}: ${problemText(problem)}`).join('\n'));
}
