// npm start: builds the page, serves the build, says where, and opens it where there is someone to look.
import { build, preview } from 'vite';

await build({ logLevel: 'warn' });
await build({ mode: 'single', logLevel: 'warn' }); // the page offers it to be taken along
const someoneIsThere = process.stdout.isTTY && !process.env.CI && (process.platform !== 'linux' || process.env.DISPLAY);
const server = await preview({ logLevel: 'warn', preview: { open: Boolean(someoneIsThere) } });
console.log(`Raftlight is at ${server.resolvedUrls?.local[0]} (Ctrl+C stops it)`);
