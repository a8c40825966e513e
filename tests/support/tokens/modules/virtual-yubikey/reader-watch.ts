// SPDX-License-Identifier: Apache-2.0
/** Asks pcscd through libpcsclite (PC/SC part 5; winscard.h of pcsc-lite) about a reader's state. */
import koffi from 'koffi';

const noTimeout = 0x8010000a;
const noService = 0x8010001d;
const state = { unaware: 0, changed: 2, unknown: 4, present: 0x20 } as const;
const sliceMs = 1000;

interface ReaderState {
  szReader: string;
  pvUserData: null;
  dwCurrentState: number;
  dwEventState: number;
  cbAtr: number;
  rgbAtr: number[];
}

function bindings() {
  const library = koffi.load('libpcsclite.so.1');
  koffi.struct('SCARD_READERSTATE', {
    szReader: 'const char *',
    pvUserData: 'void *',
    dwCurrentState: 'unsigned long',
    dwEventState: 'unsigned long',
    cbAtr: 'unsigned long',
    rgbAtr: 'uint8_t[33]',
  });
  return {
    establish: library.func('long SCardEstablishContext(unsigned long, void *, void *, _Out_ long *)'),
    release: library.func('long SCardReleaseContext(long)'),
    change: library.func(
      'long SCardGetStatusChange(long, unsigned long, _Inout_ SCARD_READERSTATE *states, unsigned long)',
    ),
  };
}

let bound: ReturnType<typeof bindings> | null = null;

/** Error codes are negative where LONG has 32 bits, so compare as unsigned. */
const is = (result: number, error: number): boolean => result >>> 0 === error;

export interface ReaderWatch {
  /** Resolves when pcscd has noticed the next arrival or removal. Throws after `deadlineMs`. Call it for each one. */
  until(present: boolean, deadlineMs?: number): Promise<void>;
  release(): void;
}

/**
 * Number of arrivals and removals noticed by pcscd's poll (every 400 ms). Presence isn't enough: a failed command
 * clears it at once, but pcscd 2.3.3 then never sees a card that is back before the next poll.
 */
const eventsOf = (events: number): number => (events >>> 16) & 0xffff;

/** Returns null if pcscd isn't responding yet. */
export function watchReader(name: string): ReaderWatch | null {
  bound ??= bindings();
  const { establish, release, change } = bound;
  const handle = [0];
  const opened = Number(establish(2, null, null, handle));
  if (is(opened, noService)) return null;
  if (opened !== 0) throw new Error(`SCardEstablishContext: ${(opened >>> 0).toString(16)}`);
  const context = handle[0];

  let noticed = -1;

  const next = async (known: number): Promise<number> => {
    const states: ReaderState[] = [
      { szReader: name, pvUserData: null, dwCurrentState: known, dwEventState: 0, cbAtr: 0, rgbAtr: [] },
    ];
    const result = await new Promise<number>((resolve, reject) => {
      const settled = (error: Error | null, value: unknown): void => (error ? reject(error) : resolve(Number(value)));
      change.async(context, sliceMs, states, 1, settled);
    });
    if (is(result, noTimeout)) return known;
    // Treat errors, such as a missing reader, as unknown.
    return result === 0 ? (states[0]?.dwEventState ?? 0) & ~state.changed : state.unknown;
  };

  return {
    until: async (present, deadlineMs = 10_000) => {
      const end = performance.now() + deadlineMs;
      let known: number = state.unaware;
      do {
        known = await next(known);
        const isPresent = (known & state.present) !== 0;
        if ((known & state.unknown) === 0 && isPresent === present && eventsOf(known) > noticed) {
          noticed = eventsOf(known);
          return;
        }
      } while (performance.now() < end);
      throw new Error(`pcscd: ${present ? 'no card seen' : 'the card still seen'} in ${name} after ${deadlineMs} ms`);
    },
    release: () => {
      release(context);
    },
  };
}
