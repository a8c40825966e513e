// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import {
  scalarOf,
  writeGmEnvelope,
  writeKeyReply,
  writeSm2EnvelopedKey,
  type KeyPadding,
} from '../../../support/formats/openssl-guomi.ts';
import { openssl } from '../../../support/openssl/openssl.ts';
import {
  certificateFor,
  generate,
  holdsPair,
  importFile,
  objectsIn,
  personWithKey,
  requestFor,
  wrappedPair,
  type PersonWithKey,
} from '../../../support/skf/person-with-key.ts';
import { skfContainer, skfUnavailable, type SkfFault, type SkfMoment } from '../../../support/skf/software-skf.ts';
import { quietRun } from '../../../support/tokens/work/tokens-with.ts';

const missing = skfUnavailable();
const title = missing === null ? '' : ` (skipped: ${missing})`;

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'ok',
    (error: unknown) => {
      if (error instanceof AppError) return error.code;
      throw error;
    },
  );
}

const label = '网银 2026';

/** A person's steps in order, with files made by OpenSSL. */
const steps = {
  generate: async (person: PersonWithKey) => void (await generate(person, label)),
  'signing certificate': async (person: PersonWithKey) => {
    const file = certificateFor(person, person.key.file(label, 'sign.pem'), 'signing.pem', 'digitalSignature');
    await importFile(person, file);
  },
  'encryption pair': async (person: PersonWithKey) =>
    void (await importFile(person, person.peer.file('reply.der'), label)),
  'encryption certificate': async (person: PersonWithKey) => {
    const own = person.peer.file('encryption.key');
    await importFile(person, certificateFor(person, own, 'encryption.pem', 'keyEncipherment'));
  },
};

function contents({ key }: PersonWithKey, container = skfContainer): string[] {
  const names = ['sign.pem', 'sign.der', 'encrypt.pem', 'encrypt.der'] as const;
  return names.map((name) => readFileSync(key.file(container, name)).toString('base64'));
}

