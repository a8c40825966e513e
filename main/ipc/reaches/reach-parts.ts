// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { CallInput } from '../../../shared/ipc/contract.ts';
import type { AskedCall, Fact, Reach } from '../../grants/reach.ts';
import type { StandingTarget } from '../../grants/standing.ts';
import type { Services } from '../../services.ts';

export type Described = Omit<Reach, 'call'> | null;
export type Reaches<N extends AskedCall> = {
  readonly [C in N]: (input: CallInput<C>) => Promise<Described>;
};

const mostNames = 6;

/** Limits permanently trusted items to what one question can show. */
export const mostBelieved = 20;

/** Asks each time. For `bound` see `Reach`. */
export function each(facts: readonly Fact[], bound: readonly string[] = []): Described {
  return { facts, bound, standing: [] };
}

export function once(facts: readonly Fact[], standing: readonly StandingTarget[]): Described {
  return { facts, standing };
}

export function lastTry(facts: readonly Fact[]): Described {
  return { words: 'tokens.unlock', facts, standing: [] };
}

/** Errors: `token-not-found`. */
export async function tokenFact({ tokens }: Pick<Services, 'tokens'>, tokenId: string): Promise<Fact> {
  const run = { signal: new AbortController().signal, progress: () => undefined };
  const found = (await tokens.list({ refresh: false }, run)).tokens.find(({ id }) => id === tokenId);
  if (found === undefined) throw new AppError('token-not-found');
  return ['token', `${found.label} (${found.serial})`];
}

export function listed(label: Fact[0], names: readonly string[]): Fact[] {
  const rest = names.length - mostNames;
  const shown = names.slice(0, mostNames).map((name): Fact => [label, name]);
  return rest > 0 ? [...shown, ['more', String(rest)]] : shown;
}

/** A page can change the name, but not the SHA-256. */
export function certificateName({ displayName, sha256 }: { readonly displayName: string; readonly sha256: string }) {
  return `${displayName} · SHA-256 ${shortSha256(sha256)}`;
}

/** 64 bits tell one user's certificates apart and are short enough to compare. */
export function shortSha256(sha256: string): string {
  return sha256.slice(0, 16);
}

/** Errors: `vault-missing`, `not-found`. */
export async function certificateFacts(
  { certificates }: Pick<Services, 'certificates'>,
  sha256s: readonly string[],
): Promise<Fact[]> {
  const names = sha256s.slice(0, mostNames).map(async (sha256) => {
    const { displayName } = await certificates.summary(sha256);
    return certificateName({ displayName, sha256 });
  });
  const rest = sha256s.length - mostNames;
  const facts = (await Promise.all(names)).map((name): Fact => ['certificate', name]);
  return rest > 0 ? [...facts, ['more', String(rest)]] : facts;
}
