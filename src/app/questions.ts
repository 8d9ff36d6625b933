import { loadMessages } from '../messages/index.ts';
import { principalOf } from '../messages/principal.ts';
import { isClient } from '../sim/types.ts';
import { togglePicture } from '../store/picture.ts';
import type { App } from '../store/store.ts';
import { currentTimeline } from '../store/store.ts';
import type { AppStore } from '../store/types.ts';
import { contextOf } from '../views/menus/command.ts';
import type { MenuTarget } from '../views/menus/open-menu.ts';
import { toggleSummary } from '../views/summary/shown.ts';
import { ask, closeAnswer, currentQuestion } from '../views/whynot/asked.ts';
import { questionsAbout } from '../views/whynot/questions.ts';
import { isTyping } from './typing.ts';

/**
 * W asks why what is selected has not happened, or what the cluster waits for; Esc closes the answer. S asks for the
 * page of all rules, and puts it away; so P does with the picture in the place of the logs.
 */
export function listenToQuestions(app: App): void {
  document.addEventListener('keydown', (event) => {
    if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && currentQuestion() !== null) closeAnswer();
    if (!['w', 's', 'p'].includes(event.key) || !app.getState().preferences.singleKeys || event.defaultPrevented)
      return;
    event.preventDefault();
    if (event.key === 's') toggleSummary();
    else if (event.key === 'p') togglePicture(app.getState().scenario);
    else void loadMessages(app.getState().language).then(() => askAboutSelection(app.getState()));
  });
}

function askAboutSelection(store: AppStore): void {
  const context = contextOf(currentTimeline(store).worldAt(store.cursor.step), store);
  const [first] = targetsOf(store).flatMap((target) => questionsAbout(target, context));
  if (first === undefined) store.setNotice({ kind: 'info', text: context.text.whyNot.nothingOpen });
  else ask(first.question);
}

/** What is selected, or else the event on show, then the cluster, then whoever waits for an answer. */
function targetsOf(store: AppStore): readonly MenuTarget[] {
  const { selection, cursor } = store;
  if (selection !== null) return [selection];
  const event = principalOf(currentTimeline(store).eventsOf(cursor.step));
  const shown: MenuTarget[] = event === null ? [] : [{ kind: 'event', step: event.step, i: event.i }];
  const clients = currentTimeline(store)
    .worldAt(cursor.step)
    .hosts.filter(({ address }) => isClient(address));
  return [...shown, { kind: 'cluster' }, ...clients.map(({ address: id }): MenuTarget => ({ kind: 'client', id }))];
}
