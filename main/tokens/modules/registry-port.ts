// SPDX-License-Identifier: Apache-2.0
import type { MissingLibrary, ModuleFacts } from '../../../shared/schemas/token.ts';

export interface KnownModule extends ModuleFacts {
  readonly source: 'p11-kit' | 'known-path' | 'added';
  /** `ready`: packaged and root-only, or allowed with this hash. `changed`: allowed with a different one. */
  readonly state: 'ready' | 'needs-consent' | 'changed' | 'missing';
  /** `x-init-reserved` of pkcs11.conf(5). */
  readonly parameters: string | null;
}

export interface ModuleRegistry {
  /** One row per inode: p11-kit's order, known paths, added by hand. */
  list(): Promise<readonly KnownModule[]>;
  /** For connected USB keys. */
  missing(): Promise<readonly MissingLibrary[]>;
  /** Errors: `module-not-found`, `module-broken` (not a library for this machine). */
  look(path: string): Promise<ModuleFacts>;
  /** From `list` or recent `look`s. Errors: `module-not-found`. */
  factsOf(moduleId: string): Promise<ModuleFacts>;
  /** From `list` or recent `look`s. Errors: `module-not-found`, `module-not-allowed` (hash differs). */
  allow(moduleId: string, sha256: string): Promise<KnownModule>;
  /** Errors: `module-not-found`. */
  forget(moduleId: string): Promise<void>;
  /** By id or absolute path. Errors: `module-not-found`, `module-broken`, `module-not-allowed`. */
  find(idOrPath: string): Promise<KnownModule>;
}
