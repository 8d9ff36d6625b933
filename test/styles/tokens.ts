import { readdirSync, readFileSync } from 'node:fs';
import { type Colour, mixed } from './colour.ts';

export type Theme = 'light' | 'dark';
type Tokens = ReadonlyMap<string, string>;

interface Rule {
  readonly selector: string;
  readonly declarations: readonly (readonly [property: string, value: string])[];
}

/** The rules of a file without nesting; those in an at-rule come like any other. */
function rulesOf(css: string): Rule[] {
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, '');
  return [...plain.matchAll(/([^{};]+)\{([^{}]*)\}/g)].map(([, selector = '', body = '']) => ({
    selector: selector.trim().replace(/\s+/g, ' '),
    declarations: body
      .split(';')
      .map((line) => line.split(/:([\s\S]*)/).map((part) => part.trim()))
      .filter(([property, value]) => property !== undefined && property !== '' && value !== undefined)
      .map(([property = '', value = '']) => [property, value] as const),
  }));
}

/** All rules of the views' own files. */
export function rulesOfViews(): (Rule & { readonly file: string })[] {
  const files = readdirSync('src/views', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.css'));
  return files.flatMap((file) => rulesOf(readFileSync(`src/views/${file}`, 'utf8')).map((rule) => ({ ...rule, file })));
}

function collect(file: string, theme: Theme): [string, string][] {
  return rulesOf(readFileSync(file, 'utf8'))
    .filter(({ selector }) => theme === 'dark' || !selector.includes('dark'))
    .flatMap(({ declarations }) => declarations.filter(([property]) => property.startsWith('--')))
    .map(([property, value]) => [property, value] as [string, string]);
}

/** The tokens of the page in a theme. */
export function pageTokens(theme: Theme): Tokens {
  return new Map(collect('src/styles/tokens.css', theme));
}

/** Those of the picture for a room: what src/styles/room.css says comes before what the page says. */
export function roomTokens(theme: Theme): Tokens {
  return new Map([...pageTokens(theme), ...collect('src/styles/room.css', theme)]);
}

/** The colour that a value stands for. */
export function colourOf(tokens: Tokens, value: string): Colour {
  const text = value.trim();
  const name = /^var\((--[\w-]+)\)$/.exec(text)?.[1] ?? (text.startsWith('--') ? text : undefined);
  if (name !== undefined) {
    const found = tokens.get(name);
    if (found === undefined) throw new Error(`there is no token ${name}`);
    return colourOf(tokens, found);
  }
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/.exec(text);
  if (hex !== null) return [part(hex[1]), part(hex[2]), part(hex[3])];
  const mix = /^color-mix\(in srgb, ([^,]+?) ([\d.]+)%, ([^,]+)\)$/.exec(text);
  if (mix === null) throw new Error(`"${value}" is not a colour that this reads`);
  const [, one = '', share = '', other = ''] = mix;
  return mixed(colourOf(tokens, one), Number(share) / 100, colourOf(tokens, other));
}

function part(hex: string | undefined): number {
  return Number.parseInt(hex ?? '', 16) / 255;
}

/** A share that a token gives in percent. */
export function shareOf(tokens: Tokens, name: string): number {
  return Number.parseFloat(tokens.get(name) ?? 'x') / 100;
}
