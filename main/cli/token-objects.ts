import { AppError } from '../../shared/domain/app-error.ts';
import { maxTokenObjectsPage } from '../../shared/ipc/calls/token-objects.ts';
import type { Token, TokenObject } from '../../shared/schemas/token.ts';
import type { CommandRun } from './command.ts';
import { tokenRun } from './token-options.ts';
import type { TypedPins } from './token-pins.ts';

export interface TokenListing {
  readonly objects: readonly TokenObject[];
  /** Private objects may be missing. */
  readonly publicOnly: boolean;
}

/** Everything on the token, page by page. */
export async function readTokenObjects(run: CommandRun, tokenId: string): Promise<TokenListing> {
  const objects: TokenObject[] = [];
  for (;;) {
    const asked = { tokenId, fresh: objects.length === 0, offset: objects.length, limit: maxTokenObjectsPage };
    const page = await run.services.tokens.objects(asked, tokenRun(run));
    objects.push(...page.objects);
    if (page.complete && objects.length >= page.read) return { objects, publicOnly: page.publicOnly };
    // A page that is empty before the end would be asked for again and again.
    if (page.objects.length === 0) throw new AppError('internal');
  }
}

/**
 * Private keys show after a login only: the token is opened to find one, and stays open for the work that follows where
 * that is possible. `pins`: what that work is to be given. Whoever calls `close` in the end locks it again.
 */
export async function openToFind<T>(
  run: CommandRun,
  token: Token,
  pins: TypedPins,
  work: (listing: TokenListing, pinsFor: (object: TokenObject) => Promise<TypedPins>) => Promise<T>,
): Promise<T> {
  const { tokens } = run.services;
  const tokenId = token.id;
  const { pin, confirmedLastTry } = pins;
  const opened = pin !== undefined && !token.unlocked;
  if (opened) await tokens.unlock({ tokenId, pin, confirmedLastTry }, tokenRun(run));
  let open = opened;
  const lock = async (): Promise<void> => {
    if (!open) return;
    open = false;
    await tokens.lock({ tokenId }, tokenRun(run));
  };
  try {
    return await work(await readTokenObjects(run, tokenId), async (object) => {
      const again = object.key?.pinEachTime === true || pins.soPin !== undefined;
      // The PIN was right a moment ago; it goes with the work where the key, or another login, wants it anew.
      if (again) await lock();
      return again || !opened ? pins : { ...pins, pin: undefined };
    });
  } finally {
    await lock().catch(() => undefined);
  }
}

/** A private key by its label, or by its object id or 8 digits of it or more. Errors: `not-found`, `ambiguous-id`. */
export function keyNamed({ objects, publicOnly }: TokenListing, name: string): TokenObject {
  const keys = objects.filter((object) => object.class === 'private-key');
  const labelled = keys.filter(({ label }) => label === name);
  return onlyOne(labelled.length > 0 ? labelled : withId(keys, name), publicOnly ? { publicOnly } : {});
}

/** As `keyNamed`, of any object and without labels: one may be on another object tomorrow. */
export function objectWithId({ objects }: TokenListing, id: string): TokenObject {
  return onlyOne(withId(objects, id), {});
}

function withId(objects: readonly TokenObject[], name: string): readonly TokenObject[] {
  const whole = objects.filter(({ id }) => id === name.toLowerCase());
  if (whole.length > 0 || !/^[0-9a-f]{8,64}$/i.test(name)) return whole;
  return objects.filter(({ id }) => id.startsWith(name.toLowerCase()));
}

function onlyOne(found: readonly TokenObject[], details: { publicOnly?: boolean }): TokenObject {
  const [object] = found;
  if (!object) throw new AppError('not-found', details);
  if (found.length > 1) throw new AppError('ambiguous-id', { candidates: found.map(({ id }) => id) });
  return object;
}
