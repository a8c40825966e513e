// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { answerChecked, type Answers, type SendPart } from '../../children/define-child.ts';
import { loadCryptoki } from './module/cryptoki.ts';
import type { Pin } from './module/pin-functions.ts';
import { destroyData, listData, readData, renameData, writeData } from './objects/data-objects.ts';
import { agree } from './keys/agree.ts';
import { decrypt } from './keys/decrypt.ts';
import { enterPin } from './sessions/enter-pin.ts';
import { freeCard } from './sessions/free-card.ts';
import { importKey } from './objects/import-key.ts';
import { initialise } from './initialise.ts';
import { keepLogin, logOut, type Lease } from './sessions/lease.ts';
import { withSession } from './sessions/with-session.ts';
import { createLeases } from './sessions/leases.ts';
import { createLoadedModule, type LoadedModule } from './module/loaded-module.ts';
import { destroyObject, generateKey, listObjects, writeCertificate } from './objects/object-answers.ts';
import { unpadded } from './module/padded-text.ts';
import { changePin, initialisePin, unblockWithPuk } from './sessions/pins.ts';
import { pkcs11Operations, type Pkcs11Input, type Pkcs11Output } from './pkcs11-protocol.ts';
import { toAppError } from './module/return-values.ts';
import type { TokenName } from './objects/token-kind.ts';
import { sign } from './keys/sign.ts';
import { waitForToken } from './sessions/wait-for-token.ts';
import { classifyTokenLoss } from './sessions/classify-token-loss.ts';

const secrets: readonly string[] = ['pin', 'soPin', 'oldPin', 'newPin', 'secret', 'pkcs8'];

export type AnswerPkcs11 = (operation: string, input: unknown, sendPart: SendPart) => Promise<unknown>;

/** The returned function zeroes its input's secrets. */
export function createAnswers(): AnswerPkcs11 {
  let loaded: LoadedModule | null = null;
  let lastSlots = '';
  const leases = createLeases();

  function module(): LoadedModule {
    if (loaded === null) throw new AppError('module-broken', { reason: 'not loaded' });
    return loaded;
  }

  function on<I extends { readonly lease: number }, T>(
    work: (lease: Lease, input: I, sendPart: SendPart) => T | Promise<T>,
  ): (input: I, sendPart: SendPart) => Promise<T> {
    return async (input, sendPart) => {
      const lease = leases.get(input.lease);
      lease.tellLogin = async (loginAgain) => sendPart({ loginAgain });
      const loadedModule = module();
      loadedModule.running += 1;
      try {
        return await work(lease, input, sendPart);
      } catch (error) {
        throw await classifyTokenLoss(loadedModule, lease, error);
      } finally {
        loadedModule.running -= 1;
      }
    };
  }

  function todo<I extends { readonly lease: number }>(
    work: (lease: Lease, input: I, sendPart: SendPart) => void | Promise<void>,
  ): (input: I, sendPart: SendPart) => Promise<null> {
    return on(async (lease, input: I, sendPart) => {
      await work(lease, input, sendPart);
      return null;
    });
  }

  function letGo(token: TokenName): void {
    void freeCard(module(), token).catch(() => undefined);
  }

  const answers: Answers<typeof pkcs11Operations> = {
    load: async (input) => {
      loaded = await load(input);
      return libraryInfo(loaded);
    },
    slots: () => {
      const slots = module().slots();
      lastSlots = JSON.stringify(slots);
      return slots;
    },
    changedSlots: () => {
      const slots = module().slots();
      const now = JSON.stringify(slots);
      if (now === lastSlots) return null;
      lastSlots = now;
      return slots;
    },
    open: async ({ token }) => {
      try {
        return await waitForToken(module(), token, () => leases.open(module(), token));
      } catch (error) {
        letGo(token);
        throw error;
      }
    },
    release: ({ lease }) => {
      const token = leases.release(module(), lease);
      if (token !== null) letGo(token);
      return null;
    },
    login: todo(async (lease, { who, pin }) => enterPin(module(), lease, who, pin === null ? null : Buffer.from(pin))),
    keepOpen: todo((lease) => keepLogin(module(), lease)),
    logout: todo((lease) => logOut(module(), lease)),
    objects: todo(async (lease, _input, sendPart) => listObjects(module(), lease, sendPart)),
    sign: on(async (lease, wanted) =>
      withSession(module(), lease, async (session) => sign(module(), lease, session, wanted)),
    ),
    decrypt: on(async (lease, wanted) =>
      withSession(module(), lease, async (session) => decrypt(module(), lease, session, wanted)),
    ),
    agree: on(async (lease, wanted) =>
      withSession(module(), lease, async (session) => agree(module(), lease, session, wanted)),
    ),
    generate: on(async (lease, wanted) => generateKey(module(), lease, wanted)),
    createCertificate: on(async (lease, item) => writeCertificate(module(), lease, item)),
    importKey: on(async (lease, item) => importKey(module(), lease, item)),
    importWrapped: () => {
      throw new AppError('not-available');
    },
    destroy: todo(async (lease, { objectId }) => destroyObject(module(), lease, objectId)),
    listData: on((lease) => listData(module(), lease)),
    writeData: todo((lease, { name, value }) => writeData(module(), lease, name, value)),
    readData: on((lease, { name }) => readData(module(), lease, name)),
    renameData: on((lease, { from, to }) => renameData(module(), lease, from, to)),
    destroyData: todo((lease, { name }) => destroyData(module(), lease, name)),
    setPin: todo((lease, { who, oldPin, newPin }) => changePin(module(), lease, who, pinOf(oldPin), pinOf(newPin))),
    initPin: todo((lease, { newPin }) => initialisePin(module(), lease, pinOf(newPin))),
    unblock: todo((lease, { secret, newPin }) => unblockWithPuk(module(), lease, pinOf(secret), pinOf(newPin))),
    initialise: ({ where, label, soPin, firstPin, pin }) =>
      initialise(module(), { where, label, soPin: pinOf(soPin), pin: firstPin ? pinOf(pin) : undefined }),
    finalise: () => {
      loaded?.cryptoki.finalize();
      return null;
    },
  };

  return async (operation, input, sendPart) => {
    try {
      return await answerChecked(pkcs11Operations, answers, operation, input, sendPart);
    } catch (error) {
      throw toAppError(error);
    } finally {
      wipeSecrets(input);
    }
  };
}

/** @throws `module-broken`, `tokens-unavailable`; CryptokiError */
async function load({ path, parameters }: Pkcs11Input<'load'>): Promise<LoadedModule> {
  const cryptoki = await loadCryptoki(path);
  try {
    cryptoki.initialize(parameters);
  } catch (cause) {
    throw new AppError('module-broken', { reason: cause instanceof Error ? cause.message : null }, { cause });
  }
  return createLoadedModule(cryptoki, parameters);
}

function libraryInfo({ cryptoki }: LoadedModule): Pkcs11Output<'load'> {
  const { libraryDescription, manufacturerID, libraryVersion } = cryptoki.info();
  return {
    description: unpadded(libraryDescription),
    maker: unpadded(manufacturerID),
    version: `${libraryVersion.major}.${libraryVersion.minor}`,
  };
}

function pinOf<T extends Uint8Array | null>(octets: T): T extends null ? Pin : Buffer;
function pinOf(octets: Uint8Array | null): Pin {
  return octets === null ? null : Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength);
}

function wipeSecrets(input: unknown): void {
  if (typeof input !== 'object' || input === null) return;
  for (const [name, value] of Object.entries(input))
    if (secrets.includes(name) && value instanceof Uint8Array) value.fill(0);
}
