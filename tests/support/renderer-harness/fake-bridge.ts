import type { CertificateDetail } from '../../../shared/schemas/certificate.ts';

/** What the fake main behind the page knows. Plain JSON: it travels into the page. */
export interface Scene {
  readonly certificates: CertificateDetail[];
  readonly settings: { language: string; theme: string; textSize: string };
  readonly vault: { state: string; lockable: boolean; recoverySaved: boolean; osStore: boolean; protectors: string[] };
  readonly nativeSaveDialog: boolean;
  readonly needsProtector: boolean;
}

/** Runs inside the page, so it must not use anything from outside its own body. */
export function installFakeBridge(scene: Scene): void {
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const emit = (event: string, payload: unknown) => {
    for (const listener of listeners.get(event) ?? []) listener(payload);
  };
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const fail = (code: string, details = {}) => {
    throw Object.assign(new Error(code), { body: { code, details } });
  };
  const settings = { ...scene.settings, window: { width: 1280, height: 800, maximized: false } };
  const vault = { ...scene.vault };
  let revision = 1;
  const passwords = new Map<string, string>();
  const cancelled = new Set<string>();
  const status = () => ({
    exists: true,
    state: vault.state,
    protectors: vault.protectors.map((kind) => ({ kind, createdAt: '2026-11-01T08:00:00Z' })),
    osStore: { available: vault.osStore, reason: vault.osStore ? null : 'no D-Bus session' },
    recoverySaved: vault.recoverySaved,
    lockable: vault.lockable,
    certificates: scene.certificates.length,
    keys: scene.certificates.filter((certificate) => certificate.hasPrivateKey).length,
    revision,
    schemaVersion: 1,
    folder: '/home/zhang/.local/share/certsteward',
  });
  const summary = (detail: CertificateDetail) => {
    const names =
      'sha256 subject issuer displayName issuerName serial notBefore notAfter status hasPrivateKey isCa algorithm label place tags origin';
    return Object.fromEntries(names.split(' ').map((name) => [name, (detail as Record<string, unknown>)[name]]));
  };
  const inspected = (detail: CertificateDetail) => {
    const names = 'sha256 subject issuer displayName issuerName serial notBefore notAfter algorithm isCa hasPrivateKey';
    return Object.fromEntries(names.split(' ').map((name) => [name, (detail as Record<string, unknown>)[name]]));
  };
  const progress = async (operationId: string | undefined, step: string) => {
    for (const fraction of [0.2, 0.5, 0.8]) {
      await wait(60);
      if (operationId !== undefined && cancelled.has(operationId)) fail('cancelled');
      emit('operation.progress', { operationId, fraction, step });
    }
  };
  type Input = Record<string, never>;
  const answer = async (call: string, input: Input, operationId?: string): Promise<unknown> => {
    switch (call) {
      case 'app.info':
        return {
          version: '0.1.0',
          host: 'chromium',
          platform: 'linux',
          systemLocale: 'zh-CN',
          nativeSaveDialog: scene.nativeSaveDialog,
          tokensUnavailable: 'pkcs11js was not compiled: g++ is missing',
        };
      case 'settings.get':
        return settings;
      case 'settings.change':
        return Object.assign(settings, input);
      case 'operations.cancel':
        cancelled.add(input['operationId'] as unknown as string);
        return { cancelled: true };
      case 'vault.status':
        return status();
      case 'vault.setPassphrase':
        await progress(operationId, 'deriving-key');
        Object.assign(vault, { state: 'unlocked', lockable: true, protectors: ['passphrase'] });
        return status();
      case 'vault.unlock':
        await progress(operationId, 'deriving-key');
        if ((input['secret'] as unknown as string) !== 'correct horse') fail('wrong-secret');
        vault.state = 'unlocked';
        return status();
      case 'vault.lock':
        vault.state = 'locked';
        return status();
      case 'vault.createRecoveryCode':
        await wait(120);
        return { code: 'K7M2Q-9XH4T-B3WNC-5RJPD-8FVZ6-GY2KA-7QX3M' };
      case 'vault.confirmRecoveryCode':
        await wait(120);
        if ((input['lastGroup'] as unknown as string).toUpperCase() !== '7QX3M') fail('wrong-secret');
        vault.recoverySaved = true;
        return status();
      case 'certificates.list': {
        const search = (input['search'] as unknown as string).toLowerCase();
        const wanted = input['status'] as unknown as string | null;
        const counts: Record<string, number> = {
          valid: 0,
          expiring: 0,
          expired: 0,
          'not-yet-valid': 0,
          revoked: 0,
          incomplete: 0,
          superseded: 0,
        };
        const own = scene.certificates.filter((certificate) => !certificate.isCa);
        for (const certificate of own) counts[certificate.status] = (counts[certificate.status] ?? 0) + 1;
        const pool = input['includeAuthorities'] ? scene.certificates : own;
        const certificates = pool
          .filter((each) => wanted === null || each.status === wanted)
          .filter((each) => `${each.displayName} ${each.subject} ${each.issuer}`.toLowerCase().includes(search))
          .toSorted((a, b) => a.notAfter.localeCompare(b.notAfter))
          .map(summary);
        const authorities = scene.certificates.length - own.length;
        return { certificates, counts, authorities, total: own.length, revision };
      }
      case 'certificates.detail': {
        const found = scene.certificates.find(({ sha256 }) => sha256 === (input['sha256'] as unknown as string));
        if (found === undefined) fail('not-found');
        return vault.state === 'locked' ? { ...found, note: null, noteLocked: true } : found;
      }
      case 'certificates.annotate': {
        const found = scene.certificates.find(({ sha256 }) => sha256 === (input['sha256'] as unknown as string));
        Object.assign(found ?? {}, input);
        revision += 1;
        return found;
      }
      case 'imports.choose':
        return { draftIds: ['11111111-1111-4111-8111-111111111111'] };
      case 'imports.drop': {
        const draftId = crypto.randomUUID();
        passwords.set(draftId, input['fileName'] as unknown as string);
        return { draftId };
      }
      case 'imports.paste':
        return { draftId: crypto.randomUUID() };
      case 'imports.inspect': {
        await progress(operationId, 'deriving-key');
        const draftId = input['draftId'] as unknown as string;
        const password = input['password'] as unknown as string | null;
        const file = passwords.get(draftId) ?? '个人网银证书.pfx';
        const base = { draftId, known: [] as string[], needsProtector: false };
        if (file.includes('damaged')) {
          const diagnosis = { code: 'damaged', offset: 1204 };
          return { ...base, report: { file, kind: 'pkcs12', certificates: [], keys: [], diagnosis } };
        }
        if (password !== '12345678') {
          const diagnosis =
            password === null
              ? { code: 'needs-password' }
              : { code: 'wrong-password', possiblyDamaged: file.includes('old') };
          return { ...base, report: { file, kind: 'pkcs12', certificates: [], keys: [], diagnosis } };
        }
        const [own] = scene.certificates;
        const authority = scene.certificates.find(({ isCa }) => isCa);
        const found = [own, authority].filter((each) => each !== undefined);
        return {
          draftId,
          known: authority === undefined ? [] : [authority.sha256],
          needsProtector: scene.needsProtector,
          report: {
            file,
            kind: 'pkcs12',
            certificates: found.map(inspected),
            keys: own === undefined ? [] : [{ algorithm: own.algorithm, matches: own.sha256 }],
            diagnosis: { code: 'opened', passwordEncoding: 'utf-8' },
          },
        };
      }
      case 'imports.commit': {
        await progress(operationId, 'storing');
        revision += 1;
        const [own] = scene.certificates;
        return { added: own === undefined ? [] : [own.sha256], known: [], keysAdded: 1 };
      }
      case 'imports.discard':
        return {};
      case 'exports.chooseDestination':
        return scene.nativeSaveDialog
          ? { outcome: 'chosen', destinationId: crypto.randomUUID(), displayPath: '/home/zhang/文档/张三.p12' }
          : { outcome: 'unavailable', suggestedPath: '/home/zhang/文档/张三.p12' };
      case 'exports.typeDestination':
        if (!input['overwrite'] && (input['path'] as unknown as string).includes('exists')) fail('file-exists');
        return { destinationId: crypto.randomUUID(), displayPath: input['path'] };
      case 'exports.write':
        if (vault.state === 'locked') fail('vault-locked');
        await progress(operationId, 'verifying');
        return { displayPath: '/home/zhang/文档/张三.p12', bytes: 4321, certificates: 3, withKey: true };
      default:
        return fail('unknown-call');
    }
  };
  Object.defineProperty(window, 'certsteward', {
    value: {
      invoke: async (request: { call: string; input: Input; operationId?: string }) => {
        try {
          return { ok: true, value: await answer(request.call, request.input, request.operationId) };
        } catch (error) {
          const body = (error as { body?: unknown }).body ?? { code: 'internal', details: {} };
          return { ok: false, error: body };
        }
      },
      on: (event: string, listener: (payload: unknown) => void) => {
        const set = listeners.get(event) ?? new Set();
        listeners.set(event, set.add(listener));
        return () => set.delete(listener);
      },
    },
  });
}
