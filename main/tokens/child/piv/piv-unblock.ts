// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { withCard, type Transmit } from './pcsc.ts';

/** SELECT (SP 800-73-4 part 2 §3.1.1) with only the RID of the PIV AID. */
export const selectPiv = Buffer.from('00a4040005a000000308', 'hex');
/** RESET RETRY COUNTER of the PIN, 0x80 (§3.2.3). */
const resetRetryCounter = Buffer.from('002c008010', 'hex');
const referenceLength = 8;

/**
 * Sends `puk` once. Errors: `wrong-pin`, `pin-locked`, `pin-length`, `token-removed`, `token-refused`, `token-busy`,
 * `not-available`.
 */
export function resetPivPin(reader: string, puk: Buffer, newPin: Buffer): void {
  const references = Buffer.concat([padded(puk), padded(newPin)]);
  const command = Buffer.concat([resetRetryCounter, references]);
  try {
    withCard(reader, (transmit) => {
      if (statusOf(transmit, selectPiv) !== 0x9000) throw new AppError('not-available');
      check(statusOf(transmit, command));
    });
  } finally {
    references.fill(0);
    command.fill(0);
  }
}

/** SP 800-73-4 part 2 §2.4.3. */
function padded(reference: Buffer): Buffer {
  if (reference.length < 6 || reference.length > referenceLength) throw new AppError('pin-length');
  return Buffer.concat([reference, Buffer.alloc(referenceLength - reference.length, 0xff)]);
}

function statusOf(transmit: Transmit, command: Buffer): number {
  const answer = transmit(command);
  return answer.length < 2 ? 0 : answer.readUInt16BE(answer.length - 2);
}

function check(status: number): void {
  if (status === 0x9000) return;
  const rv = `SW ${status.toString(16)}`;
  // 63Cx means x tries left, 6983 none left, 6A80 an invalid PIN.
  if (status === 0x6983 || status === 0x63c0) throw new AppError('pin-locked', { rv });
  if ((status & 0xfff0) === 0x63c0) throw new AppError('wrong-pin', { rv });
  if (status === 0x6a80) throw new AppError('pin-length', { rv });
  throw new AppError('token-refused', { rv });
}
