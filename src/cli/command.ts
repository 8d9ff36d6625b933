import { readArguments, USAGE } from './arguments.ts';
import { checkCommand } from './check-command.ts';
import { Exit, type Io } from './io.ts';
import { runCommand } from './run-command.ts';
import { readScenario } from './source.ts';

/** Carries out a command line; the result is the exit code (docs/cli.md). Bad input is a sentence, never a stack trace. */
export async function command(argv: readonly string[], io: Io): Promise<Exit> {
  if (argv.includes('--help') || argv.includes('-h')) {
    io.out(`${USAGE}\n`);
    return Exit.ok;
  }
  const args = readArguments(argv);
  if (!args.ok) {
    io.err(`${args.error}\n${USAGE}\n`);
    return Exit.badInput;
  }
  const scenario = await readScenario(args.value.file, io);
  if (!scenario.ok) {
    io.err(`${scenario.error}\n`);
    return Exit.badInput;
  }
  return args.value.verb === 'run'
    ? runCommand(scenario.value, args.value, io)
    : checkCommand(scenario.value, args.value, io);
}
