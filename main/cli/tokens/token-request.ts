// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { KeyAlgorithm } from '../../../shared/schemas/enrolment/key-algorithm.ts';
import type { Token } from '../../../shared/schemas/token.ts';
import type { ContentSigner } from '../../enrolment/providers/server/server-enrolment.ts';
import type { KeptRequest, WantedRequest } from '../../enrolment/requests/new-request.ts';
import type { TypedPins } from '../../tokens/open-to-find.ts';
import type { CommandRun } from '../command.ts';
import { namingToken } from './pin-refusals.ts';
import { lastTryFlag, tokenNamed, tokenRun } from './token-options.ts';
import { readPins } from './token-pins.ts';

export interface TokenRequests {
  /** Key label: `--label`, otherwise the common name. */
  request(
    name: string,
    held: HeldProfile,
    wanted: Omit<Extract<WantedRequest, { readonly holder: unknown }>, 'key'>,
  ): Promise<KeptRequest>;
  signer(name: string, spkiSha256: string): Promise<ContentSigner>;
  sameKey(name: string, sha256: string): Promise<{ readonly serial: string; readonly sign: ContentSigner }>;
}

/** Reads the PIN once, because it may be piped. */
export function tokenRequests(run: CommandRun): TokenRequests {
  const { tokens, enrolment, vault } = run.services;
  let opened: Promise<{ readonly token: Token; readonly pins: TypedPins }> | null = null;

  async function openOnce(name: string, changes: boolean, algorithm: KeyAlgorithm | null = null) {
    const token = await tokenNamed(run, name);
    if (changes && !token.managed) throw new AppError('token-not-managed');
    if (algorithm === 'sm2' && !token.generates.includes(algorithm))
      throw new AppError('key-unsupported', { algorithm: 'SM2' });
    return { token, pins: await readPins(run, token, { changes }) };
  }

  async function signing(name: string, spkiSha256: string) {
    opened ??= openOnce(name, false);
    const { token, pins } = await opened;
    const { pin, confirmedLastTry } = pins;
    const key = { tokenId: token.id, spkiSha256, pin, confirmedLastTry };
    const sign: ContentSigner = async (content) =>
      namingToken(run, token, lastTryFlag, async () => tokens.signRequest({ ...key, ...content }, tokenRun(run)));
    return { serial: token.serial, sign };
  }

  return {
    async request(name, held, wanted) {
      opened ??= openOnce(name, true, wanted.algorithm);
      const { token, pins } = await opened;
      const label = run.arguments.values['label'] ?? null;
      return await namingToken(run, token, lastTryFlag, async () =>
        enrolment.request(held, { ...wanted, key: { in: 'token', token, pins, label, run: tokenRun(run) } }),
      );
    },
    signer: async (name, spkiSha256) => (await signing(name, spkiSha256)).sign,
    async sameKey(name, sha256) {
      const row = (await vault.require()).getRow(sha256);
      if (row === null) throw new AppError('not-found');
      return await signing(name, row.spkiSha256);
    },
  };
}
