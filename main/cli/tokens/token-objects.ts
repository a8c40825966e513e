// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Token, TokenObject } from '../../../shared/schemas/token.ts';
import * as tokens from '../../tokens/open-to-find.ts';
import type { TokenListing, TypedPins } from '../../tokens/open-to-find.ts';
import type { CommandRun } from '../command.ts';
import { tokenRun } from './token-options.ts';

export async function readTokenObjects(run: CommandRun, tokenId: string): Promise<TokenListing> {
  return await tokens.readTokenObjects(run.services.tokens, tokenId, tokenRun(run));
}

export async function openToFind<T>(
  run: CommandRun,
  token: Token,
  pins: TypedPins,
  work: (listing: TokenListing, pinsFor: (object: TokenObject) => Promise<TypedPins>) => Promise<T>,
): Promise<T> {
  return await tokens.openToFind(run.services.tokens, token, pins, tokenRun(run), work);
}

/**
 * Finds a key by label, preferring one that signs (an SKF container has two), or by at least 8 digits of its ID.
 * Errors: `not-found`, `ambiguous-id`.
 */
export function keyNamed({ objects, publicOnly }: TokenListing, name: string): TokenObject {
  const keys = objects.filter((object) => object.class === 'private-key');
  const labelled = keys.filter(({ label }) => label === name);
  const signing = labelled.filter(({ key }) => key?.canSign === true);
  const named = signing.length > 0 ? signing : labelled;
  return onlyOne(named.length > 0 ? named : withId(keys, name), publicOnly ? { publicOnly } : {});
}

/** Doesn't accept labels, because they can be reassigned. */
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
