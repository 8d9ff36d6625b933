/** A question of a scene with its key, in one language: what a course system or a sheet of paper needs. */
export interface QuizItem {
  readonly text: string;
  readonly question: string;
  /** Empty where it is answered on the picture or talked about. */
  readonly choices: readonly string[];
  /** What is right, in words; null where nobody can be right. */
  readonly right: string | null;
  readonly because: string;
  /** The link to the moment at which it is asked. */
  readonly link: string;
}

/** In Moodle's GIFT format, as many systems read it: one block a question. */
export function toGift(title: string, items: readonly QuizItem[]): string {
  const blocks = items.map(({ text, question, choices, right, because, link }, place) => {
    const name = `${title} ${place + 1}`;
    const stem = `${gift(text)} ${gift(question)}`.trim();
    const feedback = because === '' ? '' : `#### ${gift(because)} ${gift(link)}`;
    const answers = choices.map((choice) => `\t${choice === right ? '=' : '~'}${gift(choice)}`);
    if (answers.length === 0) answers.push(...(right === null ? [] : [`\t=${gift(right)}`]));
    return `::${gift(name)}::${stem} {\n${[...answers, ...(feedback === '' ? [] : [`\t${feedback}`])].join('\n')}\n}`;
  });
  return `${[`$CATEGORY: Raftlight/${title.replaceAll('/', ' ')}`, ...blocks].join('\n\n')}\n`;
}

/** GIFT gives these characters a meaning of their own. */
function gift(text: string): string {
  return text.replace(/[\\~=#{}:]/g, '\\$&').replaceAll('\n', ' ');
}

/** As a table, RFC 4180: one line a question, as many columns as the question with the most choices needs. */
export function toCsv(head: readonly string[], items: readonly QuizItem[]): string {
  const most = Math.max(0, ...items.map(({ choices }) => choices.length));
  const letters = Array.from({ length: most }, (_, place) => String.fromCharCode(65 + place));
  const rows = items.map(({ text, question, choices, right, because, link }) => [
    text,
    question,
    ...letters.map((_, place) => choices[place] ?? ''),
    right ?? '',
    because,
    link,
  ]);
  const [first = '', second = '', ...rest] = head;
  return [[first, second, ...letters, ...rest], ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** A cell that begins like a formula would be run by a spreadsheet. */
function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
