// SPDX-License-Identifier: Apache-2.0
import type { SignatureVerdict } from '../../../shared/schemas/certificates/certificate.ts';
import { findPath, type PathAnswer } from './find-path.ts';
import { IssuerPool } from './issuer-pool.ts';
import type { PathCertificate } from './path-certificate.ts';
import type { PathOptions } from './path-options.ts';
import { SignatureCheck } from './signature-check.ts';

export interface PathVerdict extends Pick<PathAnswer, 'valid' | 'reasons' | 'warnings' | 'path'> {
  /** True if nothing but an untrusted root or an unknown issuer is wrong. */
  readonly sound: boolean;
}

function optionsAt(at: string): PathOptions {
  return {
    at,
    initialPolicies: null,
    explicitPolicy: false,
    inhibitMapping: false,
    inhibitAnyPolicy: false,
    name: null,
    purpose: 'any',
    maxDepth: null,
    rules: 'rfc5280',
    revocation: 'none',
  };
}

/**
 * For an untrusted root, reports `root-untrusted` first.
 * @param at ISO 8601 UTC, whole seconds
 */
export class CertificateJudge {
  readonly #pool: IssuerPool;
  readonly #options: PathOptions;
  readonly #verified = new Map<string, SignatureVerdict>();
  readonly #pools = new Map<string, IssuerPool>();

  constructor(authorities: Iterable<PathCertificate>, anchors: Iterable<PathCertificate>, at: string) {
    this.#pool = new IssuerPool(authorities, anchors);
    this.#options = optionsAt(at);
  }

  async judge(leaf: PathCertificate): Promise<PathVerdict> {
    const { valid, reasons, warnings, path } = await this.#search(leaf, this.#pool);
    const root = path.at(-1);
    if (valid || root === undefined || reasons[0]?.code !== 'root-untrusted') {
      return { valid, sound: valid || reasons[0]?.code === 'no-issuer', reasons, warnings, path };
    }
    const trusting = await this.#search(leaf, this.#poolUnder(root));
    const more = trusting.reasons.filter(({ code }) => code !== 'root-untrusted');
    return {
      valid: false,
      sound: trusting.valid,
      reasons: [...reasons, ...more],
      warnings: trusting.warnings,
      path: trusting.path,
    };
  }

  async #search(leaf: PathCertificate, pool: IssuerPool): Promise<PathAnswer> {
    const checkRevocation = async () => ({ state: 'not-checked' as const, reasons: [], warnings: [], statuses: [] });
    return await findPath(leaf, {
      pool,
      options: this.#options,
      signatures: new SignatureCheck(this.#verified),
      checkRevocation,
    });
  }

  #poolUnder(root: PathCertificate): IssuerPool {
    const pool = this.#pools.get(root.sha256) ?? this.#pool.withAnchor(root);
    this.#pools.set(root.sha256, pool);
    return pool;
  }
}
