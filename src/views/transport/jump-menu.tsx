import { appStore } from '../../store/hooks.ts';
import { MARKS_BY_KEY } from '../../store/keys.ts';
import { Icon } from '../icons.tsx';
import { Popover } from '../menus/popover.tsx';
import { useText } from '../text.ts';

type JumpKind = keyof ReturnType<typeof useText>['transport']['kinds'];

/** To the next or previous event of a kind. */
export function JumpMenu() {
  const { transport } = useText();
  const store = appStore.getState();
  return (
    <Popover name={transport.jump} className="transport-jump" panelClass="jump-panel" button={<Icon name="jump" />}>
      <h2>{transport.jumpTo}</h2>
      <ul>
        {Object.entries(MARKS_BY_KEY).map(([key, mark]) => {
          const kind = transport.kinds[mark as JumpKind];
          return (
            <li key={key}>
              <span>{kind}</span>
              <kbd>{key.toUpperCase()}</kbd>
              <button type="button" aria-label={transport.jumpPrevious(kind)} onClick={() => store.jump([mark], -1)}>
                <Icon name="back" size={16} />
              </button>
              <button type="button" aria-label={transport.jumpNext(kind)} onClick={() => store.jump([mark], 1)}>
                <Icon name="forward" size={16} />
              </button>
            </li>
          );
        })}
      </ul>
      <p>{transport.jumpHint}</p>
    </Popover>
  );
}
