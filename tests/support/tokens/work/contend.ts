// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { setTimeout } from 'node:timers/promises';
import { Pkcs10CertificateRequest } from '@peculiar/x509';
import { expect, onTestFinished } from 'vitest';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { Token } from '../../../../shared/schemas/token.ts';
import { checkWithOpenssl } from '../matrix.ts';
import { startModule } from '../modules/start-module.ts';
import type { TokenTarget } from '../modules/token-target.ts';
import { objectsOf } from './objects-of.ts';
import { signInALoop } from './second-client.ts';
import { quietRun, tokensWith, type TokensAtHand } from './tokens-with.ts';

const pressAgainMs = 500;

/** A key both processes use. */
export interface SharedKey {
  readonly keyId: string;
  readonly publicKey: string;
}

export interface Contention {
  readonly entries: number;
  /** How often our calls ended with each code. */
  readonly answers: Readonly<Record<string, number>>;
  readonly other: { readonly right: number; readonly wrong: number; readonly complaints: readonly string[] };
}

/** libykcs11 briefly sees no card while the other process holds it exclusively. */
export async function onlyToken(at: TokensAtHand): Promise<Token> {
  const found = async (): Promise<Token | undefined> =>
    (await at.tokens.list({ refresh: true }, quietRun)).tokens.find(({ initialised }) => initialised);
  const lookFor = async (left: number): Promise<Token> => {
    const token = await found();
    if (token) return token;
    if (left === 0) throw new Error('no token');
    await setTimeout(200);
    return lookFor(left - 1);
  };
  return lookFor(25);
}

/** Generates an EC key with a self-signed certificate. */
export async function makeSharedKey(target: TokenTarget): Promise<SharedKey> {
  const at = await tokensWith([target]);
  const { id: tokenId } = await onlyToken(at);
  await at.tokens.manage({ tokenId, on: true }, quietRun);
  const pins = { tokenId, pin: target.pin, soPin: target.soPin, confirmedLastTry: false };
  const { objectId } = await at.tokens.generate({ ...pins, algorithm: 'ec-p256', label: 'both' }, quietRun);
  await at.tokens.selfSign({ ...pins, objectId, subject: 'CN=both', days: 9 }, quietRun);
  const { pem } = await at.tokens.csr({ ...pins, objectId, subject: 'CN=both' }, quietRun);
  const certificates = (await objectsOf(at, await onlyToken(at))).filter((each) => each.class === 'certificate');
  const publicKey = new Pkcs10CertificateRequest(pem).publicKey.toString('pem');
  at.tokens.close();
  return { keyId: certificates[0]?.keyId ?? '', publicKey };
}

/**
 * Our process uses `target`'s module, pkcs11-tool in a loop uses `other`'s. Each of our rounds enters the PIN twice,
 * for a key test and a request, and lists the objects.
 */
export async function contend(
  target: TokenTarget,
  other: TokenTarget,
  made: SharedKey,
  rounds: number,
): Promise<Contention> {
  const at = await tokensWith([target]);
  const token = await onlyToken(at);
  const listed = (await objectsOf(at, token)).map(({ id }) => id);
  const objectId = (await objectsOf(at, token)).find((each) => each.class === 'certificate')?.id ?? '';
  const call = { tokenId: token.id, objectId, pin: target.pin, confirmedLastTry: false };
  const { label } = await labelOf(other);
  const second = signInALoop({ ...other, label }, made.keyId, made.publicKey);
  onTestFinished(async () => second.stop());
  await expect.poll(() => second.done, { timeout: 10_000 }).toBeGreaterThan(0);
  const answers: Record<string, number> = {};
  let entries = 0;
  const count = async (work: () => Promise<unknown>): Promise<void> => {
    const code = await work().then(
      () => 'ok',
      (error: unknown) => (error instanceof AppError ? `${error.code} ${String(error.details['rv'])}` : String(error)),
    );
    answers[code] = (answers[code] ?? 0) + 1;
    // A user would wait longer before retrying.
    if (code !== 'ok') await setTimeout(pressAgainMs);
  };
  for (let round = 0; round < rounds; round += 1) {
    entries += 2;
    await count(async () => at.tokens.testKey(call, quietRun));
    await count(async () => checkWithOpenssl((await at.tokens.csr({ ...call, subject: 'CN=two' }, quietRun)).pem));
    await count(async () => expect((await objectsOf(at, token)).map(({ id }) => id)).toEqual(listed));
  }
  const overlapped = second.done;
  await second.stop();
  expect(overlapped).toBeGreaterThan(rounds / 3);
  expect(await onlyToken(at)).toMatchObject({ pin: 'ok', wrongPins: 0 });
  const { modules } = await at.tokens.modules({ refresh: false }, quietRun);
  expect(modules.map(({ faults }) => faults)).toEqual([0]);
  return { entries, answers, other: { right: second.right, wrong: second.wrong, complaints: second.complaints } };
}

export async function labelOf(target: TokenTarget): Promise<{ readonly label: string }> {
  await using module = startModule(target);
  return await module.token();
}
