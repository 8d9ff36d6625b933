import { existsSync, readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { hash64 } from '../../src/base/hash.ts';

/** A text of a language, and what the English says at the same place; of an answer, to which questions, too. */
export interface Pair {
  readonly own: string;
  readonly english: string;
}

const MESSAGES = new URL('../../src/messages/', import.meta.url);
const SCENES = new URL('../../src/scenario/scenes/', import.meta.url);

/** By what a text of a language is told from a word of the program; other languages: any letter. */
const LETTERS: Readonly<Record<string, RegExp>> = { 'zh-Hans': /\p{Script=Han}/u };

/** Every file of a language that says something: tables, and what scenes say. */
export function filesOf(language: string): readonly string[] {
  const inside = readdirSync(new URL(`${language}/`, MESSAGES), { recursive: true, encoding: 'utf8' });
  return inside.filter((file) => /\.(?:ts|json)$/.test(file) && pairsOf(language, file).length > 0).sort();
}

/** The texts of a file, each beside its English words. */
export function pairsOf(language: string, file: string): readonly Pair[] {
  const text = readFileSync(new URL(`${language}/${file}`, MESSAGES), 'utf8');
  if (file.endsWith('.json')) {
    return Object.entries(JSON.parse(text) as Record<string, string>).map(([english, own]) => {
      return { own, english: [english, ...(QUESTIONS.get(english) ?? [])].join('\n') };
    });
  }
  const source = new URL(`en/${file}`, MESSAGES);
  const english = existsSync(source) ? literalsOf(readFileSync(source, 'utf8')) : [];
  const beside = (place: string): string =>
    english.flatMap((literal) => (literal.place === place ? [literal.text] : [])).join('\n');
  const letters = LETTERS[language] ?? /\p{L}/u;
  return literalsOf(text)
    .filter((literal) => letters.test(literal.text))
    .map((literal) => ({ own: literal.text, english: beside(literal.place) }));
}

/**
 * The questions that each answer of a scene is given to. Scenes share their words, so “One” may be asked of servers here
 * and of elections there, which is one word in English and two in Chinese: a new question makes its answers unread.
 */
const QUESTIONS: ReadonlyMap<string, readonly string[]> = questionsOf();

function questionsOf(): ReadonlyMap<string, readonly string[]> {
  const questions = new Map<string, Set<string>>();
  const visit = (json: unknown): void => {
    if (typeof json !== 'object' || json === null) return;
    const { question, choices } = json as { readonly question?: Words; readonly choices?: readonly Choice[] };
    for (const choice of choices ?? []) {
      const answer = 'says' in choice ? choice.says.en : choice.en;
      if (question !== undefined) questions.set(answer, (questions.get(answer) ?? new Set()).add(question.en));
    }
    Object.values(json).forEach(visit);
  };
  for (const file of readdirSync(SCENES).filter((name) => name.endsWith('.json'))) {
    visit(JSON.parse(readFileSync(new URL(file, SCENES), 'utf8')));
  }
  return new Map([...questions].map(([answer, asked]) => [answer, [...asked].sort()]));
}

interface Words {
  readonly en: string;
}
type Choice = Words | { readonly says: Words };

interface Literal {
  /** Names of what it stands in, from outside to inside; the same in every language. */
  readonly place: string;
  readonly text: string;
}

/** The outermost strings, templates and patterns of a program, as they are written, without those that name modules and keys. */
function literalsOf(program: string): readonly Literal[] {
  const source = ts.createSourceFile('table.ts', program, ts.ScriptTarget.ES2022, true);
  const literals: Literal[] = [];
  const visit = (node: ts.Node, place: string): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || isField(node)) return;
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || ts.isRegularExpressionLiteral(node)) {
      literals.push({ place, text: node.getText(source).slice(1, -1).replaceAll(/\s+/g, ' ') });
      return;
    }
    const name = nameOf(node);
    const here = name === undefined ? place : `${place}/${name.getText(source)}`;
    ts.forEachChild(node, (child) => {
      if (child !== name) visit(child, here);
    });
  };
  ts.forEachChild(source, (node) => {
    visit(node, '');
  });
  return literals;
}

/** The name in `values['votedFor']`. */
function isField(node: ts.Node): boolean {
  return ts.isElementAccessExpression(node.parent) && node.parent.argumentExpression === node;
}

function nameOf(node: ts.Node): ts.Node | undefined {
  if (ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node) || ts.isMethodDeclaration(node)) return node.name;
  if (ts.isFunctionDeclaration(node)) return node.name;
  return ts.isCaseClause(node) ? node.expression : undefined;
}

/** 8 hexadecimal digits of both texts: if either changes, it is another pair. */
export function hashOf({ own, english }: Pair): string {
  return hash64(`${english}\n${own}`).slice(0, 8);
}
