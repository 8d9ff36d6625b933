import { appStore, useApp } from '../../store/hooks.ts';
import { currentTimeline } from '../../store/store.ts';
import type { AppStore } from '../../store/types.ts';
import { contextOf } from '../menus/command.ts';
import type { MenuTarget } from '../menus/open-menu.ts';
import { useText } from '../text.ts';
import { ask } from './asked.ts';
import { type Offer, questionsAbout } from './questions.ts';
import './why-not.css';

function offersNow(target: MenuTarget, store: AppStore): readonly Offer[] {
  return questionsAbout(target, contextOf(currentTimeline(store).worldAt(store.cursor.step), store));
}

/** What has not happened to the things on show, each as a question that can be asked. */
export function Offers({ targets }: { readonly targets: readonly MenuTarget[] }) {
  const { whyNot } = useText();
  // While the run plays, what is open changes with every step; it is looked up only when its panel is drawn.
  const standing = useApp((state) => (state.playing ? null : state));
  const store = standing ?? appStore.getState();
  const offers = targets.flatMap((target) => offersNow(target, store));
  if (offers.length === 0) return null;
  return (
    <section className="insp-section whynot-offers" aria-label={whyNot.offers}>
      <h3>{whyNot.offers}</h3>
      <ul>
        {offers.map(({ id, label, question }) => (
          <li key={`${id} ${label}`}>
            <button type="button" onClick={() => ask(question)}>
              {label}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
