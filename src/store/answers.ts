/**
 * What was answered right and wrong, by scene. It stays on this machine: no link, no file and no server gets it.
 */
export interface KeptAnswers {
  readonly [scene: string]: { readonly [beat: number]: boolean };
}

const KEY = 'raftlight.answers';

export function keptAnswers(): KeptAnswers {
  try {
    const kept: unknown = JSON.parse(globalThis.localStorage.getItem(KEY) ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as KeptAnswers) : {};
  } catch {
    return {};
  }
}

export function nameOfScene(id: string, variant: string | null): string {
  return variant === null ? id : `${id}/${variant}`;
}

export function keepAnswer(id: string, variant: string | null, beat: number, isRight: boolean): void {
  const kept = keptAnswers();
  const name = nameOfScene(id, variant);
  save({ ...kept, [name]: { ...kept[name], [beat]: isRight } });
}

function save(answers: KeptAnswers): void {
  try {
    globalThis.localStorage.setItem(KEY, JSON.stringify(answers));
  } catch {
    // Storage is full or forbidden: the answers then count for this visit only.
  }
}
