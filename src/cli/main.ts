import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { command } from './command.ts';
import type { Io, Sink } from './io.ts';

/** Lines are collected before they go to the disk. */
const CHUNK = 65_536;

function openFile(path: string): Sink {
  const file = openSync(path, 'w');
  let waiting = '';
  const flush = (): void => {
    if (waiting !== '') writeSync(file, waiting);
    waiting = '';
  };
  return {
    write: (text) => {
      waiting += text;
      if (waiting.length >= CHUNK) flush();
    },
    close: () => {
      flush();
      closeSync(file);
    },
  };
}

const io: Io = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  read: (path) => readFileSync(path, 'utf8'),
  open: openFile,
};

// `sim -- run FILE --trace - | head` closes the pipe early; that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await command(process.argv.slice(2), io);
