import { ask } from '../whynot/asked.ts';
import { questionsAbout } from '../whynot/questions.ts';
import { type Command, type CommandContext, command } from './command.ts';
import type { MenuTarget } from './open-menu.ts';

/** What can be asked about a thing: what has not happened to it. Nothing of what has. */
export function whyNotCommands(target: MenuTarget, context: CommandContext): readonly Command[] {
  return questionsAbout(target, context).map(({ id, label, question }, place) => ({
    ...command(id, label, () => ask(question), null, place === 0 ? 'W' : null),
    asks: true,
  }));
}
