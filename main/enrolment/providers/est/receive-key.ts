import { AppError } from '../../../../shared/domain/app-error.ts';
import { tokenAlgorithmSchema } from '../../../../shared/schemas/token.ts';
import type { ParseClient } from '../../../processes/parse-client.ts';
import type { RequestRow } from '../../../vault/store/request-rows.ts';
import type { Vault } from '../../../vault/vault.ts';
import { readRequest, readRequestHolder } from '../../../x509/read-request.ts';
import { sendKeyRequest, type EnrolAnswer, type EstServer, type KeyRequestAnswer } from './est-client.ts';
import { readKeyAnswer } from './key-answer.ts';
import type { RequestSigner } from './wants-proof.ts';

/**
 * Sends a request whose key the authority makes. The key is in one answer and nowhere else: it is read, proved, and in the vault
 * with the certificates that came along before anything else is asked or judged. `proving`: the server wants the request tied
 * to its connection. Errors: those of `sendKeyRequest`, `readKeyAnswer` and `AuthorityKeys`.
 */
export async function receiveKey(
  open: Vault,
  parse: ParseClient,
  server: EstServer,
  { row, proving }: { readonly row: RequestRow; readonly proving: boolean },
): Promise<EnrolAnswer> {
  const { enrolment } = open;
  const answer = await sendAndWait(enrolment, server, row, proving);
  if (answer.state === 'pending') return answer;
  try {
    const { key, pkcs7 } = await readKeyAnswer(parse, answer.contentType, answer.body);
    try {
      await enrolment.keepAnswer(row.id, key, pkcs7);
    } finally {
      key.pkcs8.fill(0);
    }
    return { state: 'issued', pkcs7 };
  } finally {
    answer.body.fill(0);
  }
}

/** Once it went out, whatever ends the wait may have ended a certificate's only way here. */
async function sendAndWait(
  { expectAnswer, answerArrived }: Vault['enrolment'],
  server: EstServer,
  row: RequestRow,
  proving: boolean,
): Promise<KeyRequestAnswer> {
  let isOut = false;
  const sending = {
    async sent() {
      await expectAnswer(row.id);
      isOut = true;
    },
    async answered() {
      await answerArrived(row.id);
      isOut = false;
    },
  };
  try {
    return await sendKeyRequest(server, proving ? anewEachTime(row) : row.csr, sending);
  } catch (error) {
    if (!isOut || !(error instanceof AppError)) throw error;
    const reason = error.details['reason'] ?? 'connection';
    throw new AppError('authority-key-unusable', { reason }, { cause: error });
  }
}

/** The key that signed the first one is gone, and proves nothing: the certificate is for another. */
function anewEachTime({ csr }: RequestRow): RequestSigner {
  const algorithm = tokenAlgorithmSchema.parse(readRequest(csr).algorithm);
  const holder = readRequestHolder(csr);
  return async (challengePassword) => {
    const { makeKeylessRequest } = await import('../../requests/make-request.ts');
    return await makeKeylessRequest(algorithm, holder, challengePassword);
  };
}
