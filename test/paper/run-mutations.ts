import { judge, mistakesIn, soundFailures, type Verdict } from './mutation-run.ts';
import { mutations, nameOf } from './mutations.ts';

/** npm run mutations [-- P21 P44.2 ...]: breaks every rule, or those named, and demands that its test fails. */

function say({ mutation, killedBy }: Verdict): void {
  const outcome = killedBy === null ? 'SURVIVED' : `killed by "${killedBy}"`;
  console.log(`${nameOf(mutation).padEnd(6)} ${mutation.does}: ${outcome}`);
}

const wanted = process.argv.slice(2);
const chosen = mutations.filter(
  (mutation) => wanted.length === 0 || wanted.includes(mutation.id) || wanted.includes(nameOf(mutation)),
);
async function main(): Promise<number> {
  if (chosen.length === 0) {
    console.error(
      `there is no mutation ${wanted.join(' or ')}: name an item, like P21, or one of its mutations, like P21.2`,
    );
    return 2;
  }
  const started = performance.now();
  const mistakes = [
    ...mistakesIn(chosen),
    ...(await soundFailures()).map((title) => `fails without any mutation: ${title}`),
  ];
  for (const mistake of mistakes) console.error(mistake);
  if (mistakes.length > 0) return 1;
  const verdicts = await judge(chosen, say);
  const survived = verdicts.filter((verdict) => verdict.killedBy === null).length;
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`mutations: ${verdicts.length - survived} killed, ${survived} survived (${seconds} s)`);
  return survived > 0 ? 1 : 0;
}

process.exitCode = await main();
