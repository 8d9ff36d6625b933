import { useState } from 'react';
import type { Edit } from '../../cluster/edit.ts';
import { followersOf } from '../../raft/server.ts';
import { useMoment } from '../../store/hooks.ts';
import { EditForm } from '../edits/edit-form.tsx';
import type { EditPlace } from '../edits/written-edit.ts';
import { useNames, useText } from '../text.ts';
import { ChoiceField } from './fields.tsx';
import { closeDialog, type DialogRequest } from './open-dialog.ts';
import { Window } from './window.tsx';

const FIELDS: readonly Edit['field'][] = [
  ...(['currentTerm', 'votedFor', 'log', 'role', 'leaderId', 'commitIndex', 'lastApplied'] as const),
  ...(['votes', 'nextIndex', 'matchIndex', 'contents'] as const),
];

/** Any value of a server, chosen from a list: what the inspector offers on the value itself. */
export default function EditDialog(props: { readonly request: Extract<DialogRequest, { readonly kind: 'edit' }> }) {
  const { edits } = useText();
  const name = useNames();
  const { world } = useMoment();
  const [field, setField] = useState<Edit['field']>('currentTerm');
  const [of, setOf] = useState<number | null>(null);
  const member = world.hosts.find(({ address }) => address === props.request.server)?.state;
  if (member?.kind !== 'server') return null;
  const { raft } = member;
  const others = raft.role === 'leader' ? followersOf(raft) : [];
  const fields = FIELDS.filter((other) => {
    if (other === 'nextIndex' || other === 'matchIndex') return others.length > 0;
    return other !== 'votes' || raft.role !== 'follower';
  });
  const isByServer = field === 'nextIndex' || field === 'matchIndex';
  const whose = of ?? others[0] ?? 0;
  const place: EditPlace = isByServer ? { field, of: whose } : { field };
  return (
    <Window title={edits.title(name(raft.id))}>
      <p className="window-note">{edits.about}</p>
      <ChoiceField
        label={edits.field}
        value={field}
        options={fields.map((value) => ({ value, label: edits.fields[value] }))}
        onChange={(value) => setField(value as Edit['field'])}
      />
      {isByServer && (
        <ChoiceField
          label={edits.of}
          value={String(whose)}
          options={others.map((id) => ({ value: String(id), label: name(id) }))}
          onChange={(value) => setOf(Number(value))}
        />
      )}
      <EditForm key={JSON.stringify(place)} member={member} place={place} onDone={closeDialog} />
    </Window>
  );
}
