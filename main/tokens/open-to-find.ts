// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/app-error.ts';
import { maxTokenObjectsPage } from '../../shared/ipc/calls/token-objects.ts';
import type { Token, TokenObject } from '../../shared/schemas/token.ts';
import type { TokenRun, TokensService } from './tokens-service.ts';

export interface TokenListing {
  readonly objects: readonly TokenObject[];
  /** Private objects may be missing. */
  readonly publicOnly: boolean;
}

/** PINs for one piece of work, as a person typed them once. */
export interface TypedPins {
  /** Null: typed at the reader; undefined: none is needed, or none was given. */
  readonly pin: string | null | undefined;
  readonly soPin: string | null | undefined;
  readonly confirmedLastTry: boolean;
}

/** Everything on the token, page by page. */
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
    // A page that is empty before the end would be asked for again and again.
    if (page.objects.length === 0) throw new AppError('internal');
  }
}

/**
 * Private keys show after a login only: the token is opened to find one, and stays open for the work that follows where
 * that is possible. `pinsFor`: what that work is to be given. It is locked again in the end, unless it was open before.
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
      // The PIN was right a moment ago; it goes with the work where the key, or another login, wants it anew.
      if (again) await lock();
      return again || !opened ? pins : { ...pins, pin: undefined };
    });
  } finally {
    await lock().catch(() => undefined);
  }
}
