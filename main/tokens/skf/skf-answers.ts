// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { answerChecked, type Answers, type SendPart } from '../../children/define-child.ts';
import { pkcs11Operations } from '../child/pkcs11-protocol.ts';
import { createApplications, type Application, type Applications } from './device/applications.ts';
import { readContainers } from './device/containers.ts';
import { deleteContainerOf } from './device/delete-container.ts';
import { changePin, unblockPin, verifyPin } from './device/enter-pin.ts';
import { generateInContainer } from './device/generate.ts';
import { importCertificate } from './device/import-certificate.ts';
import { importPair, importWrapped } from './device/import-pair.ts';
import { signWithContainer } from './device/sign.ts';
import { loadSkfLibrary, type SkfLibrary } from './library/load-library.ts';
import { sar } from './library/numbers.ts';
import { hasAnswered, skfToAppError } from './library/skf-error.ts';

const secrets: readonly string[] = ['pin', 'oldPin', 'newPin', 'secret', 'soPin', 'pkcs8'];
const batchSize = 50;

interface Loaded {
  readonly library: SkfLibrary;
  readonly applications: Applications;
}

/** The returned function zeroes its input's secrets. */
export function createSkfAnswers(): (operation: string, input: unknown, sendPart: SendPart) => Promise<unknown> {
  let loaded: Loaded | null = null;
  let lastSlots = '';
  const leases = new Map<number, string>();
  let nextLease = 1;

  function module(): Loaded {
    if (loaded === null) throw new AppError('module-broken', { reason: 'not loaded' });
    return loaded;
  }

  function on<I extends { readonly lease: number }, T>(
    work: (application: Application, input: I, sendPart: SendPart) => T | Promise<T>,
  ): (input: I, sendPart: SendPart) => Promise<T> {
    return async (input, sendPart) => {
      const key = leases.get(input.lease);
      if (key === undefined) throw new AppError('internal');
      const { applications } = module();
      const application = applications.find(key);
      try {
        return await work(application, input, sendPart);
      } catch (error) {
        // Another program may end a login.
        if (hasAnswered(error, sar.userNotLoggedIn)) loggedOut(application);
        return applications.classify(key, error);
      }
    };
  }

  function todo<I extends { readonly lease: number }>(
    work: (application: Application, input: I, sendPart: SendPart) => void | Promise<void>,
  ): (input: I, sendPart: SendPart) => Promise<null> {
    return on(async (application, input: I, sendPart) => {
      await work(application, input, sendPart);
      return null;
    });
  }

  function logOut(application: Application): void {
    if (application.loggedIn) module().library.call('SKF_ClearSecureState', application.handle);
    loggedOut(application);
  }

  const answers: Answers<typeof pkcs11Operations> = {
    load: ({ path }) => {
      const library = loadSkfLibrary(path);
      loaded = { library, applications: createApplications(library) };
      return { description: '', maker: '', version: '' };
    },
    slots: () => {
      const slots = module().applications.slots();
      lastSlots = JSON.stringify(slots);
      return slots;
    },
    changedSlots: () => {
      const slots = module().applications.slots();
      const now = JSON.stringify(slots);
      if (now === lastSlots) return null;
      lastSlots = now;
      return slots;
    },
    open: ({ token }) => {
      const { applications } = module();
      if (applications.key(token) === null) applications.slots();
      const key = applications.key(token);
      if (key === null) throw new AppError('token-not-found');
      const lease = nextLease++;
      leases.set(lease, key);
      return { lease };
    },
    release: ({ lease }) => {
      const key = leases.get(lease);
      leases.delete(lease);
      if (key === undefined) return null;
      const { applications } = module();
      try {
        const application = applications.find(key);
        if (!application.kept) logOut(application);
      } catch {
        // A removed device is logged out anyway.
      }
      return null;
    },
    login: todo((application, { who, pin }) => {
      verifyPin(module().library, application.handle, who, typed(pin));
      application.loggedIn = true;
    }),
    keepOpen: todo((application) => {
      if (!application.loggedIn) throw new AppError('pin-needed');
      application.kept = true;
    }),
    logout: todo(logOut),
    objects: todo(async ({ handle }, _input, sendPart) => {
      const reports = readContainers(module().library, handle).map(({ report }) => report);
      for (let at = 0; at < reports.length; at += batchSize) await sendPart(reports.slice(at, at + batchSize));
    }),
    sign: on(({ handle }, wanted) => signWithContainer(module().library, handle, wanted)),
    setPin: todo(({ handle }, { who, oldPin, newPin }) =>
      changePin(module().library, handle, who, { oldPin: typed(oldPin), newPin: typed(newPin) }),
    ),
    unblock: todo(({ handle }, { secret, newPin }) => unblockPin(module().library, handle, { soPin: secret, newPin })),
    decrypt: unavailable,
    agree: unavailable,
    generate: on(({ handle }, wanted) => generateInContainer(module().library, handle, wanted)),
    createCertificate: on(({ handle }, item) => importCertificate(module().library, handle, item)),
    importKey: on(({ handle }, item) => importPair(module().library, handle, item)),
    importWrapped: on(({ handle }, item) => importWrapped(module().library, handle, item)),
    destroy: todo(({ handle }, { objectId }) => deleteContainerOf(module().library, handle, objectId)),
    listData: unavailable,
    writeData: unavailable,
    readData: unavailable,
    renameData: unavailable,
    destroyData: unavailable,
    initPin: unavailable,
    initialise: unavailable,
    finalise: () => {
      loaded?.applications.close();
      return null;
    },
  };

  return async (operation, input, sendPart) => {
    try {
      return await answerChecked(pkcs11Operations, answers, operation, input, sendPart);
    } catch (error) {
      throw skfToAppError(error);
    } finally {
      wipeSecrets(input);
    }
  };
}

function loggedOut(application: Application): void {
  application.loggedIn = false;
  application.kept = false;
}

/** SKF doesn't support PIN pads. */
function typed(pin: Uint8Array | null): Uint8Array {
  if (pin === null) throw new AppError('pin-needed');
  return pin;
}

function unavailable(): never {
  throw new AppError('not-available');
}

function wipeSecrets(input: unknown): void {
  if (typeof input !== 'object' || input === null) return;
  for (const [name, value] of Object.entries(input))
    if (secrets.includes(name) && value instanceof Uint8Array) value.fill(0);
}