describe.skipIf(missing !== null)(`[G05] [G07] writing through SKF${title}`, () => {
  it.each([4, 8] as const)(
    'with a ULONG of %i octets, makes an SM2 key, then imports both certificates and the CA’s encryption pair',
    async (ulong) => {
      const person = await personWithKey({ ulong });
      const before = contents(person);
      const objectId = await generate(person, label);
      await requestFor(person, objectId);
      wrappedPair(person, label);
      for (const step of ['signing certificate', 'encryption pair', 'encryption certificate'] as const)
        await steps[step](person);
      expect(holdsPair(person, label)).toBe(true);
      const objects = await objectsIn(person, label);
      expect(objects.map((each) => [each.class, each.algorithm, each.key?.canSign ?? null])).toEqual([
        ['certificate', 'sm2', null],
        ['certificate', 'sm2', null],
        ['private-key', 'sm2', true],
        ['private-key', 'sm2', false],
      ]);
      // Two pairs, each a certificate and its key.
      expect(new Set(objects.map(({ pair }) => pair)).size).toBe(2);
      expect(contents(person)).toEqual(before);
      // Each step sends the PIN once.
      expect(person.key.attempts()).toBe(5);
    },
  );

  it.each([
    ['none', [], 'ok'],
    ['pkcs7', [], 'ok'],
    ['skf', ['wide'], 'ok'],
    ['skf', [], 'token-refused'],
  ] as const satisfies readonly (readonly [KeyPadding, readonly 'wide'[], string])[])(
    'passes the CA’s encryption pair with padding %s unchanged to a library with traits %j: %s',
    async (padding, traits, code) => {
      const person = await personWithKey();
      await generate(person, label);
      person.key.lie(...traits);
      const reply = wrappedPair(person, label, padding);
      expect(await codeOf(importFile(person, reply, label))).toBe(code);
      if (code === 'ok') expect(holdsPair(person, label)).toBe(true);
      // No partial write: the signing key is still alone.
      else expect((await objectsIn(person, label)).map((each) => each.class)).toEqual(['private-key']);
    },
  );

  const replies = ['CFCA', 'SM2EnvelopedKey', 'GM/T 0010'] as const;
  it.each(replies.flatMap((form) => ([[], ['wide']] as const).map((traits) => [form, traits] as const)))(
    're-wraps a pair that the vault’s signing key opened from a %s reply, for a library with traits %j',
    async (form, traits) => {
      const person = await personWithKey();
      const { peer, at } = person;
      await generate(person, label);
      person.key.lie(...traits);
      openssl(['genpkey', '-algorithm', 'SM2', '-out', peer.file('own.key')]);
      openssl(['genpkey', '-algorithm', 'SM2', '-out', peer.file('encryption.key')]);
      const certificate = certificateFor(person, peer.file('own.key'), 'own.pem', 'digitalSignature');
      const open = await at.vault.requireOrCreate();
      await open.initialiseProtectors({ passphrase: 'p', useOsStore: false, recoveryCode: 'later' });
      const both = [certificate, peer.file('own.key')].map((file) => readFileSync(file, 'latin1')).join('');
      const draftId = await at.imports.addFile(peer.write('own-both.pem', both), 'file');
      await at.imports.inspect({ draftId, password: null });
      await at.imports.commit(draftId);
      const scalar = Buffer.from(scalarOf(peer, 'encryption.key'), 'hex');
      const reply =
        form === 'CFCA'
          ? writeKeyReply(peer, 'own', 'encryption')
          : form === 'GM/T 0010'
            ? writeGmEnvelope(peer, 'CA', { recipient: 'own', plain: scalar })
            : writeSm2EnvelopedKey(peer, 'own', 'encryption');
      await importFile(person, peer.write('reply.bin', reply), label);
      expect(holdsPair(person, label)).toBe(true);
    },
  );

  it('writes nothing, and sends no PIN, before the user manages the key', async () => {
    const person = await personWithKey();
    await generate(person, label);
    const reply = wrappedPair(person, label);
    await person.at.tokens.manage({ tokenId: person.tokenId, on: false }, quietRun);
    const sent = person.key.attempts();
    expect(await codeOf(generate(person, 'other'))).toBe('token-not-managed');
    expect(await codeOf(importFile(person, reply, label))).toBe('token-not-managed');
    expect(await codeOf(steps['signing certificate'](person))).toBe('token-not-managed');
    expect(person.key.attempts()).toBe(sent);
    expect(person.key.containers()).toEqual([label, skfContainer].toSorted());
  });

  it('sends a PIN on its last try only after confirmation', async () => {
    const person = await personWithKey();
    person.key.setTriesLeft(1);
    expect(await person.at.token(person.key.label)).toMatchObject({ lastTry: true });
    const asked = { ...person.pins, algorithm: 'sm2', label } as const;
    expect(await codeOf(person.at.tokens.generate({ ...asked, confirmedLastTry: false }, quietRun))).toBe(
      'pin-last-try',
    );
    expect(person.key.attempts()).toBe(0);
    expect(await codeOf(generate(person, label))).toBe('ok');
    expect(person.key.attempts()).toBe(1);
  });

  it('overwrites no key, no certificate and no encryption pair', async () => {
    const person = await personWithKey();
    const before = contents(person);
    expect(await codeOf(generate(person, skfContainer))).toBe('token-place-taken');
    const other = certificateFor(person, person.key.file(skfContainer, 'sign.pem'), 'other.pem', 'digitalSignature');
    expect(await codeOf(importFile(person, other))).toBe('token-place-taken');
    expect(await codeOf(importFile(person, wrappedPair(person, skfContainer), skfContainer))).toBe('token-place-taken');
    expect(contents(person)).toEqual(before);
    expect(person.key.containers()).toEqual([skfContainer]);
  });

  it('refuses a certificate or pair without its key, a private key, a P-256 key and an overlong label', async () => {
    const person = await personWithKey();
    await generate(person, label);
    openssl(['genpkey', '-algorithm', 'SM2', '-out', person.peer.file('else.key')]);
    const elsewhere = certificateFor(person, person.peer.file('else.key'), 'else.pem', 'digitalSignature');
    expect(await codeOf(importFile(person, elsewhere))).toBe('token-key-missing');
    expect(await codeOf(importFile(person, wrappedPair(person, label), 'no such'))).toBe('token-key-missing');
    expect(await codeOf(importFile(person, person.peer.file('reply.der')))).toBe('invalid-input');
    const both = [elsewhere, person.peer.file('else.key')].map((file) => readFileSync(file, 'latin1')).join('');
    expect(await codeOf(importFile(person, person.peer.write('both.pem', both), label))).toBe('not-available');
    const { at, pins } = person;
    expect(await codeOf(at.tokens.generate({ ...pins, algorithm: 'ec-p256', label: 'x' }, quietRun))).toBe(
      'unsupported-algorithm',
    );
    expect(await codeOf(generate(person, '长'.repeat(22)))).toBe('invalid-input');
    expect(person.key.containers()).toEqual([label, skfContainer].toSorted());
  });

  it.each([
    ['SKF_GenECCKeyPair', 'before', 'token-refused'],
    ['SKF_GenECCKeyPair', 'after', 'token-refused'],
    ['SKF_ECCSignData', 'before', 'token-refused'],
  ] as const)('removes a container whose key fails at %s, %s the call: %s', async (at, moment, code) => {
    const person = await personWithKey();
    person.key.trip(at, moment, 0x0a000001);
    expect(await codeOf(generate(person, label))).toBe(code);
    expect(person.key.containers()).toEqual([skfContainer]);
    expect(await codeOf(generate(person, label))).toBe('ok');
  });

  it.each(['writes', 'signatures'] as const)(
    'a library that lies about %s leaves no container behind',
    async (about) => {
      const person = await personWithKey();
      person.key.lie(about);
      expect(await codeOf(generate(person, label))).toBe('verification-failed');
      expect(person.key.containers()).toEqual([skfContainer]);
    },
  );

  const kinds: readonly SkfFault[] = ['segv', 'hang', 'unplug'];
  const places = [
    ['SKF_CreateContainer', 'generate'],
    ['SKF_GenECCKeyPair', 'generate'],
    ['SKF_ImportCertificate', 'signing certificate'],
    ['SKF_ImportECCKeyPair', 'encryption pair'],
    ['SKF_ImportCertificate', 'encryption certificate'],
  ] as const;
  const moments = ['before', 'after'] as const satisfies readonly SkfMoment[];
  it.each(
    places.flatMap(([at, step]) => kinds.flatMap((kind) => moments.map((moment) => [kind, at, moment, step] as const))),
  )(
    '%s in %s, %s the call, damages nothing, and the step “%s” works afterwards',
    { timeout: 60_000 },
    async (kind, at, moment, step) => {
      const person = await personWithKey({}, { list: 1500, sign: 1500, login: 1500, generate: 1500 });
      const { key } = person;
      const before = contents(person);
      const names = Object.keys(steps) as (keyof typeof steps)[];
      for (const name of names.slice(0, names.indexOf(step))) {
        if (name === 'encryption pair') wrappedPair(person, label);
        await steps[name](person);
      }
      if (step === 'encryption pair') wrappedPair(person, label);
      key.trip(at, moment, kind);
      expect(await codeOf(steps[step](person))).toBe(kind === 'unplug' ? 'token-removed' : 'module-stopped');
      expect(key.armed()).toBe(false);
      if (kind === 'unplug') key.plug();
      await person.at.tokens.retryModule({ moduleId: person.moduleId }, quietRun);
      const again = await codeOf(steps[step](person));
      if (at === 'SKF_GenECCKeyPair' && moment === 'after') {
        // The key was made, so it is listed and can be deleted.
        expect(again).toBe('token-place-taken');
        const [lone] = await objectsIn(person, label);
        const chosen = { objectId: lone?.id ?? '', typedLabel: label, soPin: undefined };
        await person.at.tokens.delete({ ...person.pins, ...chosen }, quietRun);
        expect(key.containers()).toEqual([skfContainer]);
        expect(await codeOf(steps[step](person))).toBe('ok');
      } else expect(again).toBe('ok');
      expect(contents(person)).toEqual(before);
      expect(key.triesLeft()).toBe(6);
    },
  );

  it('deletes a key that is alone in its container, and refuses one beside certificates', async () => {
    const person = await personWithKey();
    await generate(person, label);
    const remove = async (container: string) => {
      const [object] = (await objectsIn(person, container)).filter((each) => each.class === 'private-key');
      const chosen = { objectId: object?.id ?? '', typedLabel: container, soPin: undefined };
      return codeOf(person.at.tokens.delete({ ...person.pins, ...chosen }, quietRun));
    };
    const before = contents(person);
    expect(await remove(skfContainer)).toBe('not-available');
    expect(contents(person)).toEqual(before);
    expect(await remove(label)).toBe('ok');
    expect(person.key.containers()).toEqual([skfContainer]);
  });

  it('refuses to store a backup and to erase the key, without sending a PIN', async () => {
    const person = await personWithKey();
    const { at, tokenId, key, pins } = person;
    expect(await codeOf(at.tokens.openData({ ...pins, changes: true }))).toBe('not-available');
    const erase = { tokenId, label: 'x', soPin: key.soPin, newPin: '654321', typedLabel: key.label, losing: [] };
    expect(await codeOf(at.tokens.initialise({ ...erase, confirmedLastTry: false }, quietRun))).toBe('not-available');
    expect(key.attempts()).toBe(0);
  });
});
