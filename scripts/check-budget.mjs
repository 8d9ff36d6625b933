// The JavaScript that must arrive before the first picture, gzipped: the entry of the built page and all that it
// imports statically, as listed in Vite's manifest. What is imported with import() loads later and does not count.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const budgetKb = 150;

const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));
const first = new Set();
function collect(name) {
  if (first.has(name)) return;
  first.add(name);
  for (const imported of manifest[name].imports ?? []) collect(imported);
}
for (const [name, chunk] of Object.entries(manifest)) if (chunk.isEntry) collect(name);

let total = 0;
for (const { file } of [...first].map((name) => manifest[name])) {
  const bytes = gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length;
  total += bytes;
  console.log(`${(bytes / 1000).toFixed(1).padStart(7)} kB  ${file}`);
}
const fits = total <= budgetKb * 1000;
console.log(
  `${(total / 1000).toFixed(1).padStart(7)} kB before the first picture: ${fits ? 'within' : 'OVER'} ${budgetKb} kB`,
);
if (!fits) process.exit(1);
