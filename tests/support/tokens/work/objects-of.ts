// SPDX-License-Identifier: Apache-2.0
import type { Token, TokenObject } from '../../../../shared/schemas/token.ts';
import { quietRun, type TokensAtHand } from './open-tokens.ts';

export async function objectsOf({ tokens }: TokensAtHand, { id: tokenId }: Token): Promise<TokenObject[]> {
  const objects: TokenObject[] = [];
  for (let complete = false; !complete;) {
    const page = await tokens.objects(
      { tokenId, fresh: objects.length === 0, offset: objects.length, limit: 500 },
      quietRun,
    );
    objects.push(...page.objects);
    complete = page.complete && objects.length === page.read;
  }
  return objects;
}
