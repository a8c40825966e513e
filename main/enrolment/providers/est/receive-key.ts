// SPDX-License-Identifier: Apache-2.0
import { setTimeout } from 'node:timers/promises';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { CaProfile } from '../../../../shared/schemas/enrolment/ca-profile.ts';
import { keyAlgorithmSchema } from '../../../../shared/schemas/enrolment/key-algorithm.ts';
import type { ParseClient } from '../../../parser/parse-client.ts';
import type { IncomingKey } from '../../../vault/records/key-envelopes.ts';
import type { RequestRow } from '../../../vault/store/rows/request-rows.ts';
import type { Vault } from '../../../vault/vault.ts';
import { readRequest, readRequestHolder } from '../../../x509/requests/read-request.ts';
import { sendKeyRequest, type EnrolAnswer, type EstServer, type KeyRequestAnswer } from './est-client.ts';
import { readKeyAnswer } from './key-answer.ts';
import type { RequestSigner } from './wants-proof.ts';

/**
 * Tests and stores the key immediately, because the response is its only copy. `proving` binds the request to the
 * connection. Errors: those of `sendKeyRequest`, `readKeyAnswer`, `expectAnswer`, `authority-key-weak` (`reason`
 * `not-new`), `authority-key-unusable` (`reason`).
 */
export async function receiveKey(
  open: Vault,
  parse: ParseClient,
  server: EstServer,
  { row, profile, proving }: { readonly row: RequestRow; readonly profile: CaProfile; readonly proving: boolean },
): Promise<EnrolAnswer> {
  const { enrolment } = open;
  const answer = await sendAndWait(enrolment, server, row, proving ? signerPerConnection(row, profile) : row.csr);
  if (answer.state === 'pending') return answer;
  try {
    const { key, pkcs7 } = await readKeyAnswer(parse, answer.contentType, answer.body);
    try {
      await keep(enrolment, row.id, key, pkcs7);
    } finally {
      key.pkcs8.fill(0);
    }
    return { state: 'issued', pkcs7 };
  } finally {
    answer.body.fill(0);
  }
}

/** Milliseconds. Longer than a backup or re-keying locks the vault. */
const patienceMs = 30_000;
const pauseMs = 100;

/** This is the only copy of the key, so a failure is reported as its loss. */
async function keep(
  { keepAnswer, answerArrived }: Vault['enrolment'],
  id: string,
  key: IncomingKey,
  pkcs7: Uint8Array,
): Promise<void> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    try {
      return await keepAnswer(id, key, pkcs7);
    } catch (error) {
      const { code, details } = error instanceof AppError ? error : new AppError('internal');
      if (code === 'authority-key-weak') {
        await answerArrived(id);
        throw error;
      }
      const isHeldUp = code === 'vault-busy' && details['reason'] === undefined;
      if (!isHeldUp || performance.now() > giveUpAt) {
        throw new AppError('authority-key-unusable', { reason: details['reason'] ?? code }, { cause: error });
      }
    }
    await setTimeout(pauseMs);
  }
}

async function sendAndWait(
  { expectAnswer, answerArrived }: Vault['enrolment'],
  server: EstServer,
  row: RequestRow,
  request: Uint8Array | RequestSigner,
): Promise<KeyRequestAnswer> {
  let isOut = false;
  const sending = {
    async sent() {
      await expectAnswer(row);
      isOut = true;
    },
    async answered() {
      await answerArrived(row.id);
      isOut = false;
    },
  };
  try {
    return await sendKeyRequest(server, request, sending);
  } catch (error) {
    if (!isOut || !(error instanceof AppError)) throw error;
    const reason = error.details['reason'] ?? 'connection';
    throw new AppError('authority-key-unusable', { reason }, { cause: error });
  }
}

/** The CA ignores the signing key, so any key will do. The original was discarded. */
function signerPerConnection({ csr }: RequestRow, profile: CaProfile): RequestSigner {
  const algorithm = keyAlgorithmSchema.parse(readRequest(csr).algorithm);
  const holder = readRequestHolder(csr);
  return async (challengePassword) => {
    const { makeKeylessRequest } = await import('../../requests/make-request.ts');
    return await makeKeylessRequest(algorithm, holder, { userId: profile.sm2UserId, challengePassword });
  };
}
