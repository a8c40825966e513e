import { createTokenMemory } from '../../../main/tokens/memory/token-memory.ts';

/** So many wrong entries, one after the other, printing each when it is durable. */
const [dataFolder = '', tokenId = '', count = '0'] = process.argv.slice(2);
const memory = createTokenMemory({ dataFolder, now: () => new Date() });
for (let index = 0; index < Number(count); index++) {
  memory.begin(tokenId, 'user')('wrong');
  process.stdout.write(`counted ${index}\n`);
}
memory.close();
