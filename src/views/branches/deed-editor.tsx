import { type SubmitEvent, useId, useState } from 'react';
import { usToMs } from '../../base/time.ts';
import type { ClusterPlacedAction } from '../../cluster/types.ts';
import { placedActionFromJson } from '../../scenario/action-json.ts';
import { placedActionToJson } from '../../scenario/action-to-json.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { problemText } from '../../scenario/problem.ts';
import type { PlacedActionJson } from '../../scenario/types.ts';
import { appStore, useApp } from '../../store/hooks.ts';
import { scenarioOf } from '../../store/session.ts';
import type { Branch } from '../../store/types.ts';
import { Problems } from '../dialogs/window.tsx';
import { useText } from '../text.ts';

interface Props {
  readonly placed: ClusterPlacedAction;
  readonly branch: Branch;
  readonly onApply: (by: readonly ClusterPlacedAction[]) => void;
}

/** An action as it would stand in a scenario file: whatever can be written there can be done here. */
export function DeedEditor({ placed, branch, onApply }: Props) {
  const words = useText().branches;
  const id = useId();
  const [written, setWritten] = useState(() => textOf(placedActionToJson(placed)));
  const [problems, setProblems] = useState<readonly string[]>([]);
  const atUs = useApp((state) => state.cursor.atUs);
  const apply = (event: SubmitEvent): void => {
    event.preventDefault();
    const read = readDeed(written, placed, branch, words.notJson);
    if ('problems' in read) setProblems(read.problems);
    else onApply(read.by);
  };
  const moveHere = (): void => {
    const { afterStep: _, when: __, at: ___, ...rest } = placedActionToJson(placed);
    setWritten(textOf({ at: usToMs(atUs), ...rest }));
  };
  return (
    <form className="deed-editor" onSubmit={apply}>
      <label htmlFor={id}>{words.written}</label>
      <textarea
        id={id}
        rows={2}
        spellCheck={false}
        value={written}
        onChange={(event) => setWritten(event.target.value)}
        aria-invalid={problems.length > 0}
      />
      <Problems problems={problems} />
      <span className="branch-ways">
        <button type="button" onClick={moveHere}>
          {words.moveHere}
        </button>
        <button type="submit">{words.apply}</button>
      </span>
    </form>
  );
}

function textOf(json: PlacedActionJson): string {
  return JSON.stringify(json, null, 1).replace(/\n\s*/g, ' ');
}

type Read = { readonly by: readonly ClusterPlacedAction[] } | { readonly problems: readonly string[] };

/** The action must be sound among all the others, as in a file. */
function readDeed(written: string, placed: ClusterPlacedAction, branch: Branch, notJson: string): Read {
  let json: unknown;
  try {
    json = JSON.parse(written);
  } catch {
    json = null;
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return { problems: [notJson] };
  const { scenario } = appStore.getState();
  const place = branch.timeline.spec.actions.indexOf(placed);
  const actions = (scenarioOf(scenario, branch.timeline).actions ?? []).with(place, json as PlacedActionJson);
  const parsed = parseScenario({ ...scenario, actions });
  if (!parsed.ok) return { problems: parsed.error.map(problemText) };
  const accepted = parsed.value.actions?.[place];
  return accepted === undefined ? { problems: [notJson] } : { by: placedActionFromJson(accepted) };
}
