import { loadMessages, messagesOf } from '../messages/index.ts';
import { openFileText } from '../store/share.ts';
import type { App } from '../store/store.ts';

const MAX_FILE_BYTES = 4_000_000;

/** A scenario file dropped anywhere on the page is opened; what cannot be read is answered with a sentence. */
export function listenToDrops(app: App): void {
  const carriesFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
  document.addEventListener('dragover', (event) => {
    if (carriesFile(event)) event.preventDefault();
  });
  document.addEventListener('drop', (event) => {
    const file = event.dataTransfer?.files[0];
    if (file === undefined) return;
    event.preventDefault();
    void openFile(app, file);
  });
}

async function openFile(app: App, file: File): Promise<void> {
  const problem = (text: string): void => app.getState().setNotice({ kind: 'problem', text });
  if (file.size > MAX_FILE_BYTES) {
    await loadMessages(app.getState().language);
    problem(messagesOf(app.getState().language).links.fileTooLarge);
    return;
  }
  const outcome = await openFileText(app, file.name, await file.text());
  if (outcome.kind === 'problem') problem(`${file.name}: ${outcome.message}`);
}
