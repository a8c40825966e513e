// SPDX-License-Identifier: Apache-2.0
import { maxTokenObjectsPage } from '../../shared/domain/token-objects.ts';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { Token, TokenObject } from '../../shared/schemas/token.ts';
import type { TokenRun, TokensService } from './tokens-service.ts';

export interface TokenListing {
  readonly objects: readonly TokenObject[];
  readonly publicOnly: boolean;
}

export interface TypedPins {
  /** Null if typed at the reader, undefined if not given. */
  readonly pin: string | null | undefined;
  readonly soPin: string | null | undefined;
  readonly confirmedLastTry: boolean;
}

export async function readTokenObjects(
  tokens: Pick<TokensService, 'objects'>,
  tokenId: string,
  run: TokenRun,
): Promise<TokenListing> {
  const objects: TokenObject[] = [];
  for (;;) {
    const asked = { tokenId, fresh: objects.length === 0, offset: objects.length, limit: maxTokenObjectsPage };
    const page = await tokens.objects(asked, run);
    objects.push(...page.objects);
    if (page.complete && objects.length >= page.read) return { objects, publicOnly: page.publicOnly };
    if (page.objects.length === 0) throw new AppError('internal');
  }
}

/**
 * Unlocks the token during `work` if given a PIN, because private keys appear only after a login. `pinsFor` returns the
 * PINs still needed.
 */
export async function openToFind<T>(
  tokens: Pick<TokensService, 'objects' | 'unlock' | 'lock'>,
  token: Token,
  pins: TypedPins,
  run: TokenRun,
  work: (listing: TokenListing, pinsFor: (object: TokenObject) => Promise<TypedPins>) => Promise<T>,
): Promise<T> {
  const tokenId = token.id;
  const { pin, confirmedLastTry } = pins;
  const opened = pin !== undefined && !token.unlocked;
  if (opened) await tokens.unlock({ tokenId, pin, confirmedLastTry }, run);
  let open = opened;
  const lock = async (): Promise<void> => {
    if (!open) return;
    open = false;
    await tokens.lock({ tokenId }, run);
  };
  try {
    return await work(await readTokenObjects(tokens, tokenId, run), async (object) => {
      const again = object.key?.pinEachTime === true || pins.soPin !== undefined;
      // Using the key or logging in as SO sends the PIN again.
      if (again) await lock();
      return again || !opened ? pins : { ...pins, pin: undefined };
    });
  } finally {
    await lock().catch(() => undefined);
  }
}
