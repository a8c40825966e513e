// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Token, TokenAlgorithm } from '../../../shared/schemas/token.ts';
import type { TypedPins } from '../../tokens/open-to-find.ts';
import type { TokenRun, TokensService } from '../../tokens/tokens-service.ts';
import { readWhole, tags } from '../../x509/der/der-reader.ts';
import { formatName, readName } from '../../x509/names/distinguished-name.ts';
import type { CertificateHolder } from '../../x509/certificate/read-holder.ts';

export type TokenSigner = Pick<TokensService, 'generate' | 'signRequest'>;

export interface WantedOnToken {
  readonly token: Token;
  /** Null: named by the subject. */
  readonly label: string | null;
  readonly pins: TypedPins;
}

/**
 * Non-exportable key; PKCS#10, DER. `holder`: RFC 4514, or a certificate's octets. A crash may leave an orphan key on
 * the token. Errors: `token-not-managed`, those of `tokens.generate` and `tokens.csr`.
 */
export async function requestOnToken(
  tokens: TokenSigner,
  { token, label, pins }: WantedOnToken,
  { holder, algorithm }: { readonly holder: string | CertificateHolder; readonly algorithm: TokenAlgorithm },
  run: TokenRun,
): Promise<Uint8Array> {
  if (!token.managed) throw new AppError('token-not-managed');
  const tokenId = token.id;
  const named = label ?? commonNameOf(typeof holder === 'string' ? holder : subjectText(holder));
  const { spkiSha256 } = await tokens.generate({ tokenId, algorithm, label: named, ...pins }, run);
  const { pin, confirmedLastTry } = pins;
  return await tokens.signRequest({ tokenId, spkiSha256, pin, confirmedLastTry, holder, challengePassword: null }, run);
}

function subjectText({ subject }: CertificateHolder): string {
  return formatName(readName(subject, readWhole(subject, tags.sequence)));
}

function commonNameOf(subject: string): string {
  const name = /(?:^|,)\s*CN\s*=\s*((?:\\.|[^,\\])+)/i.exec(subject)?.[1] ?? subject;
  return name.replaceAll('\\', '').trim().slice(0, 60);
}
