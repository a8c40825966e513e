// SPDX-License-Identifier: Apache-2.0
import { check, leaveCard, pcscLite, protocols, readerNamed, scopeSystem, shareShared, type PcscLite } from './pcsc.ts';

/** The answer ends with the status word. */
type Ask = (command: Buffer) => Promise<Buffer>;

/** One request per reader, because a waiting request blocks a thread that signing needs. */
const waiting = new Map<string, Promise<unknown>>();

/**
 * pcsc-lite has no timeout, so this returns `held` after `patienceMs`. Once the card is free, the pending request ends
 * without running `work`. Throws `not-available`, `token-removed`, `token-busy`.
 */
export async function askCard<T>(
  reader: string,
  patienceMs: number,
  work: (ask: Ask) => Promise<T>,
): Promise<T | 'held'> {
  const end = performance.now() + patienceMs;
  for (let before = waiting.get(reader); before !== undefined; before = waiting.get(reader))
    if (!(await settles(before, end - performance.now()))) return 'held';
  let isOver = false;
  const answer = onConnection(reader, async (ask) => (isOver ? 'held' : work(ask)));
  const over = answer.then(
    () => waiting.delete(reader),
    () => waiting.delete(reader),
  );
  waiting.set(reader, over);
  isOver = !(await settles(over, end - performance.now()));
  return isOver ? 'held' : answer;
}

async function settles(over: Promise<unknown>, withinMs: number): Promise<boolean> {
  const { promise: patience, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(resolve, withinMs, false);
  try {
    return await Promise.race([over.then(() => true), patience]);
  } finally {
    clearTimeout(timer);
  }
}

async function onConnection<T>(reader: string, work: (ask: Ask) => Promise<T>): Promise<T> {
  const pcsc = pcscLite();
  const context = [0];
  check(pcsc.establish(scopeSystem, null, null, context));
  try {
    const [card, protocol] = [[0], [0]];
    const name = readerNamed(pcsc, context[0], reader);
    check(await inThread(pcsc.connect, context[0], name, shareShared, protocols, card, protocol));
    try {
      return await work(async (command) => transmit(pcsc, card[0], protocol[0] ?? 0, command));
    } finally {
      await inThread(pcsc.disconnect, card[0], leaveCard);
    }
  } finally {
    pcsc.release(context[0]);
  }
}

async function transmit(pcsc: PcscLite, card: number | undefined, protocol: number, command: Buffer): Promise<Buffer> {
  const answer = Buffer.alloc(258);
  const length = [answer.length];
  const request = { dwProtocol: protocol, cbPciLength: 16 };
  check(await inThread(pcsc.transmit, card, request, command, command.length, null, answer, length));
  return answer.subarray(0, Number(length[0]));
}

async function inThread(call: PcscLite['connect'], ...values: readonly unknown[]): Promise<number> {
  return new Promise((resolve, reject) => {
    call.async(...values, (error: unknown, value: number) => {
      if (error === null || error === undefined) resolve(value);
      else reject(new Error('pcsc-lite', { cause: error }));
    });
  });
}
