// SPDX-License-Identifier: Apache-2.0
import koffi, { type KoffiFunc } from 'koffi';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';

export type Transmit = (command: Buffer) => Buffer;

/** From pcsc-lite's headers. LONG, DWORD and handles are C longs. */
export const scopeSystem = 2;
export const shareShared = 2;
export const protocols = 3;
export const leaveCard = 0;
const readerNameBytes = 64;

type Call = KoffiFunc<(...values: unknown[]) => number>;

export interface PcscLite {
  readonly library: ReturnType<typeof koffi.load>;
  readonly establish: Call;
  readonly list: Call;
  readonly connect: Call;
  readonly begin: Call;
  readonly transmit: Call;
  readonly end: Call;
  readonly disconnect: Call;
  readonly release: Call;
}

let bound: PcscLite | null = null;

/** Throws `not-available`. */
export function pcscLite(): PcscLite {
  bound ??= bind();
  return bound;
}

function bind(): PcscLite {
  try {
    const library = koffi.load('libpcsclite.so.1');
    koffi.struct('SCARD_IO_REQUEST', { dwProtocol: 'ulong', cbPciLength: 'ulong' });
    const func = (prototype: string): Call => library.func(prototype);
    return {
      library,
      establish: func('long SCardEstablishContext(ulong scope, void *a, void *b, _Out_ long *context)'),
      list: func('long SCardListReaders(long context, void *groups, void *readers, _Inout_ ulong *length)'),
      connect: func(
        'long SCardConnect(long context, const char *reader, ulong share, ulong protocols, _Out_ long *card, _Out_ ulong *protocol)',
      ),
      begin: func('long SCardBeginTransaction(long card)'),
      transmit: func(
        'long SCardTransmit(long card, SCARD_IO_REQUEST *send, void *command, ulong length, void *receive, void *answer, _Inout_ ulong *answerLength)',
      ),
      end: func('long SCardEndTransaction(long card, ulong disposition)'),
      disconnect: func('long SCardDisconnect(long card, ulong disposition)'),
      release: func('long SCardReleaseContext(long context)'),
    };
  } catch (cause) {
    throw new AppError('not-available', { reason: 'pcsc-lite' }, { cause });
  }
}

/** Throws `token-busy`, `token-removed`. */
export function check(value: number): void {
  const code = value >>> 0;
  if (code === 0) return;
  // SCARD_E_SHARING_VIOLATION
  if (code === 0x8010000b) throw new AppError('token-busy');
  throw new AppError('token-removed', { rv: `SCARD 0x${code.toString(16)}` });
}

/** Throws `not-available` (no pcsc-lite), `token-removed`, `token-busy`. */
export function withCard(reader: string, work: (transmit: Transmit) => void): void {
  const pcsc = pcscLite();
  const context = [0];
  check(pcsc.establish(scopeSystem, null, null, context));
  try {
    const card = [0];
    const protocol = [0];
    const name = readerNamed(pcsc, context[0], reader);
    check(pcsc.connect(context[0], name, shareShared, protocols, card, protocol));
    try {
      check(pcsc.begin(card[0]));
      try {
        work(transmitter(pcsc, card[0], protocol[0] ?? 0));
      } finally {
        pcsc.end(card[0], leaveCard);
      }
    } finally {
      pcsc.disconnect(card[0], leaveCard);
    }
  } finally {
    pcsc.release(context[0]);
  }
}

/** PKCS#11 truncates reader names to 64 octets. Throws `token-removed`, `token-busy`. */
export function readerNamed(pcsc: PcscLite, context: number | undefined, wanted: string): string {
  const length = [0];
  check(pcsc.list(context, null, null, length));
  const names = Buffer.alloc(Number(length[0]));
  check(pcsc.list(context, null, names, length));
  const found = names
    .toString('utf8')
    .split('\0')
    .find(
      (name) => name !== '' && Buffer.from(name).subarray(0, readerNameBytes).toString('utf8').trimEnd() === wanted,
    );
  if (found === undefined) throw new AppError('token-removed');
  return found;
}

function transmitter(pcsc: PcscLite, card: number | undefined, protocol: number): Transmit {
  return (command) => {
    const answer = Buffer.alloc(258);
    const length = [answer.length];
    const request = { dwProtocol: protocol, cbPciLength: 16 };
    check(pcsc.transmit(card, request, command, command.length, null, answer, length));
    return answer.subarray(0, Number(length[0]));
  };
}
