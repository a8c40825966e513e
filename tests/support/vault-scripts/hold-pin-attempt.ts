import { createTokenMemory } from '../../../main/tokens/memory/token-memory.ts';
import type { AttemptOutcome } from '../../../main/tokens/memory/memory-port.ts';

/** Begins an entry of PIN, says so, and settles it with the outcome that standard input names; without one it waits. */
const [dataFolder = '', tokenId = ''] = process.argv.slice(2);
const memory = createTokenMemory({ dataFolder, now: () => new Date() });
const settle = memory.begin(tokenId, 'user');
process.stdout.write('begun\n');
process.stdin.setEncoding('utf8').on('data', (text: string) => {
  settle(text.trim() as AttemptOutcome);
  process.stdout.write(`settled ${memory.count(tokenId, 'user').wrong}\n`);
  memory.close();
  process.exit(0);
});
