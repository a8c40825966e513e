// SPDX-License-Identifier: Apache-2.0
import { createHash, randomUUID } from 'node:crypto';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { CallInput, CallOutput } from '../../../shared/ipc/contract.ts';
import { inspectInChild } from '../../parser/parse-client.ts';
import { runtimePrivateKey } from '../../formats/keys/runtime-key.ts';
import { pemBlock, writePem } from '../../formats/writers/write-pem.ts';
import type { CertificateStore } from '../store-port.ts';
import type { StoresParts } from '../stores-parts.ts';
import { readServerAddress, type ReadAddress } from './server-address.ts';
import { askServer } from './server-connection.ts';

/** nginx uses 495 and 496 for a bad or missing certificate. */
const forbidding: ReadonlySet<number> = new Set([400, 401, 403, 495, 496]);

export interface ServerLogins {
  /** Errors: `address-refused`, `server-unreachable`, those of `askServer`. */
  look(url: string, signal: AbortSignal): Promise<CallOutput<'stores.lookAtServer'>>;
  /** Errors: see `stores.login`. */
  login(
    lookId: string,
    store: CertificateStore,
    input: Pick<CallInput<'stores.login'>, 'sha256' | 'password'>,
    signal: AbortSignal,
  ): Promise<CallOutput<'stores.login'>>;
  hostOf(lookId: string): string | null;
  close(): void;
}

interface Look {
  readonly address: ReadAddress;
  readonly leafSha256: string;
  readonly atMs: number;
}

const lookKeptMs = 15 * 60 * 1000;
const maxLooks = 20;

export function createServerLogins({ foreign, now }: Pick<StoresParts, 'foreign' | 'now'>): ServerLogins {
  const looks = new Map<string, Look>();

  async function describe(chain: readonly Uint8Array[]) {
    // The chain is untrusted, so parse it in a child process.
    const { certificates } = await inspectInChild(foreign, writePem(chain), null);
    const fields = new Map(certificates.map((each) => [each.fields.sha256, each.fields]));
    return chain.flatMap((der) => fields.get(sha256Of(der)) ?? []);
  }

  return {
    async look(url, signal) {
      const address = readServerAddress(url);
      const answer = await askServer(new URL('/', address.url), { signal });
      const [leaf] = answer.chain;
      if (!leaf) throw new AppError('server-unreachable');
      const lookId = randomUUID();
      const [oldest] = looks.keys();
      if (looks.size >= maxLooks && oldest !== undefined) looks.delete(oldest);
      looks.set(lookId, { address, leafSha256: sha256Of(leaf), atMs: performance.now() });
      const chain = await describe(answer.chain);
      return {
        lookId,
        host: address.shownHost,
        punycodeHost: address.host,
        port: address.port,
        chain: chain.map(({ sha256, displayName, notAfter }) => ({ sha256, displayName, notAfter })),
        trusted: answer.trusted,
        problem: answer.problem,
        statusWithout: answer.status,
      };
    },
    async login(lookId, store, { sha256, password }, signal) {
      const look = looks.get(lookId);
      if (!look || performance.now() - look.atMs > lookKeptMs) throw new AppError('draft-expired');
      const { address, leafSha256 } = look;
      const accept = (leaf: Uint8Array): void => {
        if (sha256Of(leaf) !== leafSha256) {
          throw new AppError('server-unreachable', { reason: 'certificate-changed' });
        }
      };
      const certificate = await store.read(sha256);
      if (!certificate) throw new AppError('not-installed');
      const pkcs8 = await store.exportKey(sha256, password);
      const key = pemBlock('PRIVATE KEY', pkcs8);
      try {
        // Check the key first, because TLS would report only a generic failure.
        runtimePrivateKey(pkcs8);
        const without = await askServer(address.url, { accept, signal });
        const identity = { key: Buffer.from(key.buffer), cert: Buffer.from(pemBlock('CERTIFICATE', certificate)) };
        const answer = await askServer(address.url, { accept, signal, identity });
        const outcome = loginOutcome(without.status, answer.status);
        const proof = {
          kind: 'login' as const,
          at: now().toISOString(),
          passed: outcome === 'taken',
          host: address.shownHost,
        };
        return { outcome, status: answer.status, proof };
      } finally {
        pkcs8.fill(0);
        key.fill(0);
      }
    },
    hostOf: (lookId) => looks.get(lookId)?.address.shownHost ?? null,
    close: () => looks.clear(),
  };
}

function sha256Of(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('hex');
}

/** Null means no response. */
function loginOutcome(without: number | null, with_: number | null): 'taken' | 'no-difference' | 'refused' {
  const letIn = (status: number | null): boolean => status !== null && !forbidding.has(status);
  if (!letIn(with_)) return 'refused';
  return letIn(without) && without === with_ ? 'no-difference' : 'taken';
}
