import { fail, ok, type Result } from '../base/result.ts';
import type { ScenarioProblem } from './problem.ts';

/** The version that this program writes. */
const CURRENT_VERSION = 1;

type JsonObject = { readonly [key: string]: unknown };

/** Turns a scenario of version n into one of version n + 1, without looking at more than it has to. */
export type Migration = (scenario: JsonObject) => JsonObject;

/** By the version that is read. Version 1 is the first, so there is nothing to turn yet. */
const MIGRATIONS: ReadonlyMap<number, Migration> = new Map();

/** Brings what was read to the current version. `migrations` and `current` are parameters for the tests only. */
export function migrate(
  input: unknown,
  migrations: ReadonlyMap<number, Migration> = MIGRATIONS,
  current: number = CURRENT_VERSION,
): Result<JsonObject, ScenarioProblem> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return fail({ path: '', message: 'this is not a scenario: expected an object { "raftlight": 1, ... }' });
  }
  let scenario = input as JsonObject;
  const version = scenario['raftlight'];
  if (version === undefined) {
    return fail({ path: 'raftlight', message: `the format version is missing: expected "raftlight": ${current}` });
  }
  if (typeof version !== 'number' || !Number.isSafeInteger(version)) {
    return fail({ path: 'raftlight', message: `expected the format version, a whole number up to ${current}` });
  }
  if (version > current) {
    const message = `version ${version} is newer than this program, which reads up to ${current}; open it with a newer Raftlight`;
    return fail({ path: 'raftlight', message });
  }
  for (let from = version; from < current; from++) {
    const migration = migrations.get(from);
    if (migration === undefined) {
      return fail({ path: 'raftlight', message: `there is no version ${version}; the versions go up to ${current}` });
    }
    scenario = { ...migration(scenario), raftlight: from + 1 };
  }
  return ok(scenario);
}
