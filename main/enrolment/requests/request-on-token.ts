import { AppError } from '../../../shared/domain/app-error.ts';
import type { Token, TokenAlgorithm } from '../../../shared/schemas/token.ts';
import { openToFind, type TypedPins } from '../../tokens/open-to-find.ts';
import type { TokenRun, TokensService } from '../../tokens/tokens-service.ts';

/** What making a key and a request takes of the service of tokens. */
export type TokenSigner = Pick<TokensService, 'generate' | 'csr' | 'objects' | 'unlock' | 'lock'>;

/** A key that is to be made on a token, and the PINs that were typed for it. */
export interface WantedOnToken {
  readonly token: Token;
  /** Null: the key is named by the subject. */
  readonly label: string | null;
  readonly pins: TypedPins;
}

/**
 * A new key on the token, which never leaves it, and a request that it signs (PKCS#10 in PEM). Only a PIN that the token
 * took is sent again. A kill in between leaves a key on the token and no request. Errors: `token-not-managed`, those of
 * `tokens.generate` and `tokens.csr`.
 */
export async function requestOnToken(
  tokens: TokenSigner,
  { token, label, pins }: WantedOnToken,
  { subject, algorithm }: { readonly subject: string; readonly algorithm: TokenAlgorithm },
  run: TokenRun,
): Promise<string> {
  if (!token.managed) throw new AppError('token-not-managed');
  const tokenId = token.id;
  const named = label ?? commonNameOf(subject);
  const { objectId } = await tokens.generate({ tokenId, algorithm, label: named, ...pins }, run);
  // The officer's login is for writing alone.
  const userPins = { ...pins, soPin: undefined };
  return await openToFind(tokens, token, userPins, run, async (listing, pinsFor) => {
    const key = listing.objects.find(({ id }) => id === objectId);
    if (key === undefined) throw new AppError('not-found');
    const { pin, confirmedLastTry } = await pinsFor(key);
    return (await tokens.csr({ tokenId, objectId, subject, pin, confirmedLastTry }, run)).pem;
  });
}

/** For a person to know the key again on the token. */
function commonNameOf(subject: string): string {
  const name = /(?:^|,)\s*CN\s*=\s*((?:\\.|[^,\\])+)/i.exec(subject)?.[1] ?? subject;
  return name.replaceAll('\\', '').trim().slice(0, 60);
}
