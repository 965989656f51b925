import { readFileSync, writeFileSync } from 'node:fs';

/** Hands on what is appended to a new file, line by line; the function it returns hands on the rest and stops. */
export function follow(file: string, print: (line: string) => void): () => void {
  writeFileSync(file, '');
  let printed = 0;
  const read = () => {
    const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1); // the last one is still being written
    for (const line of lines.slice(printed)) print(line);
    printed = lines.length;
  };
  const timer = setInterval(read, 100);
  return () => {
    clearInterval(timer);
    read();
  };
}
