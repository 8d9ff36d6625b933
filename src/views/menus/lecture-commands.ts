import { openDialog } from '../dialogs/open-dialog.ts';
import { present } from '../stage/present.ts';
import { openSummary } from '../summary/shown.ts';
import { type Command, type CommandContext, command } from './command.ts';

/** What a lecture needs: a stage, the rules on one page, scenes of one's own, and their questions. */
export function lectureCommands({ store, text }: CommandContext): readonly Command[] {
  const { quiz } = text;
  const hasQuestions = (store.scenario.beats ?? []).some(({ question }) => question !== undefined);
  return [
    command('present', text.stage.startHere, () => present('stage'), null, 'F'),
    command('speaker', text.stage.speaker.title, () => present('speaker')),
    command('summary', text.menus.summary, () => openSummary(), null, 'S'),
    command('author', text.author.title, () => openDialog({ kind: 'author' })),
    command('questions', quiz.window, () => openDialog({ kind: 'questions' }), hasQuestions ? null : quiz.none),
  ];
}
