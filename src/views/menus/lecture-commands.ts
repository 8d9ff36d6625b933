import { appStore } from '../../store/hooks.ts';
import { leavePlaylist, neighbourOf, openRef, placeOf } from '../../store/playlist.ts';
import { openDialog } from '../dialogs/open-dialog.ts';
import { present } from '../stage/present.ts';
import { openSummary } from '../summary/shown.ts';
import { type Command, type CommandContext, command } from './command.ts';

/** The ways along a playlist. */
function playlistCommands({ store, text }: CommandContext): readonly Command[] {
  const { playlists } = text;
  const isIn = placeOf(store) !== null;
  const way = (direction: 1 | -1, label: string, atEnd: string): Command => {
    const ref = isIn ? neighbourOf(store, direction) : null;
    const reason = ref === null ? (isIn ? atEnd : playlists.notIn) : null;
    return command(`playlist.${direction}`, label, () => ref !== null && void openRef(appStore, ref), reason);
  };
  return [
    way(1, playlists.nextScene, playlists.noNext),
    way(-1, playlists.previousScene, playlists.noPrevious),
    command(
      'playlist.leave',
      playlists.leave,
      () => leavePlaylist(appStore),
      store.view.list === undefined ? playlists.notIn : null,
    ),
  ];
}

/** What a lecture needs: a stage, the rules on one page, scenes of one's own, and their questions. */
export function lectureCommands(context: CommandContext): readonly Command[] {
  const { store, text } = context;
  const { quiz } = text;
  const hasQuestions = (store.scenario.beats ?? []).some(({ question }) => question !== undefined);
  return [
    command('present', text.stage.startHere, () => present('stage'), null, 'F'),
    command('speaker', text.stage.speaker.title, () => present('speaker')),
    command('summary', text.menus.summary, () => openSummary(), null, 'S'),
    command('author', text.author.title, () => openDialog({ kind: 'author' })),
    command('questions', quiz.window, () => openDialog({ kind: 'questions' }), hasQuestions ? null : quiz.none),
    ...playlistCommands(context),
  ];
}
