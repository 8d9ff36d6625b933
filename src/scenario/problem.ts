/** What is wrong with a scenario: where (a path such as `actions[3].server`, empty for the whole) and what was expected. */
export interface ScenarioProblem {
  readonly path: string;
  readonly message: string;
}

/** More than these are not reported: the first ones usually explain the others. */
export const MAX_PROBLEMS = 20;

export type Path = readonly (string | number)[];

/** `['actions', 3, 'server']` becomes `actions[3].server`. */
function pathText(path: Path): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(part)) text += text === '' ? part : `.${part}`;
    else text += `[${JSON.stringify(part.slice(0, 40))}]`;
  }
  return text;
}

/** One line a problem, the place first. */
export function problemText(problem: ScenarioProblem): string {
  return problem.path === '' ? problem.message : `${problem.path}: ${problem.message}`;
}

/** Collects problems up to the limit. */
export class Problems {
  readonly list: ScenarioProblem[] = [];

  add(path: Path, message: string): void {
    if (this.list.length < MAX_PROBLEMS) this.list.push({ path: pathText(path), message });
  }
}
