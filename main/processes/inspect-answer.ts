import { AppError } from '../../shared/domain/app-error.ts';
import { inspectInParts } from '../formats/inspect-bytes.ts';
import { columnsOf } from './certificate-columns.ts';
import type { ParseReply } from './parse-protocol.ts';

/**
 * What thousands of certificates leave behind is collected so often. Left to itself V8 lets a third of the process
 * pile up; told by its flags to save memory it takes a third longer for everything.
 */
const partsPerCollection = 34;

/**
 * Answers `inspect` in the child. `sendPart` sends what comes ahead of the answer. Its input is checked by hand: the
 * schemas of all other operations take longer to load than a small file to read. Throws `internal` for another input.
 */
export async function answerInspect(
  input: unknown,
  sendPart: (part: unknown) => Promise<void>,
): Promise<ParseReply<'inspect'>> {
  const { bytes, password } = input as { readonly bytes: unknown; readonly password: unknown };
  if (!(bytes instanceof Uint8Array) || (password !== null && typeof password !== 'string')) {
    throw new AppError('internal');
  }
  let parts = 0;
  const found = await inspectInParts(bytes, { password, release: () => forget(bytes) }, async (part) => {
    await sendPart(columnsOf(part));
    if (++parts % partsPerCollection === 0) globalThis.gc?.();
  });
  return {
    ...found,
    keys: [...found.keys],
    unopened: [...found.unopened],
    crls: found.crls.map((crl) => ({ ...crl, revoked: [...crl.revoked] })),
    requests: found.requests.map((each) => ({
      ...each,
      subjectAlternativeNames: [...each.subjectAlternativeNames],
    })),
  };
}

/** The message is this process's own copy: its memory goes back at once. */
function forget({ buffer }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && !buffer.detached) buffer.transfer(0);
}
