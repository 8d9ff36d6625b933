import { QueryError } from './problem.ts';

export interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'sign' | 'end';
  readonly text: string;
  readonly at: number;
  readonly length: number;
}

const PATTERN = /\s*(?:(\d+(?:\.\d+)?)|([A-Za-z_][A-Za-z0-9_]*)|"([^"\n]*)"|(&&|\|\||==|!=|<=|>=|[<>!+\-*().,[\]]))/y;

/** The words and signs of a question; the last token is its end. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let place = 0;
  while (source.slice(place).trim() !== '') {
    PATTERN.lastIndex = place;
    const found = PATTERN.exec(source);
    if (found === null) throw strayAt(source, place);
    const [all, number, name, text, sign] = found;
    const kind = number !== undefined ? 'number' : name !== undefined ? 'name' : text !== undefined ? 'text' : 'sign';
    const start = place + all.length - all.trimStart().length;
    tokens.push({ kind, text: number ?? name ?? text ?? sign ?? '', at: start, length: PATTERN.lastIndex - start });
    place = PATTERN.lastIndex;
  }
  tokens.push({ kind: 'end', text: '', at: source.length, length: 0 });
  return tokens;
}

function strayAt(source: string, place: number): QueryError {
  const at = place + source.slice(place).length - source.slice(place).trimStart().length;
  const found = source.charAt(at);
  const type = found === '"' ? { type: 'openText' as const } : { type: 'strayCharacter' as const, found };
  return new QueryError({ at, length: found === '"' ? source.length - at : 1, ...type });
}
