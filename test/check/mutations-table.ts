import { readFileSync } from 'node:fs';

/** A row of docs/mutations.md. */
interface BrokenRule {
  readonly name: string;
  readonly rule: string;
  /** The words of the settings dialog. */
  readonly label: string;
  /** The invariants that the row says fall. */
  readonly falls: readonly string[];
  /** The test that shows it, as a path of the repository. */
  readonly shownBy: string;
}

/** The table of rules that can be broken, as it is documented. */
export function brokenRulesTable(): BrokenRule[] {
  const lines = readFileSync('docs/mutations.md', 'utf8').split('\n');
  return lines.flatMap((line) => {
    const row = /^\| `(\w+)` \| (P\d+) \| (.+) \| (.+) \| (\S+) \|$/.exec(line);
    if (row === null) return [];
    const [, name = '', rule = '', label = '', breaks = '', shownBy = ''] = row;
    return [{ name, rule, label, falls: breaks.match(/\bI\d+\b/g) ?? [], shownBy }];
  });
}
